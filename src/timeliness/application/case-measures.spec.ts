import { describe, expect, it } from '@jest/globals';
import type { Milestone } from '../../statute/milestones.js';
import { day } from '../../statute/calendar.js';
import { fact } from '../../testing/facts.js';
import { planSpanOf, reviewStepOf, type CaseView } from './case-measures.js';

const view = (kind: CaseView['kind'], openedAs: string, milestones: readonly Milestone[]): CaseView => ({
  kind,
  openedAs,
  milestones,
  clocks: [],
  id: 'the-case',
  person: 'the-child',
  origin: 'its-origin',
  openedOn: day('2024-01-08'),
  team: null,
});

describe('The span of a plan', () => {
  it('runs from the day it was made', () => {
    const plan = view('plan', 'made', [fact('plan-made', '2024-01-08'), fact('last-reviewed', '2025-01-06')]);
    expect(planSpanOf(plan)).toEqual({
      plan: 'the-case',
      person: 'the-child',
      from_on: '2024-01-08',
      made_on: '2024-01-08',
      last_reviewed_on: '2025-01-06',
      ended_on: null,
    });
  });

  it('runs from the day it came from another council, which made it before', () => {
    const plan = view('plan', 'transferred-in', [
      fact('plan-made', '2019-03-04'),
      fact('plan-transferred-in', '2024-01-08'),
    ]);
    expect(planSpanOf(plan)).toMatchObject({ from_on: '2024-01-08', made_on: '2019-03-04' });
  });

  it('does not know when another council made it where nobody told', () => {
    const plan = view('plan', 'transferred-in', [fact('plan-transferred-in', '2024-01-08')]);
    expect(planSpanOf(plan)).toMatchObject({ from_on: '2024-01-08', made_on: null });
  });

  it.each([
    fact('plan-ceased', '2025-07-31'),
    fact('plan-transferred-out', '2025-07-31'),
    fact('closed', '2025-07-31', { reason: 'died' }),
  ])('ends with $milestone', (end) => {
    const plan = view('plan', 'made', [fact('plan-made', '2024-01-08'), end]);
    expect(planSpanOf(plan)?.ended_on).toBe('2025-07-31');
  });

  it('is there for plans alone', () => {
    expect(planSpanOf(view('review', 'annual', []))).toBeUndefined();
    expect(reviewStepOf(view('plan', 'made', []))).toBeUndefined();
  });
});

describe('The steps of a review', () => {
  it('are empty until they are taken', () => {
    expect(reviewStepOf(view('review', 'early', []))).toEqual({
      review: 'the-case',
      plan: 'its-origin',
      review_kind: 'early',
      opened_on: '2024-01-08',
      meeting_on: null,
      decision_on: null,
      outcome: null,
      notice_on: null,
      final_on: null,
      cancelled_on: null,
    });
  });

  it('have the first day of each, in whatever order they are told', () => {
    const review = view('review', 'annual', [
      fact('amended-plan-issued', '2024-05-20'),
      fact('review-decision', '2024-04-02', { outcome: 'amend' }),
      fact('review-decision', '2024-03-25', { outcome: 'maintain' }),
      fact('amendment-notice-sent', '2024-04-05'),
      fact('review-meeting-held', '2024-03-11'),
      fact('review-meeting-held', '2024-03-04'),
    ]);
    expect(reviewStepOf(review)).toMatchObject({
      meeting_on: '2024-03-04',
      decision_on: '2024-03-25',
      outcome: 'maintain',
      notice_on: '2024-04-05',
      final_on: '2024-05-20',
    });
  });

  it('are cancelled by a cancellation, not by the closing of the file', () => {
    const closed = (reason: 'cancelled' | 'other'): CaseView =>
      view('review', 'annual', [fact('closed', '2024-06-03', { reason })]);
    expect(reviewStepOf(closed('cancelled'))?.cancelled_on).toBe('2024-06-03');
    expect(reviewStepOf(closed('other'))?.cancelled_on).toBeNull();
  });
});
