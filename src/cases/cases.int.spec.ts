import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { ASSESSMENT_KINDS_OF_ENTRY } from '../assessments/domain/assessment.kinds.js';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { RecordAdviceReceived } from '../assessments/application/record-advice-received.js';
import { RequestAdvice } from '../assessments/application/request-advice.js';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { ReturnAdvice } from '../assessments/application/return-advice.js';
import { SendDraftPlan } from '../assessments/application/send-draft-plan.js';
import { MakePlan } from '../plans/application/make-plan.js';
import { PLAN_KINDS_OF_ENTRY } from '../plans/domain/plan.kinds.js';
import { Problems } from '../platform/problem.js';
import { OpenReview } from '../reviews/application/open-review.js';
import { REVIEW_KINDS_OF_ENTRY } from '../reviews/domain/review.kinds.js';
import { day } from '../statute/calendar.js';
import type { CaseKindName } from '../streams/application/any-case.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import type { Done, Outcome } from '../streams/application/outcome.js';
import type { PersonId, SealedText } from '../streams/domain/event.js';
import { PERSON, WHOLE } from '../testing/assessments.js';
import { OFFICER, openCases, type CasesSetting } from '../testing/cases-setting.js';
import { AddNote } from './application/add-note.js';
import { AskForFamilyFeedback } from './application/ask-for-family-feedback.js';
import { AssignCase } from './application/assign-case.js';
import { CloseCase } from './application/close-case.js';
import { CorrectMilestone } from './application/correct-milestone.js';
import { InformFamily } from './application/inform-family.js';
import { recordingOf } from './application/recordings.js';
import { RecordException } from './application/record-exception.js';
import { RetractMilestone } from './application/retract-milestone.js';
import { WithdrawException } from './application/withdraw-exception.js';

let setting: CasesSetting;
beforeAll(async () => {
  setting = await openCases();
});
afterAll(() => setting.close());

const kind = 'assessment';
const on = day('2025-02-03');

async function done(request: CaseRequest): Promise<Done> {
  const outcome = await setting.request(request);
  if (outcome.outcome === 'refused') throw new Error(outcome.refused.map(({ message }) => message).join(' '));
  return outcome;
}

/** The codes and fields of a refusal. */
const codes = (outcome: Outcome): readonly string[] =>
  outcome.outcome === 'refused' ? outcome.refused.map(({ code, field }) => `${code}: ${field}`) : [];

/** The places of what is malformed. */
async function placesOf(request: CaseRequest): Promise<readonly string[]> {
  const failure: unknown = await setting.request(request).catch((error: unknown) => error);
  if (!(failure instanceof Problems)) throw new Error('The request was not malformed.', { cause: failure });
  return failure.problems.map(({ place }) => place);
}

/** Opens a needs assessment. */
async function opened(): Promise<string> {
  const id = v7();
  await done(RequestAssessment.of({ case: id, person: PERSON, on: day('2025-01-06'), kind: 'initial' }));
  return id;
}

const typesOf = async (id: string): Promise<readonly string[]> =>
  (await setting.events(`assessment-${id}`)).map(({ type }) => type);

describe('Every milestone', () => {
  const fields = WHOLE.map((one, index) => ({ name: `${one.type}, number ${String(index + 1)}`, one }));
  let id: string;
  beforeAll(() => {
    id = v7();
  });

  test.each(fields)('can be recorded by its request: $name', async ({ one: { type, data } }) => {
    const Request = recordingOf(kind)[type]!;
    const shared = Request.head.includes('kind') ? { kind } : {};
    const outcome = await done(Object.assign(new Request(), { ...data, ...shared, case: id }));
    expect(outcome).toMatchObject({ outcome: 'recorded', id });
    const last = (await setting.events(`assessment-${id}`)).at(-1);
    expect(last).toMatchObject({ type, revision: outcome.revision, position: outcome.position });
    const plain = Object.entries(data).filter(([, value]) => !String(value).startsWith('sealed-'));
    expect(last?.data).toMatchObject(Object.fromEntries(plain));
    expect(Object.keys(last?.data ?? {}).sort()).toEqual(Object.keys(data).sort());
    expect(JSON.stringify(last)).not.toContain('sealed-');
  });

  test.each([
    ['assessment', ASSESSMENT_KINDS_OF_ENTRY],
    ['plan', PLAN_KINDS_OF_ENTRY],
    ['review', REVIEW_KINDS_OF_ENTRY],
  ] as const)('of the kind %s has a request, by which its correction is checked', (one, kinds) => {
    expect(Object.keys(recordingOf(one)).sort()).toEqual(Object.keys(kinds).sort());
  });
});

