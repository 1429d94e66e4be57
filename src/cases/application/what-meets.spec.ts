import { describe, expect, it } from '@jest/globals';
import { rulebook } from '../../statute/rulebook.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { WhatMeets } from './what-meets.js';

const whatMeets = new WhatMeets(rulebook);

const names = (kind: CaseKindName, rule: string, name: string): readonly string[] =>
  whatMeets.milestones(kind, { rule, name }).map(({ milestone }) => milestone);

describe('What meets a clock', () => {
  it.each([
    ['assessment', 'N1', 'Decision to assess', ['decision-to-assess-notified']],
    ['assessment', 'N2', 'Advice for the assessment', ['advice-received']],
    ['assessment', 'N6', 'Consulting a school or college', ['setting-responded']],
    ['assessment', 'N7', 'Final plan', ['final-plan-issued']],
    ['assessment', 'A4', 'Arranging mediation', ['mediation-held', 'mediation-agreed']],
    ['review', 'R7', 'Amendment notice', ['amendment-notice-sent']],
    ['review', 'R9', 'Final amended plan', ['amended-plan-issued']],
    ['plan', 'M1', 'Amendment without a review: amended plan', ['plan-amended']],
    ['plan', 'L2', 'Telling the family of the transfer', ['family-told-of-transfer']],
  ] as const)('is recorded on a case of kind %s for %s', (kind, rule, name, expected) => {
    expect(names(kind, rule, name)).toEqual(expected);
  });

  it('is nothing for a clock that time alone meets, or of a rule that is not in the rulebook', () => {
    expect(names('review', 'T9', 'Order to maintain the plan')).toEqual([]);
    expect(names('assessment', 'S9', 'Draft plan by week 12')).toEqual([]);
  });

  it('can be recorded for every dated duty of a kind of case that has to record it', () => {
    const ofNoCase = 'R13';
    const duties = rulebook.rules.flatMap((rule) =>
      rule.clocks
        .filter((clock) => (clock.nature ?? rule.nature) === 'duty')
        .filter(({ limit, metBy }) => limit.count !== 'none' && !('elapses' in metBy))
        .map((clock) => ({ rule: rule.id, name: clock.name ?? rule.name })),
    );
    const nowhere = duties.filter((clock) =>
      (['assessment', 'plan', 'review'] as const).every((kind) => whatMeets.milestones(kind, clock).length === 0),
    );
    expect(nowhere.filter(({ rule }) => rule !== ofNoCase)).toEqual([]);
  });

  it('comes of a review for the next annual review and a phase transfer, not for an order', () => {
    expect(whatMeets.ofReview({ rule: 'R2', name: 'Annual review' })).toBe('decision');
    expect(whatMeets.ofReview({ rule: 'P2', name: 'Phase transfer' })).toBe('amended-plan');
    expect(whatMeets.ofReview({ rule: 'T7', name: 'Order to amend the contents of the plan' })).toBeUndefined();
  });
});
