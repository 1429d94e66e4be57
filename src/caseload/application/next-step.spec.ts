import { describe, expect, it } from '@jest/globals';
import { WhatMeets } from '../../cases/application/what-meets.js';
import { rulebook } from '../../statute/rulebook.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { nextStepOf, type SteppingCase, type ToMeet } from './next-step.js';

const whatMeets = new WhatMeets(rulebook);
const stepping = (kind: CaseKindName, stage: string, due: readonly ToMeet[], openedAs = 'annual'): SteppingCase => ({
  id: `${kind}-of-${stage}`,
  kind,
  stage,
  openedAs,
  due,
});
const next = (one: SteppingCase, reviews: readonly SteppingCase[] = []) => nextStepOf(one, reviews, whatMeets);

const REVIEW_DUE = { rule: 'R2', name: 'Annual review' };
const TRANSFER_DUE = { rule: 'P2', name: 'Phase transfer' };

describe('What is to be recorded next', () => {
  it('is what meets the first that is due', () => {
    const due = [
      { rule: 'N1', name: 'Decision to assess' },
      { rule: 'N7', name: 'Final plan' },
    ];
    expect(next(stepping('assessment', 'requested', due))).toMatchObject({
      does: 'record',
      case: 'assessment-of-requested',
      milestone: 'decision-to-assess-notified',
    });
  });

  it('is the receipt, paired with its request, where another has to act', () => {
    const due = [{ rule: 'N2', name: 'Advice for the assessment', ref: 'health' }];
    expect(next(stepping('assessment', 'assessing', due))).toMatchObject({
      milestone: 'advice-received',
      ref: 'health',
    });
  });

  it('is left to whoever records it where it could be one of many', () => {
    const due = [{ rule: 'A8', name: 'Doing what mediation agreed: matters that can be appealed' }];
    expect(next(stepping('assessment', 'assessing', due))).toEqual({ does: 'record', case: 'assessment-of-assessing' });
  });

  it('is left open where nothing is due, but for a review on the way to its meeting', () => {
    expect(next(stepping('plan', 'maintained', []))).toEqual({ does: 'record', case: 'plan-of-maintained' });
    expect(next(stepping('review', 'opened', []))).toMatchObject({ milestone: 'review-meeting-planned' });
    expect(next(stepping('review', 'meeting-planned', []))).toMatchObject({ milestone: 'review-meeting-held' });
  });
});

describe('What is to be recorded next for a plan whose review is due', () => {
  const plan = stepping('plan', 'maintained', [REVIEW_DUE]);

  it('is the next step of its review', () => {
    expect(next(plan, [stepping('review', 'meeting-planned', [])])).toMatchObject({
      case: 'review-of-meeting-planned',
      milestone: 'review-meeting-held',
    });
    const held = stepping('review', 'meeting-held', [{ rule: 'R5', name: 'Report of the review meeting' }]);
    expect(next(plan, [held])).toMatchObject({ case: 'review-of-meeting-held', milestone: 'review-report-sent' });
  });

  it('passes over the review of the year before, which is decided', () => {
    const before = stepping('review', 'amendment-notice-sent', [{ rule: 'R9', name: 'Final amended plan' }]);
    expect(next(plan, [before, stepping('review', 'opened', [])])).toMatchObject({ case: 'review-of-opened' });
  });

  it('is to open a review where none is open', () => {
    expect(next(plan)).toEqual({ does: 'open-review', plan: 'plan-of-maintained' });
  });

  it('is the amended plan of the review that amends it, where the next phase is due', () => {
    const moving = stepping('plan', 'maintained', [TRANSFER_DUE]);
    const amending = stepping('review', 'amendment-notice-sent', [{ rule: 'R9', name: 'Final amended plan' }]);
    expect(next(moving, [amending, stepping('review', 'opened', [])])).toMatchObject({
      case: 'review-of-amendment-notice-sent',
      milestone: 'amended-plan-issued',
    });
  });
});
