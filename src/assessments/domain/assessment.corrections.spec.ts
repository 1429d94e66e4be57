import { describe, expect, test } from '@jest/globals';
import { addDays, day } from '../../statute/calendar.js';
import type { Evaluation } from '../../statute/clock.js';
import { evaluate } from '../../statute/evaluate.js';
import { isRefused } from '../../streams/domain/decider.js';
import { correct, numberOf, REASON, retract, WHOLE } from '../../testing/assessments.js';
import { specify, TODAY } from '../../testing/decider.js';
import { assessmentDecider, type Assessment, type AssessmentCommand } from './assessment.decider.js';
import type { AssessmentEvent, AssessmentMilestone } from './assessment.events.js';

const { given } = specify(assessmentDecider);
const whole = given(...WHOLE).state;

/** What a command leads to; it must be carried out. */
function carriedOut(command: AssessmentCommand, state: Assessment): Assessment {
  const decision = assessmentDecider.decide(command, state, { today: TODAY });
  if (isRefused(decision)) throw new Error(decision.refused.map(({ message }) => message).join(' '));
  expect(decision).toHaveLength(1);
  return decision.reduce(assessmentDecider.evolve, state);
}

const clocks = (state: Assessment): Evaluation => evaluate(assessmentDecider.milestones(state));

/** Another value for every attribute that a milestone can have, where it fits on the record. */
const OTHERS: Readonly<Record<string, unknown>> = {
  source: 'health',
  becameResponsibleOn: '2023-12-01',
  lastAssessedOn: '2022-12-01',
  inYouthAccommodation: true,
  outcome: 'assess',
  adviser: 'other',
  receivedOn: '2024-04-26',
  why: 'sealed-2',
  servedOn: '2024-07-17',
  answer: 'no-view',
  by: 'telephone',
  week: 20,
  message: 'sealed-2',
  satisfaction: 5,
  comment: 'sealed-2',
  ground: 'school-closure',
  from: '2024-05-02',
  to: '2024-06-06',
  clocks: ['N5'],
  evidence: 'sealed-2',
  reason: 'moved',
  note: 'sealed-2',
  issues: 'health',
  agreedDueOn: '2024-10-26',
  healthBodyOnly: true,
  sentToCouncilOn: '2024-03-23',
  contentsToo: true,
  amendmentAgreed: true,
  order: 'amend-setting',
  body: 'social-care',
};

/** Attributes that others rest on: they are corrected in a specification of their own. */
const RESTS: ReadonlySet<string> = new Set(['person', 'kind', 'ref', 'stage', 'appeal', 'outcome']);

const attributes = WHOLE.flatMap(({ type, data }, index) =>
  Object.entries(data)
    .filter(([name]) => !RESTS.has(name))
    .map(([name, old]: [string, unknown]) => ({
      name: `${name} of ${type}, number ${String(index + 1)}`,
      entry: index + 1,
      from: { [name]: old },
      to: { [name]: name === 'on' ? addDays(data.on, 1) : OTHERS[name] },
      optional: name !== 'on',
    })),
);

