import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { planMeasure, stated } from '../../testing/plan-measures.js';
import type { MeasureStanding } from '../application/outcomes.js';
import type { ShownReading } from '../application/readings.js';
import type { PlanMeasure, SendPlan, Unit } from '../domain/send-plan.js';
import { proposedStatus } from '../domain/status.js';
import { trajectoryOn } from '../domain/trajectory.js';
import { measureChart } from './measure-chart.js';
import { findingOf } from './plan-finding.js';

const plan: SendPlan = {
  id: 'a-plan',
  council: 'Example',
  alsoCalled: [],
  title: 'A plan',
  from: stated('2023'),
  to: stated('2026'),
  sources: [],
  priorities: [],
};

function standing(
  measure: PlanMeasure,
  readings: readonly ShownReading[],
  asAt: string,
  unit: Unit = 'percent',
): MeasureStanding {
  const on = day(asAt);
  const outcome = { id: 'an-outcome', name: 'An outcome', measures: [measure] };
  const expected = trajectoryOn(measure, on);
  return {
    plan,
    measure,
    outcome,
    priority: { id: 'a-priority', name: 'A priority', outcomes: [outcome] },
    asAt: on,
    unit,
    readings,
    proposal: proposedStatus(measure, unit, readings, on),
    ...(expected === undefined ? {} : { expected }),
    recorded: [],
    revision: -1,
  };
}

const hull = planMeasure({
  name: 'New plans issued within 20 weeks',
  measuredBy: { by: 'tracker', measure: 'plans-within-20-weeks', period: 'calendar-year' },
  baseline: { value: 28, on: stated('2023-02') },
  target: { value: 50 },
  due: stated('2024-01'),
});
const of2023: ShownReading = {
  on: day('2023-12-31'),
  value: 30.4,
  period: '2023',
  complete: true,
  of: { numerator: 85, denominator: 280 },
};
const of2024: ShownReading = { on: day('2024-03-01'), value: 5.8, period: '2024', complete: false, isHidden: true };

describe('The chart of a measure', () => {
  it('goes from the baseline to the target, each year with what was proposed at its end', () => {
    const chart = measureChart(standing(hull, [of2023], '2024-03-01'), false);
    expect(chart?.rows).toEqual([
      { period: 'February 2023: baseline', value: '–', of: undefined, expected: '28%', reported: '–', proposed: '–' },
      { period: '2023', value: '30.4%', of: '85 of 280', expected: '48%', reported: '–', proposed: 'Not on track' },
      { period: '2024 so far', value: '–', of: undefined, expected: '50%', reported: '–', proposed: 'Not on track' },
    ]);
  });

  it('hides what may point to a child, unless every number is asked for', () => {
    const one = standing(hull, [of2023, of2024], '2024-03-01');
    expect(measureChart(one, false)?.rows.at(-1)).toMatchObject({ value: 'hidden', of: undefined });
    expect(measureChart(one, false)?.drawing).not.toContain('>5.8%<');
    expect(measureChart(one, true)?.rows.at(-1)).toMatchObject({ value: '5.8%' });
  });

  it('shows what the document reports, and begins where there is something to show', () => {
    const hackney = planMeasure({
      measuredBy: { by: 'tracker', measure: 'plans-within-20-weeks', period: 'calendar-year' },
      baseline: { value: 40, on: stated('2020') },
      reported: [{ value: 55, on: stated('2021') }],
    });
    const chart = measureChart(standing(hackney, [], '2022-06-01'), false);
    expect(chart?.hasReported).toBe(true);
    const row = { value: '–', of: undefined, expected: '–', proposed: '–' };
    expect(chart?.rows).toEqual([
      { ...row, period: '2020', reported: '40%' },
      { ...row, period: '2021', reported: '55%' },
    ]);
  });

  it('shows values of a month by month, and leaves out rows that say nothing', () => {
    const byHand = planMeasure({ target: { value: 90 } });
    const chart = measureChart(
      standing(byHand, [{ on: day('2024-02-10'), value: 80, complete: true }], '2024-05-02'),
      false,
    );
    expect(chart?.rows.map((row) => (row as { readonly period: string }).period)).toEqual([
      'January 2023',
      'February 2024',
      'May 2024 so far',
    ]);
  });

  it('is not there where there is no number at all, or people judge', () => {
    expect(measureChart(standing(planMeasure(), [], '2024-05-02'), false)).toBeUndefined();
  });
});

describe('The finding', () => {
  it.each<[string, MeasureStanding, string]>([
    [
      'tells value, trajectory and target',
      standing(hull, [of2023], '2024-03-01'),
      'New plans issued within 20 weeks: 30.4% (2023). The trajectory asks for 50%: 19.6 percentage points behind. The target of 50% was due January 2024.',
    ],
    [
      'says what is better',
      standing(
        planMeasure({ name: 'Wait', direction: 'down', target: { value: 6 } }),
        [{ on: day('2024-02-10'), value: 5, complete: true }],
        '2024-03-01',
        'weeks',
      ),
      'Wait: 5 weeks (10 February 2024). The trajectory asks for 6 weeks: 1 week better than that. The target is 6 weeks, at all times.',
    ],
    [
      'says that nothing is known yet',
      standing(hull, [], '2023-06-01'),
      'No value is known yet. The target of 50% is due January 2024.',
    ],
    [
      'says that no target is stated',
      standing(planMeasure({ name: 'Plans' }), [of2023], '2024-03-01'),
      'Plans: 30.4% (31 December 2023). The plan states no target, so nothing can be proposed.',
    ],
  ])('%s', (_, one, finding) => {
    expect(findingOf(one, true)).toBe(finding);
  });

  it('tells nothing of a value that is hidden', () => {
    expect(findingOf(standing(hull, [of2024], '2024-03-01'), false)).toBe(
      'The value (2024 so far) is hidden, since it may point to a child.',
    );
  });
});
