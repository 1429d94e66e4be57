import { beforeAll, describe, expect, it } from '@jest/globals';
import { measuresOf, type PlanMeasure, type SendPlan } from '../domain/send-plan.js';
import { unitOf } from './measured-by.js';
import { planOf, shippedPlans } from './plan-file.js';

let plans: readonly SendPlan[];
beforeAll(async () => {
  plans = await shippedPlans();
});

const planCalled = (council: string): SendPlan => planOf(council, plans)!;
const measureIn = (council: string, id: string): PlanMeasure =>
  measuresOf(planCalled(council)).find(({ measure }) => measure.id === id)!.measure;

/** Every figure of a plan that the file holds as a number: the measure, what it is, the value, of when, where it stands. */
function figuresOf(council: string): readonly string[] {
  return measuresOf(planCalled(council)).flatMap(({ measure }) => {
    const { id, baseline, milestones, target, reported, due, measuredBy, where } = measure;
    const said = (what: string, value: number, on: string | undefined): string =>
      `${id}: ${what} ${String(value)} ${unitOf(measuredBy) ?? ''}, ${on ?? 'no day'} (${where})`;
    return [
      ...(baseline === undefined ? [] : [said('baseline', baseline.value, baseline.on)]),
      ...reported.map(({ value, on }) => said('reported', value, on)),
      ...milestones.map(({ value, on }) => said('milestone', value, on)),
      ...(target === undefined ? [] : [said('target', target.value, due)]),
    ];
  });
}

describe('The plans that come with the program', () => {
  it('are those of the four councils', () => {
    expect(plans.map(({ council }) => council)).toEqual([
      'Hackney',
      'Herefordshire',
      'Kingston upon Hull',
      'Tower Hamlets',
    ]);
  });

  it.each([
    ['Hackney', 'London Borough of Hackney'],
    ['Herefordshire', 'Herefordshire, County of'],
    ['Kingston upon Hull', 'Kingston upon Hull, City of'],
    ['Kingston upon Hull', 'Hull City Council'],
    ['Tower Hamlets', 'Tower Hamlets'],
  ])('are found by the name of the council, however it is written: %s by %s', (council, name) => {
    expect(planOf(name, plans)?.council).toBe(council);
  });

  it.each(['Kingston upon Thames', 'Kingston', 'Hampshire', 'Council'])('are not those of %s', (name) => {
    expect(planOf(name, plans)).toBeUndefined();
  });

  it('have ids of their own, on which what people confirm hangs', () => {
    expect(plans.map(({ id }) => id)).toEqual([
      'hackney-send-strategy-2022',
      'herefordshire-send-priorities-2022',
      'hull-send-strategic-plan-2024',
      'tower-hamlets-send-improvement-2020',
    ]);
  });
});

