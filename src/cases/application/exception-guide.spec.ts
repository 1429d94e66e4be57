import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import type { Milestone } from '../../statute/milestones.js';
import { groundsOffered, tryException, type ExceptedCase } from './exception-guide.js';

const assessment: ExceptedCase = {
  kind: 'assessment',
  milestones: [
    { milestone: 'request-received', on: day('2026-05-04') },
    { milestone: 'decision-to-assess', outcome: 'assess', on: day('2026-06-10') },
    { milestone: 'advice-requested', adviser: 'health', ref: 'health', on: day('2026-06-11') },
  ] satisfies readonly Milestone[],
};
const review: ExceptedCase = {
  kind: 'review',
  milestones: [{ milestone: 'review-meeting-held', on: day('2026-05-04') }],
};
const ON = day('2026-09-30');
const offer = (one: ExceptedCase, ground: string) => groundsOffered(one, ON).find((each) => each.ground === ground);

describe('the grounds that are offered', () => {
  it('name the limits of the case that the law lists each for', () => {
    expect(offer(assessment, 'school-closure')).toMatchObject({
      clocks: [{ rule: 'N1' }, { rule: 'N3' }, { rule: 'N7', dueOn: '2026-09-21' }],
    });
    expect(offer(assessment, 'missed-appointment')).toMatchObject({ clocks: [{ rule: 'N2', ref: 'health' }] });
  });

  it('say of a ground that can never apply why', () => {
    expect(offer(assessment, 'late-representations')).toEqual({
      ground: 'late-representations',
      reason:
        'No limit of this case can be excused on this ground: regulation 5(4) and regulation 8(2) and regulation 10(4) do not list it.',
    });
    expect(offer(assessment, 'coronavirus')).toMatchObject({ reason: expect.stringContaining('2020') });
  });

  it('say of a review that no ground excuses it', () => {
    expect(offer(review, 'school-closure')).toMatchObject({
      reason: expect.stringContaining('none exists for annual reviews'),
    });
  });
});

describe('an exception that is tried', () => {
  const closure = (adviceRequestedOn: string) =>
    tryException(
      assessment,
      {
        milestone: 'exception',
        ground: 'school-closure',
        on: ON,
        from: day('2026-07-22'),
        to: day('2026-09-01'),
        adviceRequestedOn: day(adviceRequestedOn),
      },
      ON,
    );

  it('tells the limits that it excuses, with the provision', () => {
    const { excused, refused } = closure('2026-07-20');
    expect(excused.map(({ rule }) => rule)).toEqual(['N3', 'N7']);
    expect(excused[0]).toMatchObject({ basis: 'regulation 10(4)(a)' });
    expect(refused.map(({ rule }) => rule)).toEqual(['N1']);
  });

  it('tells why it excuses nothing', () => {
    const { excused, refused } = closure('2026-06-11');
    expect(excused).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toContainEqual(
      'The advice was asked for on 11 June 2026; the ground needs a day from 15 July 2026 (a week before the closure) to 26 August 2026 (a week before it re-opens).',
    );
  });

  it('keeps its own outcome apart from that of one on record', () => {
    const onRecord: Milestone = { milestone: 'exception', ground: 'absence', on: ON, from: day('2026-07-01') };
    const { refused } = tryException(
      { ...assessment, milestones: [...assessment.milestones, onRecord] },
      { milestone: 'exception', ground: 'personal-circumstances', on: ON, from: ON, to: ON },
      ON,
    );
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).not.toContain('absence');
  });
});
