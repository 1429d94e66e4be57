/**
 * How many assessments can one core evaluate in a second? A rebuild of the read models evaluates every case again, so
 * the law must never be what it waits for: the bar is 50,000 evaluations a second of an assessment with 15 milestones.
 */
import { parseCalendarDate } from '../src/statute/calendar.js';
import { statusOn } from '../src/statute/clock.js';
import { evaluate } from '../src/statute/evaluate.js';
import { explain } from '../src/statute/explanation.js';
import type { Milestone } from '../src/statute/milestones.js';

const BAR = 50_000;
const ROUNDS = 7;
const WARM_UP_ROUNDS = 2;
const SECONDS_A_ROUND = 1;
const CASES = 1_000;
const DAY_OF_THE_QUESTION = parseCalendarDate('2025-06-30');

/** An assessment from the request to the final plan with 15 milestones, shifted so that no two cases share their days. */
function assessment(shift: number): Milestone[] {
  const start = new Date(Date.UTC(2019, 0, 1 + shift));
  const on = (days: number) =>
    parseCalendarDate(new Date(start.getTime() + days * 86_400_000).toISOString().slice(0, 10));
  return [
    { milestone: 'request-received', on: on(0) },
    { milestone: 'decision-to-assess', on: on(40), outcome: 'assess' },
    { milestone: 'advice-requested', on: on(41), ref: 'ep', adviser: 'educational-psychologist' },
    { milestone: 'advice-requested', on: on(41), ref: 'health', adviser: 'health' },
    { milestone: 'advice-requested', on: on(41), ref: 'care', adviser: 'social-care' },
    { milestone: 'advice-requested', on: on(42), ref: 'school', adviser: 'education-setting' },
    { milestone: 'advice-received', on: on(70), ref: 'school' },
    { milestone: 'advice-received', on: on(80), ref: 'care' },
    { milestone: 'advice-received', on: on(83), ref: 'health' },
    { milestone: 'advice-received', on: on(95), ref: 'ep' },
    { milestone: 'decision-to-issue', on: on(105), outcome: 'issue' },
    { milestone: 'draft-plan-sent', on: on(112) },
    { milestone: 'setting-consulted', on: on(112), ref: 'first choice' },
    { milestone: 'representations-received', on: on(120) },
    { milestone: 'final-plan-issued', on: on(139) },
  ];
}

const cases = Array.from({ length: CASES }, (_, index) => assessment(index));

function perSecond(work: (milestones: readonly Milestone[]) => number): number {
  const end = performance.now() + SECONDS_A_ROUND * 1000;
  const start = performance.now();
  let done = 0;
  let sum = 0;
  while (performance.now() < end) {
    for (const milestones of cases) sum += work(milestones);
    done += cases.length;
  }
  if (sum === 0) throw new Error('The work was optimised away');
  return (done / (performance.now() - start)) * 1000;
}

function median(work: (milestones: readonly Milestone[]) => number): { low: number; middle: number; high: number } {
  const rounds = Array.from({ length: ROUNDS }, () => perSecond(work)).sort((a, b) => a - b);
  return { low: rounds[0] ?? 0, middle: rounds[ROUNDS >> 1] ?? 0, high: rounds.at(-1) ?? 0 };
}

const questions: readonly [string, (milestones: readonly Milestone[]) => number][] = [
  ['clocks of an assessment with 15 milestones', (milestones) => evaluate(milestones).clocks.length],
  [
    '... and their status on a day',
    (milestones) =>
      evaluate(milestones).clocks.filter((clock) => statusOn(clock, DAY_OF_THE_QUESTION) !== 'running').length,
  ],
  [
    '... and their explanations in words',
    (milestones) =>
      evaluate(milestones).clocks.reduce(
        (sentences, clock) => sentences + explain(clock, DAY_OF_THE_QUESTION).length,
        0,
      ),
  ],
];

// A rebuild runs long enough to be compiled throughout; so does what is measured.
for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
  for (const [, work] of questions) perSecond(work);
}

console.log(
  `${String(evaluate(cases[0] ?? []).clocks.length)} clocks a case, one core, median of ${String(ROUNDS)} rounds`,
);
console.table(
  Object.fromEntries(
    questions.map(([question, work]) => {
      const { low, middle, high } = median(work);
      return [
        question,
        {
          'per second': Math.round(middle),
          min: Math.round(low),
          max: Math.round(high),
          [`ratio to ${String(BAR)}`]: Number((middle / BAR).toFixed(2)),
        },
      ];
    }),
  ),
);
