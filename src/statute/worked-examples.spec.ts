import { describe, expect, test } from '@jest/globals';
import { clockOf, clocksOf, fact } from '../testing/facts.js';
import { day } from './calendar.js';
import type { Clock } from './clock.js';
import { statusOn } from './clock.js';
import { evaluate } from './evaluate.js';
import type { Milestone } from './milestones.js';

/** A clock, and one of its dates. */
interface Expected {
  readonly clock: string;
  readonly ref?: string;
  readonly dueOn?: string;
  readonly actByOn?: string;
  readonly excusedBy?: string | null;
  readonly mark?: readonly [name: string, on: string];
}

interface Example {
  readonly number: number;
  readonly facts: string;
  readonly milestones: readonly Milestone[];
  readonly expected: readonly Expected[];
}

const request = (on: string): Milestone => fact('request-received', on);

const summerClosure = (advice: string): readonly Milestone[] => [
  request('2024-07-01'),
  fact('advice-requested', advice, { ref: 'school', adviser: 'education-setting' }),
  fact('exception', '2024-10-01', { ground: 'school-closure', from: '2024-07-24', to: '2024-09-03' }),
];

const review = (meeting: string): Milestone => fact('review-meeting-held', meeting);

const dueOn = (clock: string, date: string, ref?: string): Expected => ({
  clock,
  dueOn: date,
  ...(ref === undefined ? {} : { ref }),
});