describe('A request', () => {
  test('says who did it, in the course of what, in the metadata', async () => {
    const id = v7();
    await setting.request(RequestAssessment.of({ case: id, person: PERSON, on: day('2025-01-06'), kind: 'initial' }), {
      actor: 'officer-7',
      correlationId: 'correlation-1',
      causationId: 'causation-1',
      idempotencyKey: 'key-1',
    });
    const [event] = await setting.events(`assessment-${id}`);
    expect(event?.metadata).toEqual({
      actor: 'officer-7',
      correlationId: 'correlation-1',
      causationId: 'causation-1',
      idempotencyKey: 'key-1',
      requestDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      schemaVersion: 1,
    });
  });

  test('records nothing where it is not said on whose behalf', async () => {
    const id = v7();
    await expect(
      setting.bare(RequestAssessment.of({ case: id, person: PERSON, on: day('2025-01-06'), kind: 'initial' })),
    ).rejects.toThrow(/on whose behalf/);
    expect(await typesOf(id)).toEqual([]);
  });

  test('that is repeated with its idempotency key is recorded once, and answered as the first time', async () => {
    const id = await opened();
    const request = InformFamily.of({ kind, case: id, on, message: 'We wrote to you.' });
    const origin = { ...OFFICER, idempotencyKey: 'key-2' };
    const first = await setting.request(request, origin);
    await done(NotifyDecisionToAssess.of({ case: id, on, outcome: 'assess' }));
    expect(await setting.request(request, origin)).toEqual(first);
    expect(await typesOf(id)).toEqual(['AssessmentRequested', 'FamilyInformed', 'DecisionToAssessNotified']);
  });

  test('that is repeated without a key finds everything on record', async () => {
    const id = await opened();
    const request = InformFamily.of({ kind, case: id, on, message: 'We wrote to you.' });
    expect(await done(request)).toMatchObject({ outcome: 'recorded', revision: 1 });
    expect(await done(request)).toMatchObject({ outcome: 'unchanged', revision: 1 });
  });

  test('that was based on an older revision is refused', async () => {
    const id = await opened();
    await done(NotifyDecisionToAssess.of({ case: id, on, outcome: 'assess' }));
    const stale = SendDraftPlan.of({ case: id, on, expectedRevision: 0 });
    expect(codes(await setting.request(stale))).toEqual(['changed-meanwhile: expectedRevision']);
    expect((await done(SendDraftPlan.of({ case: id, on, expectedRevision: 1 }))).revision).toBe(2);
  });

  test('is refused where there is no such case, and where its child is not known', async () => {
    expect(codes(await setting.request(AssignCase.of({ kind, case: v7(), officer: 'officer-1', on })))).toEqual([
      'unknown-case: case',
    ]);
    expect(codes(await setting.request(AddNote.of({ kind, case: v7(), note: v7(), text: 'A note.' })))).toEqual([
      'unknown-case: case',
    ]);
    const stranger = v7() as PersonId;
    const open = RequestAssessment.of({ case: v7(), person: stranger, on, kind: 'initial' });
    expect(codes(await setting.request(open))).toEqual(['unknown-person: person']);
  });

  test('that opens a case is refused where a case of another kind has its id', async () => {
    const id = v7();
    const opening = RequestAssessment.of({ case: id, person: PERSON, on, kind: 'initial' });
    expect(await setting.request(opening)).toMatchObject({ outcome: 'recorded' });
    expect(codes(await setting.request(MakePlan.of({ case: id, person: PERSON, on })))).toEqual(['id-taken: case']);
    expect(
      codes(await setting.request(OpenReview.of({ case: id, person: PERSON, on, plan: v7(), kind: 'annual' }))),
    ).toEqual(['id-taken: case']);
    expect(await setting.request(opening)).toMatchObject({ outcome: 'unchanged' });
    expect(await setting.events(`plan-${id}`)).toEqual([]);
  });

  test('that opens a case is recorded once where cases of all kinds are opened under one id at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = v7();
      const outcomes = await Promise.all([
        setting.request(OpenReview.of({ case: id, person: PERSON, on, plan: v7(), kind: 'annual' })),
        setting.request(MakePlan.of({ case: id, person: PERSON, on })),
        setting.request(RequestAssessment.of({ case: id, person: PERSON, on, kind: 'initial' })),
        setting.request(MakePlan.of({ case: id, person: PERSON, on })),
      ]);
      expect(outcomes.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
      expect(outcomes.flatMap(codes).every((code) => code === 'id-taken: case')).toBe(true);
    }
  });

  test('takes the day in London, not the day of the machine', async () => {
    setting.clock.set('2025-06-09T23:30:00.000Z');
    const request = (late: string): CaseRequest =>
      RequestAssessment.of({ case: v7(), person: PERSON, on: day(late), kind: 'initial' });
    expect(codes(await setting.request(request('2025-06-11')))).toEqual(['in-the-future: on']);
    expect((await done(request('2025-06-10'))).outcome).toBe('recorded');
    setting.clock.set('2025-12-31T09:00:00.000Z');
  });

  test('has an adviser answer under the name of the adviser, unless the request had a reference of its own', async () => {
    const id = await opened();
    await done(RequestAdvice.of({ case: id, on, adviser: 'health' }));
    await done(RequestAdvice.of({ case: id, on, adviser: 'health', ref: 'health-2' }));
    await done(RecordAdviceReceived.of({ case: id, on, ref: 'health' }));
    await done(ReturnAdvice.of({ case: id, on, ref: 'health', why: 'It is about another child.' }));
    const events = await setting.events(`assessment-${id}`);
    expect(events.map(({ data }) => data.ref)).toEqual([undefined, 'health', 'health-2', 'health', 'health']);
  });
});

