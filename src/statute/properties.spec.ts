import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluateAsAt } from './as-at.js';
import { addDays, day, fromDayNumber, toDayNumber, weekday, type CalendarDate } from './calendar.js';
import { statusOn, type Clock, type Evaluation, type Status } from './clock.js';
import { countFrom, type Count } from './counting.js';
import { evaluate } from './evaluate.js';
import { explain, explainDuty } from './explanation.js';
import { MILESTONE_NAMES, milestoneKind, type Attribute, type Milestone } from './milestones.js';
import { milestonesOf, nationalRules, rulebook } from './rulebook.js';
import { isWorkingDay } from './working-days.js';

const days = (from: string, to: string) =>
  fc.integer({ min: toDayNumber(day(from)), max: toDayNumber(day(to)) }).map(fromDayNumber);

/** Cases of the years whose bank holidays are known. */
const caseDays = days('2014-09-01', '2029-12-31');
/** Days that lie close together, so that milestones meet, end and restart each other's clocks. */
const crowdedDays = days('2024-01-01', '2025-06-30');

function attributeArbitrary(attribute: Attribute, on: fc.Arbitrary<CalendarDate>): fc.Arbitrary<unknown> {
  switch (attribute.kind) {
    case 'one-of':
      return fc.constantFrom(...attribute.values);
    case 'number':
      return fc.constantFrom(...attribute.values);
    case 'day':
      return on;
    case 'reference':
      return fc.constantFrom('a', 'b', 'education-setting');
    case 'yes-no':
      return fc.boolean();
    case 'rules':
      return fc.subarray(['N1', 'N7', 'R6', 'X9']);
  }
}

function milestoneArbitrary(on: fc.Arbitrary<CalendarDate>): fc.Arbitrary<Milestone> {
  return fc.oneof(
    ...MILESTONE_NAMES.map((name) => {
      const attributes = Object.entries(milestoneKind(name).attributes ?? {});
      const required = attributes.filter(([, { required: needed }]) => needed === true).map(([key]) => key);
      return fc
        .record(
          {
            milestone: fc.constant(name),
            on,
            ...Object.fromEntries(attributes.map(([key, attribute]) => [key, attributeArbitrary(attribute, on)])),
          },
          { requiredKeys: ['milestone', 'on', ...required] as never },
        )
        .map((milestone) => milestone as unknown as Milestone);
    }),
  );
}

const anyCase = fc.array(milestoneArbitrary(crowdedDays), { maxLength: 14 });

const plain = ({ clocks, duties, exceptions }: Evaluation) => ({
  clocks: clocks.map(({ workings: _, ...clock }) => clock),
  duties: duties.map(({ workings: _, ...duty }) => duty),
  exceptions,
});

const RANK: Readonly<Record<Status, number>> = {
  'not-started': 0,
  running: 1,
  'due-soon': 2,
  overdue: 3,
  excused: 3,
  ended: 4,
  met: 4,
  'met-late': 4,
};

const lengths: fc.Arbitrary<Count> = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map((weeks): Count => ({ count: 'weeks-of', weeks })),
  fc.integer({ min: 1, max: 60 }).map((number): Count => ({ count: 'days-of', days: number })),
  fc.integer({ min: 1, max: 40 }).map((number): Count => ({ count: 'working-days-of', days: number })),
  fc.integer({ min: 1, max: 60 }).map((number): Count => ({ count: 'days-beginning-with', days: number })),
  fc.integer({ min: 1, max: 40 }).map((number): Count => ({ count: 'working-days-beginning-with', days: number })),
  fc.integer({ min: 1, max: 24 }).map((months): Count => ({ count: 'months-starting-with', months })),
  fc.integer({ min: 1, max: 24 }).map((months): Count => ({ count: 'months-after', months })),
  fc.integer({ min: 1, max: 30 }).map((weeks): Count => ({ count: 'weeks-before', weeks })),
  fc.integer({ min: 1, max: 24 }).map((months): Count => ({ count: 'months-before', months })),
  fc.constantFrom<Count>(
    { count: 'before-date', month: 2, day: 15 },
    { count: 'before-date', month: 3, day: 31 },
    { count: 'at-once' },
  ),
);

