import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, addWeeks, day } from '../../statute/calendar.js';
import type { Milestone } from '../../statute/milestones.js';
import { fact, given } from '../../testing/facts.js';
import { MEASURES, REVIEW_OUTCOMES } from './measures.js';
import { contributionsOf, type Contribution, type MeasuredCase } from './contributions.js';

function added(
  kind: MeasuredCase['kind'],
  openedAs: string,
  milestones: readonly Milestone[],
): readonly Contribution[] {
  return contributionsOf({ kind, openedAs, milestones, clocks: given(milestones).clocks });
}

const PLANS = 'plans-within-20-weeks';
const REQUESTED = day('2024-02-29');
const days = fc.integer({ min: 0, max: 500 }).map((number) => addDays(REQUESTED, number));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(value, { maxLength: 1 });

const cases = fc
  .tuple(
    maybe(fc.record({ on: days, outcome: fc.constantFrom('assess' as const, 'refuse' as const) })),
    maybe(fc.record({ on: days, outcome: fc.constantFrom('issue' as const, 'refuse' as const) })),
    maybe(days),
    maybe(days),
  )
  .map(([assess, issue, final, closed]): readonly Milestone[] => [
    fact('request-received', REQUESTED),
    ...assess.map(({ on, outcome }) => fact('decision-to-assess', on, { outcome })),
    ...issue.map(({ on, outcome }) => fact('decision-to-issue', on, { outcome })),
    ...final.map((on) => fact('final-plan-issued', on)),
    ...closed.map((on) => fact('closed', on, { reason: 'withdrawn' })),
  ]);

const reviews = fc
  .tuple(
    fc.array(days, { minLength: 1, maxLength: 3 }),
    maybe(fc.record({ on: days, outcome: fc.constantFrom('maintain' as const, 'amend' as const, 'cease' as const) })),
    fc.array(days, { maxLength: 3 }),
    fc.array(days, { maxLength: 2 }),
    maybe(days),
    maybe(days),
  )
  .map(([meetings, decisions, notices, plans, notAmended, ceased]): readonly Milestone[] => [
    ...meetings.map((on) => fact('review-meeting-held', on)),
    ...decisions.map(({ on, outcome }) => fact('review-decision', on, { outcome })),
    ...notices.map((on) => fact('amendment-notice-sent', on)),
    ...plans.map((on) => fact('amended-plan-issued', on)),
    ...notAmended.map((on) => fact('decided-not-to-amend', on)),
    ...ceased.map((on) => fact('plan-ceased', on)),
  ]);

describe('Any case', () => {
  const any = fc.oneof(
    cases.map((milestones) => added('assessment', 'initial', milestones)),
    reviews.map((milestones) => added('review', 'annual', milestones)),
  );
  const withDueBasis = new Set(MEASURES.filter(({ bases }) => bases.length > 1).map(({ id }) => id));
  const DONE: readonly string[] = ['in-time', 'late', 'late-over-a-year'];
  const bands = (all: readonly Contribution[], wanted: string): readonly string[] =>
    all
      .filter(({ measure, basis, band }) => basis === wanted && withDueBasis.has(measure) && DONE.includes(band))
      .map(({ measure, band, excepted }) => `${measure} ${band} ${String(excepted)}`)
      .sort();

  it('that is done counts on both bases alike', () => {
    fc.assert(
      fc.property(any, (all) => {
        expect(bands(all, 'issued')).toEqual(bands(all, 'due'));
      }),
    );
  });

  it('is counted on the issued basis once it is done, and never open', () => {
    fc.assert(
      fc.property(any, (all) => {
        const issued = all.filter(({ basis }) => basis === 'issued');
        const done: readonly string[] = [...DONE, ...REVIEW_OUTCOMES, 'counted'];
        expect(issued.filter(({ band }) => !done.includes(band))).toEqual([]);
      }),
    );
  });

  it('counts an act once in each measure', () => {
    fc.assert(
      fc.property(any, (all) => {
        const acts = all.filter(({ basis }) => basis === 'issued').map(({ measure, day: on }) => `${measure} ${on}`);
        expect(new Set(acts).size).toBe(acts.length);
      }),
    );
  });
});

describe('Any assessment', () => {
  it('counts at most once in each measure and basis', () => {
    fc.assert(
      fc.property(cases, (milestones) => {
        const keys = added('assessment', 'initial', milestones).map(({ measure, basis }) => `${measure} ${basis}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('that counts on the issued basis counts on the due basis, in the same band', () => {
    fc.assert(
      fc.property(cases, (milestones) => {
        const all = added('assessment', 'initial', milestones);
        for (const one of all.filter(({ measure, basis }) => measure === PLANS && basis === 'issued')) {
          expect(all).toContainEqual({ ...one, basis: 'due', day: addWeeks(REQUESTED, 20) });
        }
      }),
    );
  });

  it('has a band that follows from its two days', () => {
    fc.assert(
      fc.property(days, (on) => {
        const milestones = [fact('request-received', REQUESTED), fact('final-plan-issued', on)];
        const [first] = added('assessment', 'initial', milestones).filter(({ measure }) => measure === PLANS);
        const band =
          on <= addDays(REQUESTED, 140) ? 'in-time' : on <= addMonths(REQUESTED, 12) ? 'late' : 'late-over-a-year';
        expect(first).toEqual({ measure: PLANS, basis: 'issued', day: on, band, excepted: 0 });
      }),
    );
  });
});