/** Section 7 of the rulebook; where an example gives two readings, both are here. */
const EXAMPLES: readonly Example[] = [
  {
    number: 1,
    facts: 'request received Monday 2 September 2024',
    milestones: [request('2024-09-02')],
    expected: [
      { clock: 'N1', dueOn: '2024-10-14', actByOn: '2024-10-13' },
      { clock: 'N3', dueOn: '2024-12-23', actByOn: '2024-12-22' },
      { clock: 'N7', dueOn: '2025-01-20', actByOn: '2025-01-19' },
    ],
  },
  {
    number: 2,
    facts: 'Essex 23 013 824, requested Thursday 18 May 2023: the Ombudsman says a day earlier (Day-1)',
    milestones: [request('2023-05-18')],
    expected: [{ clock: 'N3', dueOn: '2023-09-07', actByOn: '2023-09-06' }],
  },
  {
    number: 3,
    facts: 'Essex 25 007 473, agreed to assess after refusing, Friday 21 February 2025',
    milestones: [
      request('2024-11-04'),
      fact('decision-to-assess', '2024-12-13', { outcome: 'refuse' }),
      fact('decision-reversed', '2025-02-21', { stage: 'assess' }),
    ],
    expected: [dueOn('N3', '2025-05-02', 'after-reversal'), dueOn('N7', '2025-05-30', 'after-reversal')],
  },
  {
    number: 4,
    facts: 'Essex 25 005 755, requested Tuesday 19 March 2024',
    milestones: [request('2024-03-19')],
    expected: [dueOn('N1', '2024-04-30'), dueOn('N3', '2024-07-09'), dueOn('N7', '2024-08-06')],
  },
  {
    number: 5,
    facts: 'Essex 25 009 978, received Tuesday 14 May 2024',
    milestones: [request('2024-05-14')],
    expected: [dueOn('N1', '2024-06-25'), dueOn('N3', '2024-09-03'), dueOn('N7', '2024-10-01')],
  },
  {
    number: 6,
    facts: 'Essex 24 019 445, reversal Friday 12 April 2024',
    milestones: [fact('decision-reversed', '2024-04-12', { stage: 'assess' })],
    expected: [dueOn('N3', '2024-06-21', 'after-reversal'), dueOn('N7', '2024-07-19', 'after-reversal')],
  },
  {
    number: 7,
    facts: 'request 1 July 2024, advice asked 19 July, school closed 24 July to 3 September',
    milestones: summerClosure('2024-07-19'),
    expected: [
      { clock: 'N3', dueOn: '2024-10-21', excusedBy: 'regulation 10(4)(a)' },
      { clock: 'N7', dueOn: '2024-11-18', excusedBy: 'regulation 13(3), which applies regulation 10(4)(a)' },
    ],
  },
  {
    number: 8,
    facts: 'the same, advice asked Thursday 29 August: a day outside the window',
    milestones: summerClosure('2024-08-29'),
    expected: [
      { clock: 'N3', dueOn: '2024-10-21', excusedBy: null },
      { clock: 'N7', dueOn: '2024-11-18', excusedBy: null },
    ],
  },
  {
    number: 9,
    facts: 'the same, advice asked 16 December 2024, school closed 21 December to 5 January: 16 days',
    milestones: [
      request('2024-07-01'),
      fact('advice-requested', '2024-12-16', { ref: 'school', adviser: 'education-setting' }),
      fact('exception', '2025-01-06', { ground: 'school-closure', from: '2024-12-21', to: '2025-01-05' }),
    ],
    expected: [
      { clock: 'N3', excusedBy: null },
      { clock: 'N7', excusedBy: null },
    ],
  },
  {
    number: 10,
    facts: 'advice request received by the educational psychology service Monday 9 December 2024',
    milestones: [fact('advice-requested', '2024-12-09', { ref: 'ep', adviser: 'educational-psychologist' })],
    expected: [dueOn('N2', '2025-01-20', 'ep')],
  },
  {
    number: 11,
    facts: 'draft served Friday 20 December 2024',
    milestones: [fact('draft-plan-sent', '2024-12-18', { servedOn: '2024-12-20' })],
    expected: [
      {
        clock: 'N5',
        dueOn: '2025-01-03',
        mark: ['first day to issue the final plan without a reply', '2025-01-04'],
      },
    ],
  },
  {
    number: 12,
    facts: 'request Monday 14 April 2025, 20 weeks end in the summer',
    milestones: [request('2025-04-14')],
    expected: [dueOn('N7', '2025-09-01')],
  },
  {
    number: 13,
    facts: 'request Monday 12 August 2024',
    milestones: [request('2024-08-12')],
    expected: [dueOn('N7', '2024-12-30'), dueOn('N1', '2024-09-23')],
  },
  {
    number: 14,
    facts: 'plan first made Thursday 29 February 2024',
    milestones: [fact('plan-made', '2024-02-29')],
    expected: [dueOn('R1', '2025-02-28')],
  },
  {
    number: 15,
    facts: 'plan made Tuesday 1 January 2019',
    milestones: [fact('plan-made', '2019-01-01')],
    expected: [dueOn('R1', '2019-12-31')],
  },
  {
    number: 16,
    facts: 'plan made Monday 2 September 2024',
    milestones: [fact('plan-made', '2024-09-02')],
    expected: [dueOn('R1', '2025-09-01')],
  },
  {
    number: 17,
    facts: 'review meeting Wednesday 15 January 2025',
    milestones: [review('2025-01-15')],
    expected: [
      { clock: 'R3', dueOn: '2025-01-01', actByOn: '2024-12-31' },
      { clock: 'R4', dueOn: '2025-01-01', actByOn: '2024-12-31' },
      dueOn('R5', '2025-01-29'),
      dueOn('R6', '2025-02-12'),
      dueOn('R7', '2025-02-12'),
      dueOn('R9', '2025-04-09', 'outer-marker'),
    ],
  },
  {
    number: 18,
    facts: 'the notice sent Wednesday 5 February 2025, a week early',
    milestones: [review('2025-01-15'), fact('amendment-notice-sent', '2025-02-05')],
    expected: [
      dueOn('R8', '2025-02-19'),
      { clock: 'R9', dueOn: '2025-04-02', mark: ['12 weeks from the meeting', '2025-04-09'] },
    ],
  },
  {
    number: 19,
    facts: 'the notice sent Wednesday 26 February 2025, two weeks late',
    milestones: [review('2025-01-15'), fact('amendment-notice-sent', '2025-02-26')],
    expected: [
      dueOn('R7', '2025-02-12'),
      { clock: 'R9', dueOn: '2025-04-23', mark: ['12 weeks from the meeting', '2025-04-09'] },
      dueOn('R9', '2025-04-09', 'outer-marker'),
    ],
  },
  {
    number: 20,
    facts: 'review meeting Thursday 10 July 2025, at the end of term',
    milestones: [
      review('2025-07-10'),
      fact('exception', '2025-09-01', {
        ground: 'school-closure',
        from: '2025-07-23',
        to: '2025-09-02',
        adviceRequestedOn: '2025-07-18',
      }),
    ],
    expected: [
      { clock: 'R5', dueOn: '2025-07-24', excusedBy: null },
      { clock: 'R6', dueOn: '2025-08-07', excusedBy: null },
      { clock: 'R9', ref: 'outer-marker', dueOn: '2025-10-02', excusedBy: null },
    ],
  },
  {
    number: 21,
    facts: 'year 6 to 7, September 2026',
    milestones: [fact('transfer-planned', '2026-09-01', { phase: 'primary-to-secondary' })],
    expected: [{ clock: 'P2', dueOn: '2026-02-14', mark: ['last safe meeting date', '2025-11-22'] }],
  },
  {
    number: 22,
    facts: 'year 11 to college, September 2026',
    milestones: [fact('transfer-planned', '2026-09-01', { phase: 'secondary-to-post-16' })],
    expected: [{ clock: 'P1', dueOn: '2026-03-30', mark: ['last safe meeting date', '2026-01-05'] }],
  },
  {
    number: 23,
    facts: 'college to college 5 January 2027',
    milestones: [fact('transfer-planned', '2027-01-05', { phase: 'post-16-to-post-16' })],
    expected: [dueOn('P3', '2026-08-05')],
  },
  {
    number: 24,
    facts: 'reassessment request received Monday 3 March 2025, agreed Friday 14 March 2025',
    milestones: [
      fact('reassessment-requested', '2025-03-03'),
      fact('decision-to-assess', '2025-03-14', { outcome: 'assess' }),
    ],
    expected: [dueOn('X1', '2025-03-18'), dueOn('X3', '2025-06-20')],
  },
  {
    number: 25,
    facts: 'tribunal orders an assessment Tuesday 6 May 2025',
    milestones: [fact('tribunal-ordered', '2025-05-06', { order: 'assess' })],
    expected: [dueOn('T1', '2025-05-20'), dueOn('T2', '2025-07-15'), dueOn('T3', '2025-08-12')],
  },
  {
    number: 26,
    facts: 'tribunal orders a plan Tuesday 6 May 2025',
    milestones: [fact('tribunal-ordered', '2025-05-06', { order: 'make-plan' })],
    expected: [dueOn('T4', '2025-06-10'), dueOn('T5', '2025-07-22')],
  },
  {
    number: 27,
    facts: 'tribunal orders contents and school amended Tuesday 6 May 2025',
    milestones: [
      fact('tribunal-ordered', '2025-05-06', { order: 'amend-contents' }),
      fact('tribunal-ordered', '2025-05-06', { order: 'amend-setting' }),
    ],
    expected: [dueOn('T7', '2025-06-10'), dueOn('T8', '2025-05-20')],
  },
  {
    number: 28,
    facts: 'mediation agreement Friday 20 June 2025 to issue a plan',
    milestones: [fact('mediation-agreed', '2025-06-20', { order: 'make-plan' })],
    expected: [dueOn('T4', '2025-07-25'), dueOn('T5', '2025-09-05'), dueOn('A8', '2025-09-05')],
  },
  {
    number: 29,
    facts: 'refusal notice sent Friday 31 January 2025, certificate issued Monday 10 March 2025',
    milestones: [
      fact('decision-to-assess', '2025-01-31', { outcome: 'refuse' }),
      fact('mediation-certificate-issued', '2025-03-10'),
    ],
    expected: [dueOn('A1', '2025-03-31'), dueOn('A6', '2025-04-10')],
  },
  {
    number: 30,
    facts: 'refusal sent Tuesday 31 December 2024, no certificate yet',
    milestones: [fact('decision-to-issue', '2024-12-31', { outcome: 'refuse' })],
    expected: [dueOn('A6', '2025-02-28')],
  },
  {
    number: 31,
    facts: 'moves Monday 1 September 2025, the old council told Thursday 28 August 2025',
    milestones: [fact('move-notified', '2025-08-28', { movesOn: '2025-09-01' })],
    expected: [dueOn('L1', '2025-09-17')],
  },
  {
    number: 32,
    facts: 'plan transferred Wednesday 17 September 2025, last reviewed Monday 4 November 2024',
    milestones: [fact('last-reviewed', '2024-11-04'), fact('plan-transferred-in', '2025-09-17')],
    expected: [dueOn('L2', '2025-10-29'), dueOn('L3', '2025-12-16')],
  },
  {
    number: 33,
    facts: 'request Monday 20 January 2020, 20 weeks inside the coronavirus window',
    milestones: [request('2020-01-20'), fact('exception', '2020-06-08', { ground: 'coronavirus' })],
    expected: [
      {
        clock: 'N7',
        dueOn: '2020-06-08',
        excusedBy:
          'the Special Educational Needs and Disability (Coronavirus) (Amendment) Regulations 2020 (SI 2020/471)',
      },
    ],
  },
  {
    number: 34,
    facts: 'request Monday 18 May 2020, 6 weeks inside the window and 20 weeks after it',
    milestones: [request('2020-05-18'), fact('exception', '2020-06-29', { ground: 'coronavirus' })],
    expected: [
      {
        clock: 'N1',
        dueOn: '2020-06-29',
        excusedBy:
          'the Special Educational Needs and Disability (Coronavirus) (Amendment) Regulations 2020 (SI 2020/471)',
      },
      { clock: 'N7', dueOn: '2020-10-05', excusedBy: null },
    ],
  },
];