describe('Two officers at once', () => {
  test('on one case lose nothing of one another', async () => {
    const id = await opened();
    await done(NotifyDecisionToAssess.of({ case: id, on, outcome: 'assess' }));
    const advisers = ['educational-psychologist', 'health', 'social-care', 'education-setting', 'sensory'] as const;
    const outcomes = await Promise.all([
      ...advisers.map((adviser) =>
        setting.request(RequestAdvice.of({ case: id, on, adviser }), { actor: 'officer-1' }),
      ),
      ...advisers.map((_, index) =>
        setting.request(AddNote.of({ kind, case: id, note: v7(), text: `Note ${String(index)}.` }), {
          actor: 'officer-2',
        }),
      ),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'recorded'));
    const events = await setting.events(`assessment-${id}`);
    expect(
      events
        .filter(({ type }) => type === 'AdviceRequested')
        .map(({ data }) => data.ref)
        .sort(),
    ).toEqual([...advisers].sort());
    expect(events.filter(({ type }) => type === 'NoteAdded')).toHaveLength(advisers.length);
  });

  test('who say the same are both told that it is on record, and it is there once', async () => {
    const id = await opened();
    const decision = NotifyDecisionToAssess.of({ case: id, on, outcome: 'refuse' });
    const outcomes = await Promise.all([
      setting.request(decision, { actor: 'officer-1' }),
      setting.request(decision, { actor: 'officer-2' }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['recorded', 'unchanged']);
    expect(await typesOf(id)).toEqual(['AssessmentRequested', 'DecisionToAssessNotified']);
  });

  test('who decide differently: one is recorded, the other is told of it', async () => {
    const id = await opened();
    const outcomes = await Promise.all([
      setting.request(NotifyDecisionToAssess.of({ case: id, on, outcome: 'assess' })),
      setting.request(NotifyDecisionToAssess.of({ case: id, on, outcome: 'refuse' })),
    ]);
    expect(outcomes.flatMap(codes)).toEqual(['decided-already: on']);
  });
});

describe('A malformed request', () => {
  test('is answered with every fault and its place, and records nothing', async () => {
    const id = await opened();
    const odd = { kind: 'court', case: 'Tommy', on: '3 February', reason: 'because' } as never;
    expect(await placesOf(CloseCase.of(odd))).toEqual(expect.arrayContaining(['kind', 'case', 'on', 'reason']));
    expect(await placesOf(CloseCase.of({ kind, case: id, on, reason: 'moved', surname: 'Smith' } as never))).toEqual([
      'a field',
    ]);
    expect(await placesOf(CloseCase.of({ kind, case: id, on } as never))).toEqual(['reason']);
    expect(await placesOf(RequestAdvice.of({ case: id, on, adviser: 'health', ref: 'Tommy' } as never))).toEqual([
      'ref',
    ]);
    expect(await placesOf(CorrectMilestone.of({ kind, case: id, entry: 0, to: {}, reason: ' ' }))).toEqual([
      'entry',
      'to',
      'reason',
    ]);
    expect(await typesOf(id)).toEqual(['AssessmentRequested']);
  });

  test.each(['case', 'note', 'text'])(
    'never has its value repeated where it may say who someone is: %s',
    async (field) => {
      const request = AddNote.of({
        kind,
        case: v7(),
        note: v7(),
        text: 'A note.',
        [field]: { name: 'Tommy' },
      } as never);
      await expect(setting.request(request)).rejects.not.toThrow(/Tommy/);
      await expect(setting.request(request)).rejects.toThrow(new RegExp(`^${field}: `));
    },
  );
});

test('A text with half of a character is refused, however it comes', async () => {
  const id = await opened();
  const fault = 'it holds half of a character (an unpaired surrogate)';
  const note = AddNote.of({ kind, case: id, note: v7(), text: 'Tommy \ud835' });
  await expect(setting.request(note)).rejects.toThrow(`text: ${fault}. Accepted: a text of at most 100000 characters.`);
  const reason = CorrectMilestone.of({ kind, case: id, entry: 1, to: { on: day('2025-01-08') }, reason: '\udc00' });
  await expect(setting.request(reason)).rejects.toThrow(`reason: ${fault}. `);
});

describe('A correction', () => {
  const correcting = (id: string, entry: number, to: object): CorrectMilestone =>
    CorrectMilestone.of({ kind, case: id, entry, to: { ...to }, reason: 'It was the wrong letter.' });

  async function withDraft(): Promise<string> {
    const id = await opened();
    await done(NotifyDecisionToAssess.of({ case: id, on, outcome: 'assess' }));
    await done(SendDraftPlan.of({ case: id, on: day('2025-04-22'), servedOn: day('2025-04-23') }));
    return id;
  }

  test('keeps what was wrong and what is right', async () => {
    const id = await withDraft();
    await done(correcting(id, 3, { on: '2025-04-21', servedOn: null }));
    const last = (await setting.events(`assessment-${id}`)).at(-1);
    expect(last).toMatchObject({
      type: 'MilestoneCorrected',
      data: {
        entry: 3,
        from: { on: '2025-04-22', servedOn: '2025-04-23' },
        to: { on: '2025-04-21', servedOn: null },
      },
    });
    expect(JSON.stringify(last)).not.toContain('wrong letter');
  });

  test.each([
    ['an attribute that the milestone does not have', { receivedOn: '2025-04-22' }, 'to'],
    ['a field of the request that is no attribute', { case: '018f0000-0000-7000-8000-000000000009' }, 'to'],
    ['a revision', { expectedRevision: 1 }, 'to'],
    ['the warnings that were confirmed', { confirmed: ['advice-missing'] }, 'to'],
    ['the kind of case', { kind: 'plan' }, 'to'],
    ['a day that is none', { servedOn: '2025-02-30' }, 'to.servedOn'],
    ['a day taken away that is needed', { on: null }, 'to.on'],
  ])('of %s is malformed', async (_name, to, place) => {
    expect(await placesOf(correcting(await withDraft(), 3, to))).toEqual([place]);
  });

  test('of an attribute that is not there says which there are', async () => {
    await expect(setting.request(correcting(await withDraft(), 3, { receivedOn: '2025-04-22' }))).rejects.toThrow(
      'to: this milestone has no such attribute. Accepted: on, servedOn.',
    );
  });

  test('of free text keeps it encrypted, and its other attributes can be corrected however long it is', async () => {
    const id = await opened();
    await done(InformFamily.of({ kind, case: id, on, message: 'm'.repeat(100_000) }));
    await done(correcting(id, 2, { by: 'email' }));
    await done(correcting(id, 2, { message: 'Tommy can come.' }));
    const [, first, , last] = await setting.events(`assessment-${id}`);
    expect(JSON.stringify(last)).not.toContain('Tommy');
    expect(last?.data).toMatchObject({ from: { message: first?.data.message } });
    expect(
      await setting.sealer.open(
        PERSON,
        `assessment-${id}/message`,
        (last?.data.to as unknown as { readonly message: SealedText }).message,
      ),
    ).toBe('Tommy can come.');
    await expect(setting.request(correcting(id, 2, { message: { name: 'Tommy' } }))).rejects.not.toThrow(/Tommy/);
    expect(await placesOf(correcting(id, 2, { message: '' }))).toEqual(['to.message']);
  });

  test('of whose case it is, or of a number that is not there, is refused', async () => {
    const id = await opened();
    expect(codes(await setting.request(correcting(id, 1, { person: v7() })))).toEqual(['not-to-be-corrected: to']);
    expect(codes(await setting.request(correcting(id, 2, { on: '2025-01-07' })))).toEqual(['unknown-entry: entry']);
    expect(codes(await setting.request(correcting(v7(), 1, { on: '2025-01-07' })))).toEqual(['unknown-case: case']);
  });

  test('can be repeated, and finds everything on record', async () => {
    const id = await withDraft();
    expect((await done(correcting(id, 3, { servedOn: '2025-04-24' }))).outcome).toBe('recorded');
    expect((await done(correcting(id, 3, { servedOn: '2025-04-24' }))).outcome).toBe('unchanged');
  });
});

test.each(['assessment', 'plan', 'review'] as const satisfies readonly CaseKindName[])(
  'officers, notes, exceptions, retractions and withdrawals go through the command bus: %s',
  async (one) => {
    const id = v7();
    const opening = { case: id, person: PERSON, on: day('2025-01-06') };
    await done(
      {
        assessment: RequestAssessment.of({ ...opening, kind: 'initial' }),
        plan: MakePlan.of(opening),
        review: OpenReview.of({ ...opening, plan: v7(), kind: 'annual' }),
      }[one],
    );
    const head = { kind: one, case: id };
    await done(AssignCase.of({ ...head, officer: 'officer-2', team: 'north', on, note: 'Please take over.' }));
    await done(AddNote.of({ ...head, note: v7(), text: 'The school rang.' }));
    await done(InformFamily.of({ ...head, on, by: 'email' }));
    await done(RetractMilestone.of({ ...head, entry: 2, reason: 'Nobody wrote.' }));
    await done(RecordException.of({ ...head, on, ground: 'absence' }));
    await done(WithdrawException.of({ ...head, entry: 3, on, reason: 'They came after all.' }));
    await done(AskForFamilyFeedback.of({ ...head, on }));
    const events = await setting.events(`${one}-${id}`);
    expect(events.slice(1).map(({ type }) => type)).toEqual([
      'CaseAssigned',
      'NoteAdded',
      'FamilyInformed',
      'MilestoneRetracted',
      'ExceptionRecorded',
      'ExceptionWithdrawn',
      'FamilyFeedbackAsked',
    ]);
  },
);

test('nothing more is written for someone who was erased', async () => {
  const erased = v7() as PersonId;
  setting.sealer.register(erased);
  const id = v7();
  await done(RequestAssessment.of({ case: id, person: erased, on: day('2025-01-06'), kind: 'initial' }));
  setting.sealer.erase(erased);
  expect(codes(await setting.request(AddNote.of({ kind, case: id, note: v7(), text: 'A note.' })))).toEqual([
    'person-erased: person',
  ]);
  expect(
    codes(await setting.request(RequestAssessment.of({ case: v7(), person: erased, on, kind: 'initial' }))),
  ).toEqual(['person-erased: person']);
});
