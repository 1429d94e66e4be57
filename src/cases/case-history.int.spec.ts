import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { Problems } from '../platform/problem.js';
import { day } from '../statute/calendar.js';
import type { FieldsOf } from '../streams/application/case-request.js';
import type { PersonId } from '../streams/domain/event.js';
import type { History } from '../streams/domain/history.js';
import { openCases, type CasesSetting } from '../testing/cases-setting.js';
import { AddNote } from './application/add-note.js';
import { CaseHistory } from './application/case-history.js';
import { CorrectMilestone } from './application/correct-milestone.js';
import { InformFamily } from './application/inform-family.js';

let setting: CasesSetting;
beforeAll(async () => {
  setting = await openCases();
});
afterAll(() => setting.close());

const kind = 'assessment';
const child = v7() as PersonId;
const id = v7();
const note = v7();

const ask = (fields: Partial<FieldsOf<CaseHistory>> = {}): Promise<History | undefined> =>
  setting.queries.execute<CaseHistory, History | undefined>(CaseHistory.of({ kind, case: id, ...fields }));

describe('The history of a case', () => {
  beforeAll(async () => {
    setting.sealer.register(child);
    const at = async (now: string, actor: string, request: Parameters<CasesSetting['request']>[0]): Promise<void> => {
      setting.clock.set(now);
      expect(await setting.request(request, { actor })).toMatchObject({ outcome: 'recorded' });
    };
    await at(
      '2025-02-10T09:00:00.000Z',
      'officer-1',
      RequestAssessment.of({ case: id, person: child, on: day('2025-01-06'), kind: 'initial' }),
    );
    await at(
      '2025-02-10T10:00:00.000Z',
      'officer-1',
      NotifyDecisionToAssess.of({ case: id, on: day('2025-02-03'), outcome: 'assess' }),
    );
    await at(
      '2025-02-10T11:00:00.000Z',
      'officer-2',
      InformFamily.of({ kind, case: id, on: day('2025-02-04'), by: 'letter', message: 'We will assess.' }),
    );
    await at(
      '2025-02-11T09:00:00.000Z',
      'officer-2',
      CorrectMilestone.of({
        kind,
        case: id,
        entry: 3,
        to: { on: '2025-02-05', message: 'We will assess him.' },
        reason: 'The letter had another date.',
      }),
    );
    await at('2025-02-12T09:00:00.000Z', 'officer-1', AddNote.of({ kind, case: id, note, text: 'The school rang.' }));
  });
  beforeEach(() => setting.sealer.register(child));

  test('tells in plain words what was recorded, when, by whom, and what was corrected to what', async () => {
    const history = await ask();
    expect(history).toMatchObject({ person: child, revision: 4 });
    expect(history?.events[2]).toEqual({
      type: 'FamilyInformed',
      revision: 2,
      recordedAt: '2025-02-10T11:00:00.000Z',
      actor: 'officer-2',
      entry: 3,
      milestone: 'FamilyInformed',
      on: '2025-02-04',
      attributes: { by: 'letter', message: 'We will assess.' },
    });
    expect(history?.events[3]).toEqual({
      type: 'MilestoneCorrected',
      revision: 3,
      recordedAt: '2025-02-11T09:00:00.000Z',
      actor: 'officer-2',
      entry: 3,
      milestone: 'FamilyInformed',
      attributes: { reason: 'The letter had another date.' },
      from: { on: '2025-02-04', message: 'We will assess.' },
      to: { on: '2025-02-05', message: 'We will assess him.' },
    });
    expect(history?.events[4]).toMatchObject({ attributes: { note, text: 'The school rang.' } });
    expect(history?.milestones[2]).toMatchObject({
      entry: 3,
      attributes: { on: '2025-02-05', by: 'letter', message: 'We will assess him.' },
      before: [{ attributes: { on: '2025-02-04', by: 'letter', message: 'We will assess.' }, actor: 'officer-2' }],
    });
  });

  test('as known on an instant leaves out what was recorded later', async () => {
    const then = await ask({ asKnownOn: '2025-02-10T11:00:00Z' });
    expect(then).toMatchObject({ revision: 2, events: { length: 3 } });
    expect(then?.milestones[2]).toMatchObject({ attributes: { on: '2025-02-04' }, before: [] });
    expect(await ask({ asKnownOn: '2025-02-10T11:59:59.999+01:00' })).toMatchObject({ revision: 1 });
    expect(await ask({ asKnownOn: '2025-02-10T08:59:59Z' })).toBeUndefined();
  });

  test('has nothing where the texts of someone who was erased stood', async () => {
    setting.sealer.erase(child);
    const history = await ask();
    expect(history?.events[2]?.attributes).toStrictEqual({ by: 'letter', message: undefined });
    expect(history?.events[3]).toMatchObject({
      attributes: { reason: undefined },
      from: { on: '2025-02-04', message: undefined },
      to: { on: '2025-02-05', message: undefined },
    });
    expect(history?.milestones[2]?.before[0]?.attributes).toMatchObject({ on: '2025-02-04', message: undefined });
    expect(JSON.stringify(history)).not.toContain('sealed:');
  });

  test('is none where there is no such case', async () => {
    expect(await ask({ case: v7() })).toBeUndefined();
    expect(await ask({ kind: 'plan' })).toBeUndefined();
  });

  test.each([
    [{ kind: 'court' }, 'kind'],
    [{ case: 'Tommy' }, 'case'],
    [{ asKnownOn: '2025-02-10' }, 'asKnownOn'],
    [{ asKnownOn: '2025-02-10T09:00:00' }, 'asKnownOn'],
    [{ asKnownOn: '2025-13-10T09:00:00Z' }, 'asKnownOn'],
  ])('is not told for a malformed question: %j', async (fields, place) => {
    const failure: unknown = await ask(fields as never).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Problems);
    expect((failure as Problems).problems.map((one) => one.place)).toEqual([place]);
  });
});