describe('due dates', () => {
  test('grow with the trigger date: a later start is never due earlier', () => {
    fc.assert(
      fc.property(lengths, caseDays, fc.integer({ min: 0, max: 200 }), (length, from, more) => {
        const one = countFrom(length, from);
        const later = countFrom(length, addDays(from, more));

        expect(later.dueOn >= one.dueOn).toBe(true);
        expect(later.actByOn >= one.actByOn).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('weeks of an event fall on its weekday, the day before under Day-1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), caseDays, (weeks, from) => {
        const length: Count = { count: 'weeks-of', weeks };
        const { dueOn, actByOn } = countFrom(length, from);

        expect(weekday(dueOn)).toBe(weekday(from));
        expect(actByOn).toBe(addDays(dueOn, -1));
        expect(countFrom(length, from, 'event-day-is-day-1')).toEqual({ dueOn: actByOn, actByOn });
      }),
    );
  });

  test('are never before the day to act by, whatever the case', () => {
    fc.assert(
      fc.property(anyCase, (milestones) => {
        for (const { actByOn, dueOn } of evaluate(milestones).clocks) expect(actByOn <= dueOn).toBe(true);
      }),
    );
  });

  test('that count working days fall on working days', () => {
    fc.assert(
      fc.property(caseDays, fc.integer({ min: 1, max: 40 }), (from, number) => {
        for (const count of ['working-days-of', 'working-days-beginning-with'] as const) {
          const { dueOn, actByOn } = countFrom({ count, days: number }, from);

          expect(isWorkingDay(dueOn)).toBe(true);
          expect(isWorkingDay(actByOn)).toBe(true);
        }
      }),
    );
  });
});

describe('the clocks of any case', () => {
  test('have one status on every day, which moves only forwards', () => {
    fc.assert(
      fc.property(anyCase, (milestones) => {
        for (const clock of evaluate(milestones).clocks) {
          const turns = turningDays(clock);
          const ranks = turns.map((date) => RANK[statusOn(clock, date)]);

          expect(ranks.every((rank) => rank >= 0)).toBe(true);
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('evaluated twice are the same', () => {
    fc.assert(
      fc.property(anyCase, (milestones) => {
        expect(evaluate(milestones)).toEqual(evaluate(milestones));
      }),
    );
  });

  test('do not depend on the order of the milestones', () => {
    fc.assert(
      fc.property(
        anyCase.chain((milestones) =>
          fc.tuple(
            fc.constant(milestones),
            fc.shuffledSubarray(milestones, { minLength: milestones.length, maxLength: milestones.length }),
          ),
        ),
        ([milestones, shuffled]) => {
          expect(plain(evaluate(shuffled))).toEqual(plain(evaluate(milestones)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('change only where a rule depends on the milestone that is added', () => {
    fc.assert(
      fc.property(anyCase, milestoneArbitrary(crowdedDays), (milestones, added) => {
        const unrelated = new Set(
          nationalRules.filter((rule) => !milestonesOf(rule).has(added.milestone)).map(({ id }) => id),
        );
        const of = (evaluation: Evaluation) => plain(evaluation).clocks.filter(({ rule }) => unrelated.has(rule));

        expect(of(evaluate([...milestones, added]))).toEqual(of(evaluate(milestones)));
      }),
      { numRuns: 500 },
    );
  });

  test('each have an id of their own: rule and ref', () => {
    fc.assert(
      fc.property(anyCase, (milestones) => {
        const { clocks, duties } = evaluate(milestones);
        const ids = [...clocks, ...duties].map(({ rule, ref = '' }) => `${rule}/${ref}`);

        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 300 },
    );
  });

  test('are met or ended, never both, and never before they start', () => {
    fc.assert(
      fc.property(anyCase, (milestones) => {
        const { clocks } = evaluate(milestones);
        for (const { rule, startedOn, metOn, endedOn, endedBecause } of clocks) {
          expect(metOn === undefined || endedOn === undefined).toBe(true);
          // An amended plan for a phase transfer may be issued more than 12 months before the transfer.
          if (!rule.startsWith('P')) expect((metOn ?? endedOn ?? startedOn) >= startedOn).toBe(true);
          expect(endedOn === undefined).toBe(endedBecause === undefined);
        }
      }),
    );
  });

  test('are met once: what meets one leaves no earlier one of its rule open, but where rounds or refs keep them apart', () => {
    const apart = new Set(['N2', 'N6', 'T11', 'A1', 'A6', 'R3', 'R4', 'R5', 'R6', 'R7', 'R9', 'R13', 'P1', 'P2', 'P3']);
    fc.assert(
      fc.property(anyCase, (milestones) => {
        const clocks = evaluate(milestones).clocks.filter(({ rule }) => !apart.has(rule));
        for (const met of clocks.filter(({ workings }) => workings.metBy !== undefined)) {
          const earlier = clocks.filter(
            ({ workings, startedOn, metOn = '9999', endedOn = '9999' }) =>
              workings.clockRule === met.workings.clockRule &&
              startedOn <= met.startedOn &&
              metOn > (met.metOn ?? '') &&
              endedOn > (met.metOn ?? ''),
          );

          expect(earlier).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('as at a day tell nothing of what happens later, and agree with the evaluation once everything has happened', () => {
    fc.assert(
      fc.property(anyCase, crowdedDays, (milestones, on) => {
        const { clocks, duties } = evaluateAsAt(milestones, on);
        for (const { metOn, endedOn } of [...clocks, ...duties]) {
          expect((metOn ?? on) <= on && (endedOn ?? on) <= on).toBe(true);
        }
        const ids = clocks.map(({ rule, ref = '' }) => `${rule}/${ref}`);

        expect(new Set(ids).size).toBe(ids.length);
        expect(evaluateAsAt(milestones, day('2040-01-01'))).toEqual(evaluate(milestones));
      }),
      { numRuns: 300 },
    );
  });

  test('are explained on any day without a gap in the words', () => {
    fc.assert(
      fc.property(anyCase, crowdedDays, (milestones, on) => {
        const { clocks, duties } = evaluate(milestones);
        const sentences = [
          ...clocks.flatMap((clock) => explain(clock, on)),
          ...duties.flatMap((duty) => explainDuty(duty, on)),
        ];
        for (const sentence of sentences) {
          expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
          expect(sentence).not.toMatch(/undefined|null|\[object|NaN/);
        }
      }),
    );
  });

  test('come in the order of the rulebook', () => {
    const order = new Map(rulebook.rules.map(({ id }, index) => [id, index]));
    fc.assert(
      fc.property(anyCase, (milestones) => {
        const places = evaluate(milestones).clocks.map(({ rule }) => order.get(rule) ?? -1);

        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
    );
  });
});

/** The days around every date of a clock, on which its status can change. */
function turningDays({ startedOn, dueOn, actByOn, metOn, endedOn }: Clock): CalendarDate[] {
  return [startedOn, dueOn, actByOn, addDays(dueOn, -14), metOn, endedOn]
    .filter((date) => date !== undefined)
    .flatMap((date) => [addDays(date, -1), date, addDays(date, 1)])
    .sort();
}
