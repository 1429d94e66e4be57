import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day, type CalendarDate } from '../statute/calendar.js';
import { evaluate } from '../statute/evaluate.js';
import { MILESTONES, type Milestone } from '../statute/milestones.js';
import { isOpened, type CaseCommand, type CaseState } from '../streams/domain/case-decider.js';
import { CHANNELS, type CaseLifeMilestone } from '../streams/domain/case-life.js';
import { isRefused, type Decider, type Decision } from '../streams/domain/decider.js';
import type { DisputeMilestone } from '../streams/domain/disputes.js';
import type { CaseEvent, MilestoneEvent, PersonId, SealedText } from '../streams/domain/event.js';
import { TODAY } from './decider.js';
import type { JsonObject } from '../event-store/event-store.js';
import { upcast } from '../event-store/upcasting.js';

/** Whose the random cases are. */
export const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;

const WINDOW_IN_DAYS = 100;

/** Days close together, so that milestones meet on one day and fall on either side of the limits of days and weeks. */
export const closeDays: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: 0, max: WINDOW_IN_DAYS })
  .map((days) => addDays(day('2025-01-06'), days));

/** Sealed texts. */
export const sealedTexts: fc.Arbitrary<SealedText> = fc.constantFrom(
  'sealed-1' as SealedText,
  'sealed-2' as SealedText,
);

type Attributes = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Milestones of a type on any of the {@link closeDays}; what is optional is sometimes left out. */
export function milestonesOf<M extends MilestoneEvent>(
  type: M['type'],
  required: Attributes = {},
  optional: Attributes = {},
): fc.Arbitrary<M> {
  const data: fc.Arbitrary<unknown> = fc.record(
    { on: closeDays, ...required, ...optional },
    { requiredKeys: ['on', ...Object.keys(required)] as 'on'[] },
  );
  return data.map((known) => ({ type, data: known }) as M);
}

const valuesOf = (attribute: { readonly values: readonly unknown[] }): fc.Arbitrary<unknown> =>
  fc.constantFrom(...attribute.values);

const week = valuesOf(MILESTONES['family-feedback-asked'].attributes.week);
const appeal = valuesOf(MILESTONES['appeal-lodged'].attributes.appeal);
const body = valuesOf(MILESTONES['tribunal-recommended'].attributes.body);

/** What can happen to a case of any kind. */
export const caseLifeMilestones: readonly fc.Arbitrary<CaseLifeMilestone>[] = [
  milestonesOf('FamilyInformed', {}, { by: fc.constantFrom(...CHANNELS), week, message: sealedTexts }),
  milestonesOf('FamilyFeedbackAsked', {}, { week }),
  milestonesOf('FamilyFeedbackRecorded', {}, { week, satisfaction: fc.integer({ min: 1, max: 5 }) }),
  milestonesOf(
    'ExceptionRecorded',
    { ground: valuesOf(MILESTONES.exception.attributes.ground) },
    { from: closeDays, to: closeDays, evidence: sealedTexts },
  ),
  milestonesOf('CaseClosed', { reason: valuesOf(MILESTONES.closed.attributes.reason) }, { note: sealedTexts }),
  milestonesOf('CaseReopened', {}, { why: sealedTexts }),
];

/** Mediation and appeals. */
export const disputeMilestones: readonly fc.Arbitrary<DisputeMilestone>[] = [
  milestonesOf('MediationContacted'),
  milestonesOf('MediationDeclined'),
  milestonesOf('MediationRequested', {}, { issues: valuesOf(MILESTONES['mediation-requested'].attributes.issues) }),
  milestonesOf('HealthBodyNotified'),
  milestonesOf('MediationHeld'),
  milestonesOf('MediationCertificateIssued'),
  milestonesOf(
    'MediationAgreed',
    { order: valuesOf(MILESTONES['mediation-agreed'].attributes.order) },
    { agreedDueOn: closeDays, healthBodyOnly: fc.boolean() },
  ),
  milestonesOf('AgreementNotified'),
  milestonesOf('AgreementCarriedOut'),
  milestonesOf('AppealLodged', {}, { appeal, sentToCouncilOn: closeDays }),
  milestonesOf('AppealResponded'),
  milestonesOf('AppealWithdrawn', {}, { appeal }),
  milestonesOf('AppealConceded', { appeal }, { contentsToo: fc.boolean(), amendmentAgreed: fc.boolean() }),
  milestonesOf('TribunalOrdered', { order: valuesOf(MILESTONES['tribunal-ordered'].attributes.order) }, { appeal }),
  milestonesOf('TribunalRecommended', {}, { body }),
  milestonesOf('RecommendationAnswered', {}, { body }),
];

