import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import type { Milestone } from '../../statute/milestones.js';
import { fact, given } from '../../testing/facts.js';
import { REVIEW_OUTCOMES } from './measures.js';
import { contributionsOf, type Contribution, type MeasuredCase } from './contributions.js';

type Kind = MeasuredCase['kind'];

function added(kind: Kind, openedAs: string, milestones: readonly Milestone[]): readonly Contribution[] {
  return contributionsOf({ kind, openedAs, milestones, clocks: given(milestones).clocks });
}

const text = ({ measure, basis, day: on, band, excepted }: Contribution): string =>
  `${measure} ${basis} ${on} ${band}${excepted === 1 ? ' excepted' : ''}`;

/** What an assessment adds to one measure. */
const assessed = (measure: string, ...milestones: readonly Milestone[]): string[] =>
  added('assessment', 'initial', milestones)
    .filter((one) => one.measure === measure)
    .map((one) => text(one).slice(measure.length + 1));

/** What a review adds to one measure. */
const reviewed = (measure: string, ...milestones: readonly Milestone[]): string[] =>
  added('review', 'annual', milestones)
    .filter((one) => one.measure === measure)
    .map((one) => text(one).slice(measure.length + 1));

const PLANS = 'plans-within-20-weeks';
/** Monday 2 September 2024: 20 weeks are over on 20 January 2025, and a year later is 2 September 2025. */
const request = fact('request-received', '2024-09-02');
const issued = (on: string): Milestone => fact('final-plan-issued', on);
const closure = (from: string, to: string): Milestone =>
  fact('exception', to, { ground: 'school-closure', from, to, adviceRequestedOn: from });

describe('A new plan and its 20 weeks', () => {
  it.each([
    ['in time on day 140', '2025-01-20', 'in-time'],
    ['late on day 141', '2025-01-21', 'late'],
    ['late within a year on the corresponding day of the next year', '2025-09-02', 'late'],
    ['over a year on the day after that', '2025-09-03', 'late-over-a-year'],
  ])('is %s', (_, on, band) => {
    expect(assessed(PLANS, request, issued(on))).toEqual([`issued ${on} ${band}`, `due 2025-01-20 ${band}`]);
  });

  it('has a year that ends on 28 February after a request on 29 February', () => {
    const leap = fact('request-received', '2024-02-29');
    expect(assessed(PLANS, leap, issued('2025-02-28'))[0]).toBe('issued 2025-02-28 late');
    expect(assessed(PLANS, leap, issued('2025-03-01'))[0]).toBe('issued 2025-03-01 late-over-a-year');
  });

  it('has 140 days also across a 29 February', () => {
    const winter = fact('request-received', '2023-12-01');
    expect(assessed(PLANS, winter, issued('2024-04-19'))[0]).toBe('issued 2024-04-19 in-time');
    expect(assessed(PLANS, winter, issued('2024-04-20'))[0]).toBe('issued 2024-04-20 late');
  });

  it('counts on the due basis alone while it is open', () => {
    expect(assessed(PLANS, request)).toEqual(['due 2025-01-20 open']);
  });

  it('counts from the day the council became responsible, where that came first', () => {
    const responsible = fact('became-responsible', '2024-09-01');
    expect(assessed(PLANS, request, responsible, issued('2025-01-20'))[0]).toBe('issued 2025-01-20 late');
  });

  it.each([
    ['a refusal to assess', fact('decision-to-assess', '2024-10-10', { outcome: 'refuse' })],
    ['a refusal to issue on the last day', fact('decision-to-issue', '2025-01-20', { outcome: 'refuse' })],
    ['a request withdrawn in time', fact('closed', '2025-01-19', { reason: 'withdrawn' })],
  ])('counts on no basis after %s', (_, end) => {
    expect(assessed(PLANS, request, end)).toEqual([]);
  });

  it('is missed on the due basis where the case took another road after the limit', () => {
    const refused = fact('decision-to-issue', '2025-01-21', { outcome: 'refuse' });
    expect(assessed(PLANS, request, refused)).toEqual(['due 2025-01-20 ended-late']);
  });

  it('is left out, and still a plan issued, once a reversed refusal gave it another limit', () => {
    const milestones = [
      request,
      fact('decision-to-assess', '2024-10-10', { outcome: 'refuse' }),
      fact('decision-reversed', '2024-11-11', { stage: 'assess' }),
      issued('2025-01-15'),
    ];
    expect(assessed(PLANS, ...milestones)).toEqual([]);
    expect(assessed('plans-issued', ...milestones)).toEqual(['issued 2025-01-15 counted']);
  });

  it("is left out where the tribunal's order took the place of the limit", () => {
    const milestones = [
      request,
      fact('decision-to-issue', '2024-12-20', { outcome: 'refuse' }),
      fact('tribunal-ordered', '2025-03-03', { order: 'make-plan' }),
      issued('2025-04-01'),
    ];
    expect(assessed(PLANS, ...milestones)).toEqual([]);
    expect(assessed('plans-issued', ...milestones)).toEqual(['issued 2025-04-01 counted']);
  });

  it.each(['reassessment', 'reassessment-by-council'])('is not new after a %s', (kind) => {
    const milestones = [
      fact('reassessment-requested', '2024-09-02'),
      fact('decision-to-assess', '2024-09-12', { outcome: 'assess' }),
      issued('2024-12-02'),
    ];
    expect(added('assessment', kind, milestones)).toEqual([]);
  });

  it('is counted once, on its first day, where it was issued again', () => {
    expect(assessed('plans-issued', request, issued('2025-01-20'), issued('2025-02-03'))).toEqual([
      'issued 2025-01-20 counted',
    ]);
    expect(assessed(PLANS, request, issued('2025-01-20'), issued('2025-02-03'))).toEqual([
      'issued 2025-01-20 in-time',
      'due 2025-01-20 in-time',
    ]);
  });
});