describe('The figures that the documents state', () => {
  it('of Hackney', () => {
    expect(figuresOf('Hackney')).toEqual([
      'local-special-places: reported 80 count, 2021 (SEND strategy, pages 9 to 11)',
      'plans-within-20-weeks: baseline 40 percent, 2020 (SEND strategy, pages 9 and 18)',
      'plans-within-20-weeks: reported 55 percent, 2021 (SEND strategy, pages 9 and 18)',
      'reviews-within-12-months: target 100 percent, no day (SEND strategy, pages 10 and 11)',
      'joint-agency-panel: target 100 percent, no day (SEND strategy, pages 17 and 18)',
      'specialist-placements: target 300 count, no day (Action plan report, section 3.2, workstream 4)',
    ]);
    // Forecasts are no targets.
    expect(measureIn('Hackney', 'growth-of-plans').says).toContain('another 400 in every year until 2025');
    expect(measureIn('Hackney', 'local-special-places').says).toContain('170 more children a year');
    expect(
      planCalled('Hackney')
        .priorities.at(-1)
        ?.outcomes.map(({ id }) => id),
    ).toEqual(Array.from({ length: 10 }, (_, index) => `workstream-${String(index + 1)}`));
  });

  it('of Herefordshire', () => {
    expect(figuresOf('Herefordshire')).toEqual([
      'plans-within-20-weeks: baseline 67 percent, 2022-08 (Progress report, paragraph 6)',
      'plans-within-20-weeks: reported 71 percent, 2023-02 (Progress report, paragraph 6)',
    ]);
    const { says } = measureIn('Herefordshire', 'plans-within-20-weeks');
    expect(says).toContain('59.9% in 2021');
    expect(says).toContain('60.4% of 2019');
    expect(measureIn('Herefordshire', 'phase-transfers-by-15-february').target).toBeUndefined();
  });

  it('of Tower Hamlets: none, since its report names indicators alone', () => {
    expect(figuresOf('Tower Hamlets')).toEqual([]);
    const tracked = measuresOf(planCalled('Tower Hamlets')).flatMap(({ measure: { measuredBy } }) =>
      measuredBy.by === 'tracker' ? [measuredBy.measure] : [],
    );
    expect(tracked).toEqual([
      'plans-within-20-weeks',
      'decisions-within-6-weeks',
      'educational-psychology-advice-within-6-weeks',
      'health-advice-within-6-weeks',
      'social-care-advice-within-6-weeks',
      'drafts-within-16-weeks',
      'reviews-within-12-months',
      'review-decisions-within-4-weeks',
      'amended-plans-within-12-weeks',
      'phase-transfers-by-31-march',
    ]);
    expect(measureIn('Tower Hamlets', 'reviews-from-14').name).toContain('from age 14');
  });

  it('of Kingston upon Hull', () => {
    expect(figuresOf('Hull')).toEqual([
      'adhd-autism-wait: target 0 count, 2025-10 (Appendix 1, priority 3, action 18 (SEF))',
      'speech-therapy-wait: target 0 count, 2025-10 (Appendix 1, priority 3, action 20 (SEF))',
      'psychology-backlog: baseline 0 percent, 2023-02 (Appendix 1, priority 4, action 5 (SEF))',
      'psychology-backlog: target 80 percent, 2024-04 (Appendix 1, priority 4, action 5 (SEF))',
      'plans-within-20-weeks: baseline 28 percent, 2023-02 (Appendix 1, priority 4, action 6 (SEF); scorecard, footnote 1)',
      'plans-within-20-weeks: target 50 percent, 2024-01 (Appendix 1, priority 4, action 6 (SEF); scorecard, footnote 1)',
      'supported-internships: baseline 0 percent, 2023-02 (Appendix 1, priority 6, action 12 (AFI1))',
      'supported-internships: target 100 percent, 2025-05 (Appendix 1, priority 6, action 12 (AFI1))',
    ]);
    expect(measureIn('Hull', 'adhd-autism-wait').name).toContain('52 weeks');
    expect(measureIn('Hull', 'speech-therapy-wait').name).toContain('18 weeks');
    expect(measureIn('Hull', 'notices-within-4-weeks-of-decision').name).toContain('4 weeks of the MAC decision');
    expect(measureIn('Hull', 'amended-plans-within-8-weeks').name).toContain('8 weeks of the notice');
    expect(['6', '16', '20'].map((week) => measureIn('Hull', `feedback-week-${week}`).due)).toEqual(
      Array.from({ length: 3 }, () => '2023-11'),
    );
  });

  it('of Kingston upon Hull: the status of every action, as printed', () => {
    const stated = measuresOf(planCalled('Hull')).flatMap(({ measure: { statedStatus } }) => statedStatus ?? []);
    const counts = Object.fromEntries(
      Map.groupBy(stated, (one) => one)
        .entries()
        .map(([one, all]) => [one, all.length]),
    );
    // As counted in the appendix.
    expect(counts).toEqual({ green: 32, amber: 13, purple: 4, 'not-due-yet': 14 });
  });
});
