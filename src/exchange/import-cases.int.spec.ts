import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { readFileSync } from 'node:fs';
import { CorrectMilestone } from '../cases/application/correct-milestone.js';
import { RetractMilestone } from '../cases/application/retract-milestone.js';
import { ErasePerson } from '../people/application/erase-person.js';
import { People } from '../people/application/people.js';
import { withoutSightOf } from '../platform/access/sight.js';
import { Policies } from '../policies/application/policies.js';
import { planIdOf } from '../policies/application/derived-ids.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import type { Outcome } from '../streams/application/outcome.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import { everyEvent, importFile } from '../testing/import-file.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { caseIdOf, childIdOf } from './application/case-ids.js';
import { rowProblemText } from './application/format.js';
import type { Imported, ImportOptions } from './application/import-cases.js';

let tracker: TrackerSetting;
beforeEach(async () => {
  tracker = await openTracker('2025-12-31T09:00:00.000Z');
});
afterEach(() => tracker.close());

const EXAMPLE = readFileSync(new URL('../../examples/cases.csv', import.meta.url), 'utf8');
const take = (content: string | Buffer, options?: ImportOptions): Promise<Imported> =>
  importFile(tracker, content, options);
const said = ({ firstProblems }: Imported): readonly string[] => firstProblems.map(rowProblemText);
const ask = (request: CaseRequest | ErasePerson): Promise<Outcome> =>
  onBehalfOf({ actor: 'officer-1' }, () =>
    tracker.get(CommandBus).execute<CaseRequest | ErasePerson, Outcome>(request),
  );

const HEADER = 'kind,case,milestone,date,outcome,attributes,child,surname,forename,date_of_birth';
const OPENING = 'assessment,A-1,assessment-requested,02/09/2024,,kind=initial,C-1,Ashdown,Robin,14/03/2016';
const file = (...rows: readonly string[]): string =>
  [HEADER, OPENING, ...rows.map((row) => (row.split(',').length < 10 ? `${row},,,,` : row))].join('\n');
const A1 = caseIdOf('assessment', 'A-1');

