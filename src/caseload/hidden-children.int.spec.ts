import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { AddNote } from '../cases/application/add-note.js';
import { CaseHistory } from '../cases/application/case-history.js';
import { ChangePersonDetails } from '../people/application/change-person-details.js';
import { ErasePerson } from '../people/application/erase-person.js';
import { People } from '../people/application/people.js';
import { RegisterPerson } from '../people/application/register-person.js';
import { withoutSightOf } from '../platform/access/sight.js';
import { ReadModels } from '../read-model/read-models.js';
import { day } from '../statute/calendar.js';
import type { Outcome } from '../streams/application/outcome.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import type { PersonId } from '../streams/domain/event.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { Caseload } from './application/caseload.js';
import { Worklists } from './application/worklists.js';

jest.setTimeout(60_000);

const KEPT = { surname: 'Quillfeather', forename: 'Ottoline', dateOfBirth: day('2014-05-06') };
const OTHER = { surname: 'Quillfeather', forename: 'Ben', dateOfBirth: day('2012-02-03') };
const PAST = { asAt: day('2025-03-01') };

interface Child {
  readonly person: PersonId;
  readonly assessment: string;
}

let tracker: TrackerSetting;
let kept: Child;
let other: Child;

const caseload = (): Caseload => tracker.get(Caseload);
const ask = (request: object): Promise<Outcome> =>
  onBehalfOf({ actor: 'officer-1' }, () => tracker.get(CommandBus).execute<object, Outcome>(request));
const hidden = <T>(work: () => Promise<T>): Promise<T> => withoutSightOf(new Set([kept.person]), work);

async function childWithCase(details: typeof KEPT): Promise<Child> {
  const person = v7() as PersonId;
  const assessment = v7();
  await ask(RegisterPerson.of({ person, ...details }));
  await ask(RequestAssessment.of({ case: assessment, person, on: day('2025-02-03'), kind: 'initial' }));
  return { person, assessment };
}

beforeAll(async () => {
  tracker = await openTracker('2025-06-02T09:00:00.000Z');
  kept = await childWithCase(KEPT);
  other = await childWithCase(OTHER);
  await tracker.get(ReadModels).projector.catchUp();
});
afterAll(() => tracker.close());

/** The children of whom a question tells something. */
const QUESTIONS: Readonly<Record<string, () => Promise<readonly (string | undefined)[]>>> = {
  'the list of cases': async () => (await caseload().cases({}, {})).items.map(({ person }) => person),
  'the list of cases on a past day': async () => (await caseload().cases(PAST, {})).items.map(({ person }) => person),
  'the list of cases of one child': async () =>
    (
      await Promise.all([kept, other].map(async ({ person }) => (await caseload().cases({}, { person })).items))
    ).flatMap((items) => items.map(({ person }) => person)),
  'the worklist': async () => (await caseload().clocks({}, {})).items.map(({ person }) => person),
  'the worklist on a past day': async () => (await caseload().clocks(PAST, {})).items.map(({ person }) => person),
  'the file of a case': async () =>
    (await Promise.all([kept, other].map(({ assessment }) => caseload().caseFile({}, assessment)))).map(
      (file) => file?.person,
    ),
  'the file of a case on a past day': async () =>
    (await Promise.all([kept, other].map(({ assessment }) => caseload().caseFile(PAST, assessment)))).map(
      (file) => file?.person,
    ),
  'all cases of one child': async () =>
    (await Promise.all([kept, other].map(({ person }) => caseload().casesOfChild({}, person)))).flatMap(({ cases }) =>
      cases.map(({ person }) => person),
    ),
  'all cases of one child on a past day': async () =>
    (await Promise.all([kept, other].map(({ person }) => caseload().casesOfChild(PAST, person)))).flatMap(({ cases }) =>
      cases.map(({ person }) => person),
    ),
  'who recorded what on a case': async () =>
    (
      await Promise.all(
        [kept, other].map(async ({ assessment, person }) =>
          (await caseload().audit({}, assessment)).items.map(() => person),
        ),
      )
    ).flat(),
  'who recorded what on a child': async () =>
    (
      await Promise.all(
        [kept, other].map(async ({ person }) => (await caseload().audit({}, person)).items.map(() => person)),
      )
    ).flat(),
  'the search by name': async () =>
    (await caseload().findPeople({ name: 'Quillfeather' })).items.map(({ id }) => id as string),
  'who a child is': async () =>
    (await Promise.all([kept, other].map(({ person }) => tracker.get(People).details(person)))).map((known, index) =>
      known.standing === 'known' ? [kept, other][index]?.person : undefined,
    ),
  'the history of a case': async () =>
    (
      await Promise.all(
        [kept, other].map(({ assessment }) =>
          tracker.get(QueryBus).execute(CaseHistory.of({ kind: 'assessment', case: assessment })),
        ),
      )
    ).map((history) => history?.person),
};

