import { describe, expect, it } from '@jest/globals';
import { evaluateAsAt } from '../../statute/as-at.js';
import { day } from '../../statute/calendar.js';
import { evaluate } from '../../statute/evaluate.js';
import type { Milestone } from '../../statute/milestones.js';
import { withoutWhatIsOver } from './over.js';

const CLOSED = day('2025-01-06');
const AFTER = day('2025-01-07');
const facts: readonly Milestone[] = [
  { milestone: 'plan-made', on: CLOSED },
  { milestone: 'closed', reason: 'withdrawn', on: CLOSED },
  { milestone: 'decided-not-to-amend', on: AFTER },
];
const rulesOf = ({ clocks }: ReturnType<typeof evaluate>): readonly string[] => clocks.map(({ rule }) => rule).sort();

describe('What would begin after a case had ended', () => {
  it('is left out', () => {
    const all = rulesOf(evaluate(facts));
    expect(all).toContain('A6');
    expect(rulesOf(withoutWhatIsOver(evaluate(facts), facts))).not.toContain('A6');
  });

  it('is left out as at a day too: a right that time alone will end is open until then', () => {
    const asAt = withoutWhatIsOver(evaluateAsAt(facts, AFTER), facts, {}, AFTER);
    expect(rulesOf(asAt)).toEqual(rulesOf(withoutWhatIsOver(evaluate(facts), facts)));
  });

  it('stays where something met or ended it', () => {
    const met: readonly Milestone[] = [...facts, { milestone: 'appeal-lodged', on: day('2025-01-20') }];
    expect(rulesOf(withoutWhatIsOver(evaluate(met), met))).toContain('A6');
  });
});