function inWords({ clock, ref, dueOn: due, actByOn, excusedBy, mark }: Expected): string {
  return [
    clock,
    ref,
    due && `due ${due}`,
    actByOn && `(Day-1: ${actByOn})`,
    excusedBy === null ? 'not excused' : excusedBy && `excused under ${excusedBy}`,
    mark?.join(' '),
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

function find(milestones: readonly Milestone[], { clock: rule, ref }: Expected): Clock {
  const evaluation = evaluate(milestones);
  const all = clocksOf(evaluation, rule);
  const [only] = ref === undefined ? all.filter((clock) => clock.ref === undefined || all.length === 1) : [];
  return only ?? clockOf(evaluation, rule, ref);
}

describe.each(EXAMPLES)('worked example $number: $facts', ({ milestones, expected }) => {
  test.each(expected.map((wanted) => ({ says: inWords(wanted), wanted })))('$says', ({ wanted }) => {
    const clock = find(milestones, wanted);

    if (wanted.dueOn !== undefined) expect(clock.dueOn).toBe(wanted.dueOn);
    if (wanted.actByOn !== undefined) expect(clock.actByOn).toBe(wanted.actByOn);
    if (wanted.excusedBy !== undefined) expect(clock.excused?.basis ?? null).toBe(wanted.excusedBy);
    if (wanted.mark !== undefined) {
      const [name, on] = wanted.mark;
      expect(clock.marks).toContainEqual(expect.objectContaining({ name, on }));
    }
  });
});

test('there are 34 worked examples', () => {
  expect(EXAMPLES.map(({ number }) => number)).toEqual(Array.from({ length: 34 }, (_, index) => index + 1));
});

describe('what the examples say beside the dates', () => {
  test('examples 1 and 2: under the Day-1 policy every C1 date falls a day earlier', () => {
    const counting = 'event-day-is-day-1';
    const first = evaluate([request('2024-09-02')], { counting });
    const second = evaluate([request('2023-05-18')], { counting });

    expect(clockOf(first, 'N1').dueOn).toBe('2024-10-13');
    expect(clockOf(first, 'N3').dueOn).toBe('2024-12-22');
    expect(clockOf(first, 'N7').dueOn).toBe('2025-01-19');
    expect(clockOf(second, 'N3').dueOn).toBe('2023-09-06');
  });

  test('example 3: the clocks of the request ended with the refusal, and were not met', () => {
    const [, , reversal] = EXAMPLES;
    const [original, rebased] = clocksOf(evaluate(reversal?.milestones ?? []), 'N7');

    expect(original).toMatchObject({ dueOn: '2025-03-24', endedOn: '2024-12-13' });
    expect(original?.metOn).toBeUndefined();
    expect(rebased).toMatchObject({ ref: 'after-reversal', startedOn: '2025-02-21', force: 'guidance' });
  });

  test('example 7: the date is kept and the limit is disapplied, so that it is excused and not overdue', () => {
    const n7 = clockOf(evaluate(summerClosure('2024-07-19')), 'N7');

    expect(statusOn(n7, day('2024-11-18'))).toBe('due-soon');
    expect(statusOn(n7, day('2024-11-19'))).toBe('excused');
  });

  test.each([
    [8, 'the ground needs a day from 17 July 2024 (a week before the closure) to 28 August 2024'],
    [9, 'is 16 days; the ground needs at least 4 weeks (28 days)'],
  ])('example %i: the refusal of the exception says why', (number, reason) => {
    const { exceptions } = evaluate(EXAMPLES[number - 1]?.milestones ?? []);

    expect(exceptions.filter(({ clock }) => clock === 'N3')).toEqual([
      expect.objectContaining({ accepted: false, reason: expect.stringContaining(reason) as unknown }),
    ]);
  });

  test('example 19: the notice is 14 days late, and the 8 weeks run past the 12-week marker', () => {
    const evaluation = evaluate(EXAMPLES[18]?.milestones ?? []);
    const r7 = clockOf(evaluation, 'R7');

    expect(r7).toMatchObject({ dueOn: '2025-02-12', metOn: '2025-02-26' });
    expect(statusOn(r7, day('2025-02-26'))).toBe('met-late');
  });

  test('example 29: the later of two months from the notice and one month from the certificate', () => {
    const a6 = clockOf(evaluate(EXAMPLES[28]?.milestones ?? []), 'A6');

    expect(a6.workings.parts.map(({ counted }) => counted.dueOn)).toEqual(['2025-03-31', '2025-04-10']);
  });
});