describe('An import of cases', () => {
  test('records every row of the worked example, by the import, for children under their own keys', async () => {
    const imported = await take(EXAMPLE);
    expect(imported).toMatchObject({ rows: 31, cases: 5, milestones: 31, children: 3, problems: 0, isRecorded: true });
    const events = await everyEvent(tracker);
    expect(events).toHaveLength(34);
    expect(new Set(events.map(({ metadata }) => metadata.actor))).toEqual(new Set(['import']));
    expect(JSON.stringify(events)).not.toMatch(/Ashdown|Okafor|Lindqvist|please ring|2016-03-14|EHC-/);
    expect(await tracker.get(People).details(childIdOf('C-501'))).toMatchObject({
      standing: 'known',
      details: { surname: 'Ashdown', forename: 'Robin', dateOfBirth: '2016-03-14', sex: 'F' },
    });
    const plan = events.find(({ type }) => type === 'PlanMade');
    const assessment = caseIdOf('assessment', 'EHC-1001');
    expect(plan).toMatchObject({ stream: `plan-${planIdOf(assessment)}`, data: { on: '2025-02-07', assessment } });
    const opened = events.find(({ type }) => type === 'ReviewOpened');
    expect(opened?.data).toMatchObject({ plan: caseIdOf('plan', 'EHC-0417'), person: childIdOf('C-388') });
  });

  test('changes nothing the second time', async () => {
    await take(EXAMPLE);
    const before = await everyEvent(tracker);
    const again = await take(EXAMPLE);
    expect(again).toMatchObject({ milestones: 0, children: 0, cases: 0, alreadyOnRecord: 31, problems: 0 });
    expect(await everyEvent(tracker)).toEqual(before);
  });

  test('tells nothing of the cases of a child who is kept from whoever imports', async () => {
    const probe = file('assessment,A-1,decision-to-assess-notified,07/10/2024,assess,');
    await take(probe);
    const before = await everyEvent(tracker);
    const hidden = new Set([childIdOf('C-1')]);
    const guesses = [probe, probe.replace('07/10/2024', '08/10/2024'), probe.replace('02/09/2024', '03/09/2024')];
    const answers = await Promise.all(guesses.map((guess) => withoutSightOf(hidden, () => take(guess))));
    expect(answers[0]).toMatchObject({ alreadyOnRecord: 0, isRecorded: false });
    expect(said(answers[0]!).join()).toContain('this key cannot be used');
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await everyEvent(tracker)).toEqual(before);
  });

  test('goes together with the policies of a server that runs beside it', async () => {
    const beside = await openTracker('2025-12-31T09:00:00.000Z');
    // A review that is opened while the plan's own reviews are still to come is cancelled when they have come.
    const standing = async (of: TrackerSetting): Promise<ReadonlySet<string>> => {
      const events = (await everyEvent(of)).filter(({ stream }) => !stream.startsWith('person-'));
      const cancelled = events.flatMap(({ stream, type }) => (type === 'ReviewCancelled' ? [stream] : []));
      return new Set(
        events.filter(({ stream }) => !cancelled.includes(stream)).map(({ stream, type }) => `${stream} ${type}`),
      );
    };
    try {
      beside.get(Policies).start();
      expect(await importFile(beside, EXAMPLE)).toMatchObject({ milestones: 31, problems: 0 });
      await beside.get(Policies).catchUp();
      await take(EXAMPLE);
      await tracker.get(Policies).catchUp();
      expect(await standing(beside)).toEqual(await standing(tracker));
      const settled = await everyEvent(beside);
      expect(await importFile(beside, EXAMPLE)).toMatchObject({ milestones: 0, alreadyOnRecord: 31, problems: 0 });
      expect(await everyEvent(beside)).toEqual(settled);
    } finally {
      await beside.close();
    }
  });

  test('records nothing where two cases of different kinds have one id', async () => {
    const id = '018f0000-0000-7000-8000-0000000000a1';
    const rows = ['plan', 'assessment'].map(
      (kind) =>
        `${kind},${id},${kind === 'plan' ? 'plan-made' : 'assessment-requested'},03/09/2024,,${kind === 'plan' ? '' : 'kind=initial'},C-1,Ashdown,Robin,14/03/2016`,
    );
    const imported = await take(file(...rows));
    expect(imported).toMatchObject({ isRecorded: false, problems: 1 });
    expect(said(imported).join()).toContain('another row of the file gives this id to a case of another kind');
    expect(await everyEvent(tracker)).toEqual([]);
  });

  test('only says what it would do where asked to', async () => {
    const imported = await take(EXAMPLE, { dryRun: true });
    expect(imported).toMatchObject({ milestones: 31, children: 3, problems: 0, isRecorded: false });
    expect(await everyEvent(tracker)).toEqual([]);
  });

  test('takes the rows of a case in any order and wherever they stand', async () => {
    const [header = '', ...rows] = EXAMPLE.trimEnd().split('\n');
    const imported = await take([header, ...rows.toReversed()].join('\r\n'));
    expect(imported).toMatchObject({ milestones: 31, problems: 0 });
  });

  test('takes a byte-order mark, blank rows, columns in another order and capital letters in their names', async () => {
    const swapped = ['Attributes,Date,Milestone,Kind,Case,Outcome,Child,Surname,Forename,Date_of_birth', ''];
    const row = 'kind=initial,02/09/2024,assessment-requested,assessment,A-1,,C-1,Ashdown,Robin,14/03/2016';
    expect(await take(`\ufeff${[...swapped, row, ',,,,,,,,,', ''].join('\r\n')}`)).toMatchObject({
      milestones: 1,
      problems: 0,
    });
  });

  test('goes on from what is on record: later rows of a case, in a file of their own', async () => {
    await take(file());
    const imported = await take(file('assessment,A-1,decision-to-assess-notified,2024-10-11,assess,'));
    expect(imported).toMatchObject({ milestones: 1, alreadyOnRecord: 1, problems: 0 });
  });

  test('leaves what was corrected or taken back since as it is', async () => {
    const content = file(
      'assessment,A-1,decision-to-assess-notified,2024-10-11,assess,',
      'assessment,A-1,family-informed,2024-10-12,,by=email',
    );
    await take(content);
    const kind = 'assessment';
    const correct = CorrectMilestone.of({ case: A1, kind, entry: 2, to: { on: '2024-10-14' }, reason: 'Misread.' });
    expect(await ask(correct)).toMatchObject({ outcome: 'recorded' });
    const retract = RetractMilestone.of({ case: A1, kind, entry: 3, reason: 'It was another family.' });
    expect(await ask(retract)).toMatchObject({ outcome: 'recorded' });
    const before = await everyEvent(tracker);
    expect(await take(content)).toMatchObject({ milestones: 0, alreadyOnRecord: 3, problems: 0 });
    expect(await everyEvent(tracker)).toEqual(before);
  });

  test('tells warnings with the code that confirms them, and goes through when they are confirmed', async () => {
    const content = file('assessment,A-1,final-plan-issued,2025-02-07,,');
    const refused = await take(content);
    expect(refused.isRecorded).toBe(false);
    const codes = refused.firstProblems.map(({ confirm }) => confirm ?? 'none');
    expect(codes).not.toContain('none');
    expect(await take(content, { confirm: codes.slice(1) })).toMatchObject({ isRecorded: false });
    expect(await take(content, { confirm: codes })).toMatchObject({ milestones: 2, problems: 0, isRecorded: true });
    const last = (await everyEvent(tracker)).at(-1);
    expect(last?.data.confirmed).toEqual([...codes].sort());
    expect(await take(content)).toMatchObject({ milestones: 0, alreadyOnRecord: 2, problems: 0 });
    expect(await take(content, { confirm: 'all' })).toMatchObject({ milestones: 0, alreadyOnRecord: 2, problems: 0 });
  });

  test('counts a row that stands twice once', async () => {
    const row = 'assessment,A-1,decision-to-assess-notified,2024-10-11,assess,';
    expect(await take(file(row, row))).toMatchObject({ milestones: 2, repeated: 1, problems: 0 });
    expect(await take(file(row, row))).toMatchObject({ milestones: 0, alreadyOnRecord: 2, repeated: 1, problems: 0 });
  });

  test('keeps free texts sealed, and says where a file has another text than the time before', async () => {
    const told = (message: string): string => file(`assessment,A-1,family-informed,2024-10-12,,message=${message}`);
    await take(told('We met Robin'));
    expect(JSON.stringify(await everyEvent(tracker))).not.toContain('We met');
    expect(await take(told('We met Robin'))).toMatchObject({ alreadyOnRecord: 2, problems: 0 });
    expect(said(await take(told('We called')))).toEqual([
      'line 3, attributes: It was imported before with another text. Change the text in the tracker instead.',
    ]);
  });

  test('brings nothing back of a child who was erased', async () => {
    await take(EXAMPLE);
    await ask(ErasePerson.of({ person: childIdOf('C-502'), reason: 'retention-ended' }));
    const before = await everyEvent(tracker);
    expect(await take(EXAMPLE)).toMatchObject({ milestones: 0, children: 0, alreadyOnRecord: 31, problems: 0 });
    expect(await everyEvent(tracker)).toEqual(before);
    const more = EXAMPLE.replaceAll('EHC-1002', 'EHC-1003');
    expect(said(await take(more)).join('\n')).toContain('line 18, child: This child or young person was erased');
  });

  test('refuses other details of a child who is registered', async () => {
    await take(file());
    expect(said(await take(file().replace('Robin', 'Robyn')))).toEqual([
      'line 2, child: the child is registered with other details. Accepted: the details on record, or none at all.',
    ]);
  });

  test('undoes the mark that an export puts before a cell that looks like a formula', async () => {
    await take(file().replace('Ashdown', "'-Ashdown"));
    expect(await tracker.get(People).details(childIdOf('C-1'))).toMatchObject({ details: { surname: '-Ashdown' } });
  });

  test('ends an exception that was relied on, and an assignment changes hands', async () => {
    const content = file(
      'assessment,A-1,exception-recorded,2024-10-01,,ground=absence; from=2024-09-10; to=2024-10-20',
      'assessment,A-1,exception-withdrawn,2024-10-05,,ground=absence; reason=They were here.',
      'assessment,A-1,assigned,2024-09-03,,officer=officer-1; team=north',
      'assessment,A-1,assigned,2024-10-03,,officer=officer-2',
    );
    const imported = await take(content);
    expect(said(imported)).toEqual([]);
    expect((await everyEvent(tracker)).map(({ type }) => type)).toEqual([
      'PersonRegistered',
      'AssessmentRequested',
      'CaseAssigned',
      'ExceptionRecorded',
      'CaseAssigned',
      'ExceptionWithdrawn',
    ]);
    expect(await take(content)).toMatchObject({ milestones: 0, alreadyOnRecord: 5, problems: 0 });
  });
});
