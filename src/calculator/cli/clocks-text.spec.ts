import { describe, expect, it } from '@jest/globals';
import { rulebook } from '../../statute/rulebook.js';
import { calculateClocks } from '../application/calculate-clocks.js';
import { readFacts } from '../application/read-facts.js';
import { clocksText } from './clocks-text.js';
import { wrap } from '../../platform/cli/terminal.js';

const paint = (_: unknown, text: string): string => text;
const shown = (given: unknown, { width, explain = false }: { width?: number; explain?: boolean } = {}): string[] =>
  clocksText(calculateClocks(readFacts(given), { now: new Date('2025-01-10T12:00:00Z'), rulebook }), {
    paint,
    width,
    explain,
  }).split('\n');

const LATE = {
  asAt: '2025-03-01',
  milestones: [
    { milestone: 'request-received', on: '2024-09-02' },
    { milestone: 'decision-to-assess', on: '2024-10-14', outcome: 'assess' },
    { milestone: 'draft-plan-sent', on: '2025-02-20' },
  ],
};

describe('the table of clocks', () => {
  it('puts open clocks first by due date, then finished ones', () => {
    const rules = shown(LATE)
      .slice(3)
      .filter((line) => /^[A-Z]\d/.test(line))
      .map((line) => line.slice(0, 2));
    expect(rules).toEqual(['N7', 'N5', 'N1', 'N3', 'S1']);
  });

  it('says in words how much time is left, or how late it is', () => {
    const text = shown(LATE).join('\n');
    expect(text).toMatch(/^N7 .* overdue +40 days late$/m);
    expect(text).toMatch(/^N5 .* due soon +5 days left$/m);
    expect(text).toMatch(/^N1 .* met +on the last day$/m);
    expect(text).toMatch(/^S1 .* met late +59 days late$/m);
    expect(text).toMatch(/^N3 .* ended$/m);
    expect(shown({ ...LATE, asAt: '2025-01-20' }).join('\n')).toMatch(/^N7 .* due soon +due today$/m);
    expect(shown({ ...LATE, asAt: '2025-01-19' }).join('\n')).toMatch(/^N7 .* due soon +1 day left$/m);
  });

  it('fits a terminal of 100 characters', () => {
    for (const line of shown(LATE, { width: 100, explain: true })) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('tells of a duty only what was known on the day', () => {
    expect(shown({ ...LATE, asAt: '2024-09-10' }).join('\n')).toContain(
      'N0 Notice that an assessment is being considered: open since 2024-09-02.',
    );
  });
});

describe('wrapping', () => {
  it('breaks at spaces, within the width, with the indent on every line', () => {
    expect(wrap('one two three four', 11, '  ')).toBe('  one two\n  three\n  four');
  });

  it('leaves lines whole where there is no width', () => {
    expect(wrap('one two three four', undefined, '  ')).toBe('  one two three four');
  });
});
