import { describe, expect, test } from '@jest/globals';
import { clockOf, clocksOf, fact } from '../testing/facts.js';
import { evaluateAsAt } from './as-at.js';
import { day } from './calendar.js';
import { statusOn } from './clock.js';
import { explain } from './explanation.js';
import type { Milestone } from './milestones.js';
import { Rulebook } from './rulebook.js';
import { draftPlanStandard } from './rules/local-standards.js';

const asAt = (on: string, ...milestones: Milestone[]) => evaluateAsAt(milestones, day(on));
const REQUEST = fact('request-received', '2024-09-02');
const REFUSAL = fact('decision-to-assess', '2025-01-31', { outcome: 'refuse' });

describe('as at a day', () => {
  test('a clock that is met or ended later is open', () => {
    const decided = fact('decision-to-assess', '2024-10-10', { outcome: 'refuse' });
    const before = asAt('2024-10-09', REQUEST, decided);

    expect(clockOf(before, 'N1')).not.toHaveProperty('metOn');
    expect(clockOf(before, 'N7')).not.toHaveProperty('endedOn');
    expect(clockOf(before, 'N7')).not.toHaveProperty('endedBecause');
    expect(before.duties[0]).not.toHaveProperty('endedOn');
    expect(clockOf(asAt('2024-10-10', REQUEST, decided), 'N1').metOn).toBe('2024-10-10');
    expect(clockOf(asAt('2024-10-10', REQUEST, decided), 'N7').endedOn).toBe('2024-10-10');
  });

  test('a certificate or an exception of a later day changes nothing', () => {
    const certificate = fact('mediation-certificate-issued', '2025-03-30');
    const absence = fact('exception', '2025-06-01', { ground: 'absence', from: '2024-10-01', to: '2024-12-01' });

    expect(clockOf(asAt('2025-03-29', REFUSAL, certificate), 'A6').dueOn).toBe('2025-03-31');
    expect(clockOf(asAt('2025-03-30', REFUSAL, certificate), 'A6').dueOn).toBe('2025-04-30');
    expect(clockOf(asAt('2025-05-31', REQUEST, absence), 'N7')).not.toHaveProperty('excused');
    expect(asAt('2025-05-31', REQUEST, absence).exceptions).toEqual([]);
    expect(clockOf(asAt('2025-06-01', REQUEST, absence), 'N7').excused?.ground).toBe('absence');
  });

  test('clocks that start later are there, not started, in the order of the rulebook', () => {
    const { clocks } = asAt('2024-09-10', REQUEST, fact('draft-plan-sent', '2024-12-16'));

    expect(clocks.map((clock) => [clock.rule, statusOn(clock, day('2024-09-10'))])).toEqual([
      ['N1', 'running'],
      ['N3', 'running'],
      ['N5', 'not-started'],
      ['N7', 'running'],
      ['S1', 'running'],
    ]);
  });

  test('a planned day is known before it comes, and a meeting that was held later was planned', () => {
    const due = (on: string, ...milestones: Milestone[]) =>
      asAt(on, ...milestones).clocks.map(({ rule, dueOn }) => `${rule} ${dueOn}`);

    expect(due('2025-01-02', fact('review-meeting-planned', '2025-01-15'))).toEqual(['R3 2025-01-01', 'R4 2025-01-01']);
    expect(due('2025-01-02', fact('review-meeting-held', '2025-01-15')).slice(0, 2)).toEqual([
      'R3 2025-01-01',
      'R4 2025-01-01',
    ]);
    expect(due('2025-10-01', fact('transfer-planned', '2026-09-01', { phase: 'infant-to-junior' }))).toEqual([
      'P2 2026-02-14',
    ]);
    expect(due('2025-08-01', fact('term-starts', '2025-09-01'))).toEqual(['R13 2025-08-18']);
  });

  test('a period still runs on its last day, and has run from the day after', () => {
    const draft = fact('draft-plan-sent', '2024-12-20');
    const on = (date: string) => {
      const clock = clockOf(asAt(date, draft), 'N5');
      return [statusOn(clock, day(date)), clock.metOn, clock.elapsed];
    };

    expect(on('2025-01-03')).toEqual(['due-soon', undefined, undefined]);
    expect(on('2025-01-04')).toEqual(['met', '2025-01-03', true]);
    expect(explain(clockOf(asAt('2025-01-03', draft), 'N5'), day('2025-01-03')).join(' ')).not.toContain(
      'ran to its end',
    );
  });

  test('a period that a reply ended is met on the day of the reply', () => {
    const reply = fact('representations-received', '2024-12-27');
    const clock = clockOf(asAt('2024-12-27', fact('draft-plan-sent', '2024-12-20'), reply), 'N5');

    expect(statusOn(clock, day('2024-12-27'))).toBe('met');
    expect(clock).not.toHaveProperty('elapsed');
  });

  test('a right that is used later has lapsed meanwhile, and was never overdue', () => {
    const appeal = fact('appeal-lodged', '2025-05-01');
    const a6 = clockOf(asAt('2025-04-15', REFUSAL, appeal), 'A6');

    expect(statusOn(a6, day('2025-04-15'))).toBe('ended');
    expect(a6).toMatchObject({ endedOn: '2025-04-01' });
    expect(
      clocksOf(asAt('2025-05-01', REFUSAL, appeal), 'A6').map((clock) => statusOn(clock, day('2025-05-01'))),
    ).toEqual(['met-late']);
  });

  test("a council's own rulebook is used where it is given", () => {
    const rulebook = new Rulebook([draftPlanStandard(14)]);
    const { clocks } = evaluateAsAt([REQUEST, fact('request-received', '2030-01-07')], day('2024-09-10'), { rulebook });

    expect(clocks.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([['S1', '2024-12-09']]);
  });
});