describe('An exception', () => {
  const summer = fact('request-received', '2024-07-01');

  it('marks a late plan, and one that was in time all the same', () => {
    const accepted = closure('2024-07-24', '2024-09-03');
    expect(assessed(PLANS, summer, accepted, issued('2024-12-02'))).toEqual([
      'issued 2024-12-02 late excepted',
      'due 2024-11-18 late excepted',
    ]);
    expect(assessed(PLANS, summer, accepted, issued('2024-11-18'))).toEqual([
      'issued 2024-11-18 in-time excepted',
      'due 2024-11-18 in-time excepted',
    ]);
    expect(assessed(PLANS, summer, accepted)).toEqual(['due 2024-11-18 open excepted']);
  });

  it('that fails its test marks nothing', () => {
    const short = closure('2024-10-26', '2024-11-03');
    expect(assessed(PLANS, summer, short, issued('2024-12-02'))[0]).toBe('issued 2024-12-02 late');
  });

  it('that was withdrawn before the limit marks nothing, and after it stays', () => {
    const withdrawn = (on: string): Milestone =>
      ({ ...closure('2024-07-24', '2024-09-03'), withdrawnOn: day(on) }) as Milestone;
    expect(assessed(PLANS, summer, withdrawn('2024-10-01'))).toEqual(['due 2024-11-18 open']);
    expect(assessed(PLANS, summer, withdrawn('2024-11-18'))).toEqual(['due 2024-11-18 open excepted']);
  });
});

describe('A request', () => {
  it('is counted on its day', () => {
    expect(assessed('requests-received', request)).toEqual(['issued 2024-09-02 counted']);
  });

  it.each(['assess', 'refuse'] as const)('is decided in 6 weeks, whether to %s', (outcome) => {
    const decided = (on: string): Milestone => fact('decision-to-assess', on, { outcome });
    expect(assessed('decisions-within-6-weeks', request, decided('2024-10-14'))).toEqual([
      'issued 2024-10-14 in-time',
      'due 2024-10-14 in-time',
    ]);
    expect(assessed('decisions-within-6-weeks', request, decided('2024-10-15'))).toEqual([
      'issued 2024-10-15 late',
      'due 2024-10-14 late',
    ]);
  });

  it('keeps the day of its first decision when the refusal is reversed', () => {
    expect(
      assessed(
        'decisions-within-6-weeks',
        request,
        fact('decision-to-assess', '2024-10-10', { outcome: 'refuse' }),
        fact('decision-reversed', '2025-01-10', { stage: 'assess' }),
      ),
    ).toEqual(['issued 2024-10-10 in-time', 'due 2024-10-14 in-time']);
  });

  it('counts no decision where it was withdrawn in the 6 weeks', () => {
    expect(
      assessed('decisions-within-6-weeks', request, fact('closed', '2024-10-14', { reason: 'withdrawn' })),
    ).toEqual([]);
  });
});

describe('A refusal to issue a plan', () => {
  const refused = (on: string): Milestone => fact('decision-to-issue', on, { outcome: 'refuse' });

  it('is in time until week 16, on the issued basis alone', () => {
    expect(assessed('refusals-within-16-weeks', request, refused('2024-12-23'))).toEqual(['issued 2024-12-23 in-time']);
    expect(assessed('refusals-within-16-weeks', request, refused('2024-12-24'))).toEqual(['issued 2024-12-24 late']);
    expect(assessed('refusals-within-16-weeks', request)).toEqual([]);
  });
});