/** The decider of a kind of case. */
export type CaseDecider<Stage extends string, M extends MilestoneEvent> = Decider<
  CaseCommand<M>,
  CaseState<Stage, M>,
  M | CaseEvent
> & { readonly milestones: (state: CaseState<Stage, M>) => readonly Milestone[] };

/** What random cases of a kind are made of. */
export interface MilestoneMakers<M extends MilestoneEvent> {
  /** The milestones that open a case. */
  readonly opening: fc.Arbitrary<M>;
  /** Every other milestone, an arbitrary for each type. */
  readonly milestones: readonly fc.Arbitrary<M>[];
}

const entryNumbers = fc.integer({ min: 1, max: 15 });
export const REASON = 'sealed-reason' as SealedText;

/** Anything that can be asked of a case. */
export function anyCommand<M extends MilestoneEvent>({
  opening,
  milestones,
}: MilestoneMakers<M>): fc.Arbitrary<CaseCommand<M>> {
  const anyMilestone = fc.oneof(...milestones);
  const record = (milestone: M): CaseCommand<M> => ({ type: 'Record', milestone });
  const correct = ([entry, to]: [number, object]): CaseCommand<M> => ({
    type: 'Correct',
    entry,
    to: { ...to },
    reason: REASON,
  });
  return fc.oneof(
    { weight: 14, arbitrary: anyMilestone.map(record) },
    { weight: 1, arbitrary: opening.map(record) },
    { weight: 3, arbitrary: fc.tuple(entryNumbers, fc.record({ on: closeDays })).map(correct) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          entryNumbers,
          anyMilestone.map(({ data }) => data),
        )
        .map(correct),
    },
    { weight: 2, arbitrary: entryNumbers.map((entry) => ({ type: 'Retract', entry, reason: REASON }) as const) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(entryNumbers, closeDays)
        .map(([entry, on]) => ({ type: 'WithdrawException', entry, on, reason: REASON }) as const),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('officer-1', 'officer-2'), closeDays)
        .map(([officer, on]) => ({ type: 'Assign', officer, on }) as const),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('note-1', 'note-2').map((note) => ({ type: 'AddNote', note, text: REASON }) as const),
    },
  );
}

/** A command and what came of it. */
export interface Step<Stage extends string, M extends MilestoneEvent> {
  readonly before: CaseState<Stage, M>;
  readonly command: CaseCommand<M>;
  readonly decision: Decision<M | CaseEvent>;
  readonly after: CaseState<Stage, M>;
}

/** Has a case decide on a command. */
export function step<Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  before: CaseState<Stage, M>,
  command: CaseCommand<M>,
): Step<Stage, M> {
  const decision = decider.decide(command, before, { today: TODAY });
  const after = isRefused(decision) ? before : decision.reduce(decider.evolve, before);
  return { before, command, decision, after };
}

/** The command with every warning confirmed that it was asked about; nothing where something cannot be confirmed. */
export function confirming<Stage extends string, M extends MilestoneEvent>({
  command,
  decision,
}: Step<Stage, M>): CaseCommand<M> | undefined {
  if (!isRefused(decision) || !decision.refused.every(({ confirmable }) => confirmable === true)) return undefined;
  return { ...command, confirm: decision.refused.map(({ code }) => code) } as CaseCommand<M>;
}

/** Carries commands out one after the other, confirming what can be confirmed. */
export function played<Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  commands: readonly CaseCommand<M>[],
): readonly Step<Stage, M>[] {
  const steps: Step<Stage, M>[] = [];
  for (const command of commands) {
    const asked = step(decider, steps.at(-1)?.after ?? decider.initialState, command);
    const confirmed = confirming(asked);
    steps.push(asked, ...(confirmed === undefined ? [] : [step(decider, asked.before, confirmed)]));
  }
  return steps;
}

