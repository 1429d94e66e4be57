import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rulebook } from '../../statute/rulebook.js';
import { calculateClocks } from './calculate-clocks.js';
import { readFacts } from './read-facts.js';

const now = new Date('2026-11-20T12:00:00Z');
const example = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../examples/${name}.json`, import.meta.url), 'utf8'));
const answerFor = (given: unknown) => calculateClocks(readFacts(given), { now, rulebook });
const requestOn = (on: string) => ({ milestones: [{ milestone: 'request-received', on }] });

describe('the clocks of a case', () => {
  it('of a request received on 2 September 2024 have the final plan due on 20 January 2025, act by the 19th', () => {
    const { asAt, clocks } = answerFor({ asAt: '2025-01-10', ...requestOn('2024-09-02') });
    expect(asAt).toBe('2025-01-10');
    expect(clocks.find(({ rule }) => rule === 'N7')).toMatchObject({
      dueOn: '2025-01-20',
      actByOn: '2025-01-19',
      status: 'due-soon',
      force: 'statutory',
    });
  });

  it('are looked at today in London where no day is named', () => {
    const midnightInSummer = new Date('2026-07-01T23:30:00Z');
    const facts = readFacts(requestOn('2026-06-01'));
    expect(calculateClocks(facts, { now: midnightInSummer, rulebook }).asAt).toBe('2026-07-02');
  });

  it('carry their explanation and none of the workings', () => {
    for (const clock of answerFor(requestOn('2024-09-02')).clocks) {
      expect(clock).not.toHaveProperty('workings');
      expect(clock.explanation.length).toBeGreaterThan(2);
    }
  });

  it('tell nothing of what happens after the day asked for', () => {
    const decided = { milestone: 'decision-to-assess', on: '2024-10-10', outcome: 'assess' };
    const draft = { milestone: 'draft-plan-sent', on: '2024-10-09' };
    const milestones = [...requestOn('2024-09-02').milestones, decided, draft];
    const on = (asAt: string) => answerFor({ asAt, milestones });
    const before = on('2024-10-09').clocks.find(({ rule }) => rule === 'N1');

    expect(before).toMatchObject({ status: 'due-soon' });
    expect(before).not.toHaveProperty('metOn');
    expect(on('2024-10-10').clocks.find(({ rule }) => rule === 'N1')).toMatchObject({
      metOn: '2024-10-10',
      status: 'met',
    });
    expect(on('2024-10-08').clocks.find(({ rule }) => rule === 'N3')).not.toHaveProperty('endedOn');
    expect(on('2024-10-08').clocks.find(({ rule }) => rule === 'N3')).not.toHaveProperty('endedBecause');
    expect(on('2024-10-09').clocks.find(({ rule }) => rule === 'N5')).not.toHaveProperty('metOn');
    expect(on('2024-10-08').duties[0]).not.toHaveProperty('endedOn');
    expect(on('2024-10-10').duties[0]).toMatchObject({ rule: 'N0', endedOn: '2024-10-10' });
  });

  it('can be counted with the day of the event as day 1', () => {
    const facts = readFacts(requestOn('2024-09-02'));
    const { clocks } = calculateClocks(facts, { now, rulebook, counting: 'event-day-is-day-1' });
    expect(clocks.find(({ rule }) => rule === 'N7')?.dueOn).toBe('2025-01-19');
  });

  it('are due soon within the lead time asked for', () => {
    const facts = readFacts({ asAt: '2025-01-10', ...requestOn('2024-09-02') });
    const { clocks } = calculateClocks(facts, { now, rulebook, leadDays: 9 });
    expect(clocks.find(({ rule }) => rule === 'N7')?.status).toBe('running');
  });

  it('are all answered for the last day that facts can state', () => {
    expect(answerFor(requestOn('2030-10-31')).clocks).not.toHaveLength(0);
  });
});

describe('the examples', () => {
  const rules = (name: string) =>
    Object.fromEntries(
      answerFor(example(name)).clocks.map(({ rule, ref, status }) => [
        ref === undefined ? rule : `${rule} ${ref}`,
        status,
      ]),
    );

  it('show a needs assessment whose final plan was late', () => {
    expect(rules('needs-assessment')).toMatchObject({ N1: 'met', N3: 'ended', N5: 'met', N7: 'met-late' });
    expect(rules('needs-assessment')).toHaveProperty('N2 educational-psychologist', 'met-late');
  });

  it('show an annual review with the amendment notice to come', () => {
    expect(rules('annual-review')).toMatchObject({ R5: 'met', R6: 'met', R7: 'due-soon' });
  });

  it('show a phase transfer due by 15 February', () => {
    expect(answerFor(example('phase-transfer')).clocks.find(({ rule }) => rule === 'P2')).toMatchObject({
      dueOn: '2026-02-14',
      status: 'running',
    });
  });

  it('show a school closure that excuses the final plan', () => {
    const { clocks, exceptions } = answerFor(example('school-closure'));
    expect(clocks.find(({ rule }) => rule === 'N7')).toMatchObject({
      status: 'excused',
      excused: { ground: 'school-closure' },
    });
    expect(exceptions.some(({ accepted, clock }) => accepted && clock === 'N7')).toBe(true);
  });
});