describe('A review', () => {
  const meeting = fact('review-meeting-held', '2024-03-04');
  const decided = (on: string): Milestone => fact('review-decision', on, { outcome: 'amend' });
  const notice = (on: string): Milestone => fact('amendment-notice-sent', on);
  const amended = (on: string): Milestone => fact('amended-plan-issued', on);

  it('has its decision within 4 weeks of the meeting', () => {
    const measure = 'review-decisions-within-4-weeks';
    expect(reviewed(measure, meeting, decided('2024-04-01'))[0]).toBe('issued 2024-04-01 in-time');
    expect(reviewed(measure, meeting, decided('2024-04-02'))[0]).toBe('issued 2024-04-02 late');
    expect(reviewed(measure, meeting)).toEqual(['due 2024-04-01 open']);
  });

  it('has one decision, measured from its first meeting, where the meeting was reconvened', () => {
    const reconvened = fact('review-meeting-held', '2024-04-15');
    expect(reviewed('review-decisions-within-4-weeks', meeting, reconvened, decided('2024-04-22'))).toEqual([
      'issued 2024-04-22 late',
      'due 2024-04-01 late',
    ]);
  });

  it('that starts anew after 12 weeks leaves its first decision outstanding', () => {
    const anew = fact('review-meeting-held', '2024-06-24');
    expect(reviewed('review-decisions-within-4-weeks', meeting, anew, decided('2024-07-01'))).toEqual([
      'due 2024-04-01 open',
      'issued 2024-07-01 in-time',
      'due 2024-07-22 in-time',
    ]);
  });

  it('has its amended plan within 8 weeks of the notice and 12 of the meeting', () => {
    const steps = [meeting, decided('2024-03-25'), notice('2024-03-25')];
    expect(reviewed('amended-plans-within-8-weeks', ...steps, amended('2024-05-20'))).toEqual([
      'issued 2024-05-20 in-time',
      'due 2024-05-20 in-time',
    ]);
    expect(reviewed('amended-plans-within-8-weeks', ...steps, amended('2024-05-21'))[0]).toBe('issued 2024-05-21 late');
    expect(reviewed('amended-plans-within-12-weeks', ...steps, amended('2024-05-27'))).toEqual([
      'issued 2024-05-27 in-time',
      'due 2024-05-27 in-time',
    ]);
    expect(reviewed('amended-plans-within-12-weeks', ...steps, amended('2024-05-28'))[0]).toBe(
      'issued 2024-05-28 late',
    );
  });

  it('has one amended plan, measured from the first notice, where the notice was sent again', () => {
    expect(
      reviewed(
        'amended-plans-within-8-weeks',
        meeting,
        notice('2024-03-25'),
        notice('2024-05-13'),
        amended('2024-06-03'),
      ),
    ).toEqual(['issued 2024-06-03 late', 'due 2024-05-20 late']);
  });

  it.each([
    ['to maintain', fact('review-decision', '2024-04-01', { outcome: 'maintain' })],
    ['to cease', fact('review-decision', '2024-04-01', { outcome: 'cease' })],
  ])('asks for no amended plan after a decision %s', (_, decision) => {
    expect(reviewed('amended-plans-within-12-weeks', meeting, decision)).toEqual([]);
  });
});

/** What a plan adds to one measure. */
const planned = (measure: string, ...milestones: readonly Milestone[]): string[] =>
  added('plan', 'made', milestones)
    .filter((one) => one.measure === measure)
    .map((one) => text(one).slice(measure.length + 1));

describe('A plan', () => {
  const made = fact('plan-made', '2024-01-08');
  const reviewed = (on: string): Milestone => fact('last-reviewed', on);

  it('is reviewed in time within 12 months of each review, and of the day it was made', () => {
    expect(planned('reviews-within-12-months', made, reviewed('2025-01-07'), reviewed('2026-01-07'))).toEqual([
      'issued 2025-01-07 in-time',
      'due 2025-01-07 in-time',
      'issued 2026-01-07 late',
      'due 2026-01-06 late',
      'due 2027-01-06 open',
    ]);
  });

  it('is not reviewed late by this council where another one had it when its review fell due', () => {
    const arrived = fact('plan-transferred-in', '2025-06-02');
    expect(planned('reviews-within-12-months', made, arrived, reviewed('2025-09-01')).slice(0, 2)).toEqual([
      'issued 2025-09-01 in-time',
      'due 2025-09-01 in-time',
    ]);
  });

  it('that ceased needs no review any more', () => {
    expect(planned('reviews-within-12-months', made, fact('plan-ceased', '2024-06-03'))).toEqual([]);
    expect(planned('plans-ceased', made, fact('plan-ceased', '2024-06-03'))).toEqual(['issued 2024-06-03 counted']);
  });

  it.each([
    ['phase-transfers-by-15-february', 'primary-to-secondary', '2026-02-14'],
    ['phase-transfers-by-31-march', 'secondary-to-post-16', '2026-03-30'],
  ] as const)('is amended for a transfer in %s', (measure, phase, dueOn) => {
    const transfer = fact('transfer-planned', '2026-09-01', { phase });
    const amended = (on: string): Milestone => fact('amended-plan-issued', on, { phaseTransfer: true });
    const review = reviewed('2025-12-01');
    expect(planned(measure, made, transfer, review, amended(dueOn))).toEqual([`due ${dueOn} in-time`]);
    expect(planned(measure, made, transfer, review, amended('2026-04-01'))).toEqual([`due ${dueOn} late`]);
    expect(planned(measure, made, transfer, review)).toEqual([`due ${dueOn} open`]);
  });
});