describe('A child who is kept from whoever asks', () => {
  test.each(Object.keys(QUESTIONS))('is not in %s, and the other child is', async (name) => {
    const question = QUESTIONS[name]!;
    const all = new Set(await question());
    expect([...all]).toEqual(expect.arrayContaining([kept.person, other.person]));
    const seen = new Set(await hidden(question));
    expect([...seen].filter((person) => person !== undefined)).toEqual([other.person]);
  });

  test('is not in a list that is given bit by bit, whoever asks for the next', async () => {
    const all = () => tracker.get(Worklists).all({}, 'due');
    const personsIn = async (list: ReturnType<Worklists['all']>): Promise<readonly string[]> => {
      const persons: string[] = [];
      for await (const items of list) persons.push(...items.map(({ person }) => person));
      return persons.sort();
    };
    expect(await personsIn(all())).toEqual([kept.person, other.person].sort());
    const begun = await hidden(() => Promise.resolve(all()));
    expect(await personsIn(begun)).toEqual([other.person]);
  });

  test('counts among the clocks that are listed no more, and in the figures of the council all the same', async () => {
    const listed = async () => (await caseload().clockCounts({}, {})).find(({ rule }) => rule === 'N7')?.count;
    expect(await listed()).toBe(2);
    expect(await hidden(listed)).toBe(1);
    expect((await hidden(() => caseload().openCases({}))).assessment).toBe(2);
    const overdue = await hidden(() => caseload().statusCounts({ asAt: day('2025-12-01') }, ['overdue']));
    expect(overdue.find(({ rule }) => rule === 'N7')?.counts.overdue).toBe(2);
  });

  test.each<[string, () => object, string]>([
    [
      'a note on their case',
      () => AddNote.of({ kind: 'assessment', case: kept.assessment, note: v7(), text: 'A call.' }),
      'unknown-case',
    ],
    [
      'another case for them',
      () => RequestAssessment.of({ case: v7(), person: kept.person, on: day('2025-05-01'), kind: 'initial' }),
      'unknown-person',
    ],
    [
      'a case under the id of theirs',
      () =>
        RequestAssessment.of({ case: kept.assessment, person: other.person, on: day('2025-05-01'), kind: 'initial' }),
      'id-taken',
    ],
    ['a person under their id', () => RegisterPerson.of({ person: kept.person, ...OTHER }), 'id-taken'],
    [
      'other details of them',
      () => ChangePersonDetails.of({ person: kept.person, ...OTHER, expectedRevision: 0 }),
      'unknown-person',
    ],
    ['that they are erased', () => ErasePerson.of({ person: kept.person, reason: 'other' }), 'unknown-person'],
  ])('has nothing recorded: %s', async (_, request, code) => {
    expect(await hidden(() => ask(request()))).toMatchObject({ outcome: 'refused', refused: [{ code }] });
    expect(await tracker.get(People).details(kept.person)).toMatchObject({ standing: 'known', details: KEPT });
  });

  test('does not show by a change that was based on an old revision', async () => {
    const note = AddNote.of({
      kind: 'assessment',
      case: kept.assessment,
      note: v7(),
      text: 'A call.',
      expectedRevision: 0,
    });
    const unknown = AddNote.of({ kind: 'assessment', case: v7(), note: v7(), text: 'A call.', expectedRevision: 0 });
    const { refused } = (await hidden(() => ask(note))) as Extract<Outcome, { outcome: 'refused' }>;
    expect((await hidden(() => ask(unknown))) as object).toMatchObject({ refused });
  });
});