describe('Correcting any milestone', () => {
  test.each(attributes)('$name, and correcting it back', ({ entry, from, to }) => {
    given(...WHOLE)
      .when(correct(entry, to))
      .then({ type: 'MilestoneCorrected', data: { entry, from, to, reason: REASON } });
    const corrected = carriedOut(correct(entry, to), whole);
    expect(corrected).not.toEqual(whole);
    expect(assessmentDecider.decide(correct(entry, to), corrected, { today: TODAY })).toEqual([]);
    const back = carriedOut(correct(entry, from), corrected);
    expect(back).toEqual(whole);
    expect(clocks(back)).toEqual(clocks(whole));
  });

  const before = (type: AssessmentMilestone['type']): readonly AssessmentMilestone[] => WHOLE.slice(0, numberOf(type));

  test.each([
    ['DecisionToAssessNotified', { outcome: 'assess' }, []],
    ['DecisionToIssueNotified', { outcome: 'issue' }, []],
    ['AppealLodged', { appeal: 'refusal-to-reassess' }, []],
    ['AppealConceded', { appeal: 'refusal-to-reassess' }, ['not-the-appeal']],
    ['AdviceRequested', { ref: 'other-2' }, []],
    ['SettingConsulted', { ref: '12345678' }, []],
  ] as const)('%s, with what others can rest on: %j', (type, to, confirm) => {
    const { state } = given(...before(type));
    const corrected = carriedOut(correct(numberOf(type), to, ...confirm), state);
    expect(clocks(corrected)).toBeDefined();
    const [name] = Object.keys(to) as [keyof typeof to];
    const old = (WHOLE[numberOf(type) - 1]?.data as Readonly<Record<string, unknown>>)[name];
    expect(carriedOut(correct(numberOf(type), { [name]: old }), corrected)).toEqual(state);
  });

  test.each([
    ['DecisionToIssueNotified', { outcome: 'issue' }, ['no-refusal']],
    ['DraftPlanSent', { on: '2024-07-26', servedOn: '2024-07-26' }, ['too-early']],
  ] as const)('%s is refused where others would no longer fit: %j', (type, to, codes) => {
    const decision = assessmentDecider.decide(correct(numberOf(type), to), whole, { today: TODAY });
    const found = isRefused(decision) ? decision.refused.filter((one) => one.confirmable !== true) : [];
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(codes));
    expect(found[0]?.message).toMatch(/This is about .*, milestone number \d+\.$/);
  });

  const optional = attributes.filter(
    ({ to, entry }) => !['on', 'adviser', 'ground', 'reason', 'order'].includes(Object.keys(to)[0] ?? '') && entry > 0,
  );
  test.each(optional)('$name can be taken away and given again', ({ entry, from }) => {
    const [name = ''] = Object.keys(from);
    const without = carriedOut(correct(entry, { [name]: null }), whole);
    const shortened = { ...WHOLE[entry - 1]?.data, [name]: undefined };
    expect(without).toMatchObject({ entries: expect.arrayContaining([expect.objectContaining({ number: entry })]) });
    expect((without as Extract<Assessment, { entries: unknown }>).entries[entry - 1]?.data).toEqual(shortened);
    expect(carriedOut(correct(entry, from), without)).toEqual(whole);
  });

  test('to nothing takes the attribute away, in a form that JSON keeps', () => {
    const entry = numberOf('DraftPlanSent');
    given(...WHOLE)
      .when(correct(entry, { servedOn: undefined }))
      .then({
        type: 'MilestoneCorrected',
        data: { entry, from: { servedOn: '2024-07-16' }, to: { servedOn: null }, reason: REASON },
      });
  });

  test('keeps only what changes of what was given', () => {
    const entry = numberOf('DraftPlanSent');
    given(...WHOLE)
      .when(correct(entry, { on: '2024-07-15', servedOn: '2024-07-17' }))
      .then({
        type: 'MilestoneCorrected',
        data: { entry, from: { servedOn: '2024-07-16' }, to: { servedOn: '2024-07-17' }, reason: REASON },
      });
  });
});

describe('Retracting any milestone on which nothing rests', () => {
  const last = WHOLE.map((one, index) => ({
    name: `${one.type}, number ${String(index + 1)}`,
    before: WHOLE.slice(0, index),
    one,
    entry: index + 1,
  })).slice(1);

  test.each(last)('$name', ({ before, one, entry }) => {
    given(...before, one)
      .when(retract(entry))
      .then({ type: 'MilestoneRetracted', data: { entry, reason: REASON } });
    const { state } = given(...before);
    const retracted = carriedOut(retract(entry), given(...before, one).state);
    expect(retracted.stage).toBe(state.stage);
    expect(clocks(retracted)).toEqual(clocks(state));
    expect(assessmentDecider.decide(retract(entry), retracted, { today: TODAY })).toEqual([]);
  });

  test.each(last)('$name can be recorded anew, under a new number', ({ before, one, entry }) => {
    const retracted = carriedOut(retract(entry), given(...before, one).state);
    const anew = carriedOut({ type: 'Record', milestone: one }, retracted);
    expect(clocks(anew)).toEqual(clocks(given(...before, one).state));
    expect(anew).toMatchObject({ entries: { length: entry + 1 } });
  });
});

describe('An exception', () => {
  const recorded: readonly AssessmentEvent[] = WHOLE.slice(0, numberOf('ExceptionRecorded'));
  const entry = numberOf('ExceptionRecorded');
  const on = day('2024-06-20');

  test('that is withdrawn counts for the law until that day, and changes no other clock', () => {
    given(...recorded)
      .when({ type: 'WithdrawException', entry, on, reason: REASON })
      .then({ type: 'ExceptionWithdrawn', data: { entry, on, reason: REASON } });
    const withdrawn = carriedOut({ type: 'WithdrawException', entry, on, reason: REASON }, given(...recorded).state);
    const facts = assessmentDecider.milestones(withdrawn).filter(({ milestone: name }) => name === 'exception');
    expect(facts).toEqual([expect.objectContaining({ withdrawnOn: on })]);
    const { exceptions: _, ...rest } = clocks(withdrawn);
    expect(clocks(given(...recorded.slice(0, -1)).state)).toMatchObject(rest);
    expect(
      assessmentDecider.decide({ type: 'WithdrawException', entry, on, reason: REASON }, withdrawn, { today: TODAY }),
    ).toEqual([]);
  });

  test('that was withdrawn cannot be retracted, and the other way round', () => {
    given(...recorded, { type: 'ExceptionWithdrawn', data: { entry, on, reason: REASON } })
      .when(retract(entry))
      .thenRefused('entry-gone: entry');
    given(...recorded, { type: 'MilestoneRetracted', data: { entry, reason: REASON } })
      .when({ type: 'WithdrawException', entry, on, reason: REASON })
      .thenRefused('entry-gone: entry');
  });
});