describe('Advice', () => {
  const EP = 'educational-psychology-advice-within-6-weeks';
  const asked = (ref: string, adviser: string, on: string): Milestone => fact('advice-requested', on, { ref, adviser });
  const received = (ref: string, on: string): Milestone => fact('advice-received', on, { ref });

  it('counts for its adviser, each request for itself', () => {
    const milestones = [
      request,
      asked('1', 'educational-psychologist', '2024-10-14'),
      asked('2', 'educational-psychologist', '2024-10-14'),
      asked('3', 'health', '2024-10-14'),
      received('3', '2024-11-26'),
    ];
    expect(assessed(EP, ...milestones)).toEqual(['due 2024-11-25 open', 'due 2024-11-25 open']);
    expect(assessed('health-advice-within-6-weeks', ...milestones)).toEqual([
      'issued 2024-11-26 late',
      'due 2024-11-25 late',
    ]);
  });

  it('is not late where the case ended before its limit, nor has the family a limit', () => {
    const milestones = [
      request,
      asked('1', 'educational-psychologist', '2024-10-14'),
      asked('2', 'parent-or-young-person', '2024-10-14'),
      fact('closed', '2024-11-04', { reason: 'withdrawn' }),
    ];
    expect(added('assessment', 'initial', milestones).filter(({ measure }) => measure.includes('advice'))).toEqual([]);
  });
});

describe('A draft, and a decision to assess', () => {
  it('is in time by week 16', () => {
    const draft = (on: string): string[] => assessed('drafts-within-16-weeks', request, fact('draft-plan-sent', on));
    expect(draft('2024-12-23')).toEqual(['issued 2024-12-23 in-time', 'due 2024-12-23 in-time']);
    expect(draft('2024-12-24')).toEqual(['issued 2024-12-24 late', 'due 2024-12-23 late']);
  });

  it('counts once, also after a refusal', () => {
    const refused = fact('decision-to-assess', '2024-10-10', { outcome: 'refuse' });
    const agreed = fact('decision-to-assess', '2024-12-02', { outcome: 'assess' });
    expect(assessed('decisions-to-assess', request, refused)).toEqual([]);
    expect(assessed('decisions-to-assess', request, refused, agreed)).toEqual(['issued 2024-12-02 counted']);
  });
});

describe('A decision after a review', () => {
  const met = fact('review-meeting-held', '2025-01-15');
  const decided = (outcome: (typeof REVIEW_OUTCOMES)[number]): Milestone =>
    fact('review-decision', '2025-02-12', { outcome });
  const notice = (on: string): Milestone => fact('amendment-notice-sent', on);

  it.each(REVIEW_OUTCOMES)('to %s is a part of the split', (outcome) => {
    expect(reviewed('review-outcomes', met, decided(outcome))).toEqual([`issued 2025-02-12 ${outcome}`]);
  });

  it('to amend has 4 weeks for the notice from the meeting, and by a local standard from the decision', () => {
    const milestones = [met, decided('amend'), notice('2025-03-12')];
    expect(reviewed('amendment-notices-within-4-weeks', ...milestones)).toEqual([
      'issued 2025-03-12 late',
      'due 2025-02-12 late',
    ]);
    expect(reviewed('amendment-notices-within-4-weeks-of-decision', ...milestones)).toEqual([
      'issued 2025-03-12 in-time',
      'due 2025-03-12 in-time',
    ]);
  });

  it('to maintain needs no notice', () => {
    expect(reviewed('amendment-notices-within-4-weeks', met, decided('maintain'))).toEqual([]);
    expect(reviewed('amendment-notices-within-4-weeks-of-decision', met, decided('maintain'))).toEqual([]);
  });
});