const nested = (data: JsonObject): JsonObject => ({ body: data });
const flat = ({ body }: JsonObject): JsonObject => {
  const { dayOfEvent, ...data } = body as JsonObject;
  return dayOfEvent === undefined ? data : { ...data, on: dayOfEvent };
};

/**
 * Specifies what holds for every kind of case, whatever is asked of it in whatever order.
 * @param numRuns how many random cases are tried for each property
 */
export function describeRandomCases<Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  makers: MilestoneMakers<M>,
  numRuns = 200,
): void {
  const cases = fc
    .tuple(makers.opening, fc.array(anyCommand(makers), { minLength: 1, maxLength: 20 }))
    .map(([milestone, commands]) => played(decider, [{ type: 'Record', milestone }, ...commands]));
  const forEachStep = (holds: (step: Step<Stage, M>) => void): void => {
    fc.assert(
      fc.property(cases, (steps) => steps.forEach(holds)),
      { numRuns },
    );
  };

  describe('Whatever is asked of a case', () => {
    test('a refusal gives reasons in sentences and leaves nothing undefined', () => {
      forEachStep(({ decision }) => {
        if (!isRefused(decision)) return;
        expect(decision.refused).not.toEqual([]);
        for (const { code, message, field } of decision.refused) {
          expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
          expect(message).toMatch(/^[A-Z"0-9].*\.$/);
          expect(message).not.toMatch(/undefined|null|NaN|[a-z][A-Z]/);
          expect(field).not.toBe('');
        }
      });
    });

    test('confirming the warnings carries it out', () => {
      forEachStep((one) => {
        const confirmed = confirming(one);
        if (confirmed === undefined) return;
        expect(isRefused(step(decider, one.before, confirmed).decision)).toBe(false);
      });
    });

    test('the same again leads to nothing', () => {
      forEachStep(({ command, decision, after }) => {
        if (!isRefused(decision)) expect(step(decider, after, command).decision).toEqual([]);
      });
    });

    test('its events survive JSON, and so does what they lead to', () => {
      forEachStep(({ before, decision, after }) => {
        if (isRefused(decision)) return;
        const kept = JSON.parse(JSON.stringify(decision)) as typeof decision;
        expect(kept).toStrictEqual(decision);
        expect(kept.reduce(decider.evolve, before)).toEqual(after);
      });
    });

    test('its events survive upcasting: read from an older shape, they lead to the same', () => {
      forEachStep(({ before, decision, after }) => {
        if (isRefused(decision)) return;
        const read = decision.map((event) => {
          // In version 1 the day lay under another name, in version 2 the whole was nested.
          const { on, ...rest } = event.data as { readonly on?: string };
          const old = on === undefined ? rest : { ...rest, dayOfEvent: on };
          const upcasters = { [event.type]: { 1: nested, 2: flat } };
          return {
            ...event,
            data: upcast(upcasters, event.type, 1, old).data,
          } as unknown as typeof event;
        });
        expect(read).toEqual(decision);
        expect(read.reduce(decider.evolve, before)).toEqual(after);
      });
    });

    test('what is recorded and retracted leaves the facts and the stage as they were', () => {
      forEachStep(({ before, command, decision, after }) => {
        if (isRefused(decision) || decision.length === 0 || command.type !== 'Record') return;
        if (!isOpened(before) || !isOpened(after)) return;
        const retraction: M | CaseEvent = {
          type: 'MilestoneRetracted',
          data: { entry: after.entries.length, reason: REASON },
        };
        const retracted = decider.evolve(after, retraction);
        expect(decider.milestones(retracted)).toEqual(decider.milestones(before));
        expect(retracted.stage).toBe(before.stage);
      });
    });

    test('the law can be asked about its facts', () => {
      forEachStep(({ after }) => {
        for (const { on, milestone } of decider.milestones(after)) {
          expect(MILESTONES).toHaveProperty([milestone]);
          expect(day(on)).toBe(on);
        }
        expect(evaluate(decider.milestones(after)).clocks).toBeDefined();
      });
    });
  });
}
