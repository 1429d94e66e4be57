import { describe, expect, test } from '@jest/globals';
import { clockOf, fact } from '../testing/facts.js';
import { evaluateAsAt } from './as-at.js';
import { day } from './calendar.js';
import { statusOn, type ExceptionOutcome } from './clock.js';
import { evaluate } from './evaluate.js';
import { EXCEPTION_TABLES, GROUNDS, type Ground } from './exceptions.js';
import type { Milestone, MilestoneOf } from './milestones.js';
import { nationalRules } from './rulebook.js';
import { explain } from './explanation.js';

type Details = Omit<MilestoneOf<'exception'>, 'milestone' | 'on' | 'ground'>;
type Written = { [K in keyof Details]: K extends 'clocks' ? readonly string[] : string };

const exception = (ground: Ground, details: Partial<Written> = {}): Milestone =>
  fact('exception', '2025-08-01', { ground, ...details });

/** An assessment requested on Monday 3 March 2025: decision by 14 April, refusal by 23 June, final plan by 21 July. */
const REQUEST = fact('request-received', '2025-03-03');
const EP_ASKED = fact('advice-requested', '2025-04-01', { ref: 'ep', adviser: 'educational-psychologist' });
const DRAFT = fact('draft-plan-sent', '2025-05-20');
const ORDERED = fact('tribunal-ordered', '2025-05-06', { order: 'make-plan' });

function outcome(clock: string, milestones: readonly Milestone[]): ExceptionOutcome {
  const [found, ...others] = evaluate(milestones).exceptions.filter((one) => one.clock === clock);
  if (found === undefined || others.length > 0) throw new Error(`Not one outcome for ${clock}`);
  return found;
}

const accepted = (clock: string, milestones: readonly Milestone[]): string | false => {
  const { accepted: yes, reason } = outcome(clock, milestones);
  return yes && reason;
};

const refused = (clock: string, milestones: readonly Milestone[]): string => {
  const { accepted: yes, reason } = outcome(clock, milestones);
  if (yes) throw new Error(`${clock} was accepted: ${reason}`);
  return reason;
};

/** Section 3 of the rulebook: which ground can excuse which clock, and under what provision. */
const TABLE: readonly (readonly [Ground, string, string | false])[] = [
  ['school-closure', 'N1', 'regulation 5(4)(a)'],
  ['school-closure', 'N2', false],
  ['school-closure', 'N3', 'regulation 10(4)(a)'],
  ['school-closure', 'N7', 'regulation 13(3), which applies regulation 10(4)(a)'],
  ['school-closure', 'X3', 'regulation 27(3)(a)'],
  ['school-closure', 'T5', false],
  ['early-years-closure', 'N1', 'regulation 5(4)(b)'],
  ['early-years-closure', 'N2', false],
  ['early-years-closure', 'N3', 'regulation 10(4)(b)'],
  ['early-years-closure', 'X3', 'regulation 27(3)(b)'],
  ['early-years-closure', 'T5', false],
  ['personal-circumstances', 'N1', 'regulation 5(4)(c)'],
  ['personal-circumstances', 'N2', 'regulation 8(2)'],
  ['personal-circumstances', 'N3', 'regulation 10(4)(c)'],
  ['personal-circumstances', 'X3', 'regulation 27(3)(c)'],
  ['personal-circumstances', 'T5', 'regulation 44(3)'],
  ['absence', 'N1', 'regulation 5(4)(d)'],
  ['absence', 'N2', 'regulation 8(2)'],
  ['absence', 'N3', 'regulation 10(4)(d)'],
  ['absence', 'X3', 'regulation 27(3)(d)'],
  ['absence', 'T5', 'regulation 44(3)'],
  ['missed-appointment', 'N1', false],
  ['missed-appointment', 'N2', 'regulation 8(2)'],
  ['missed-appointment', 'N3', false],
  ['missed-appointment', 'X3', false],
  ['missed-appointment', 'T5', false],
  ['late-representations', 'N1', false],
  ['late-representations', 'N2', false],
  ['late-representations', 'N7', false],
  ['late-representations', 'X3', false],
  ['late-representations', 'T5', 'regulation 44(3)'],
];

const DETAILS: Record<Ground, Partial<Written>> = {
  'school-closure': { from: '2025-04-02', to: '2025-05-10', adviceRequestedOn: '2025-04-01' },
  'early-years-closure': { from: '2025-04-02', to: '2025-05-10', adviceRequestedOn: '2025-04-01' },
  'personal-circumstances': { from: '2025-03-10', to: '2025-07-01' },
  absence: { from: '2025-03-10', to: '2025-07-01' },
  'missed-appointment': { ref: 'ep', from: '2025-04-20' },
  'late-representations': { from: '2025-06-10' },
  coronavirus: {},
};

const REASSESSMENT = [
  fact('reassessment-requested', '2025-03-03'),
  fact('decision-to-assess', '2025-03-14', { outcome: 'assess' }),
];

const factsFor = (clock: string): readonly Milestone[] => {
  if (clock === 'X3') return REASSESSMENT;
  return clock.startsWith('T') ? [ORDERED, DRAFT] : [REQUEST, EP_ASKED];
};

describe('which ground can excuse which clock', () => {
  test.each(TABLE)('%s for %s: %s', (ground, clock, basis) => {
    expect(accepted(clock, [...factsFor(clock), exception(ground, DETAILS[ground])])).toBe(basis);
  });

  test('a ground outside the table is refused with the table', () => {
    expect(refused('N2', [...factsFor('N2'), exception('school-closure', DETAILS['school-closure'])])).toBe(
      'regulation 8(2) does not list this ground for the clock N2 (Advice for the assessment).',
    );
  });

  test('a conceded appeal has the grounds of an order', () => {
    const conceded = fact('appeal-conceded', '2025-05-06', { appeal: 'contents' });

    expect(accepted('U2', [conceded, exception('absence', DETAILS.absence)])).toBe(
      'the grounds of an order, regulation 44(3)',
    );
  });

  test('how well each ground was checked', () => {
    const marks = Object.entries(EXCEPTION_TABLES).flatMap(([table, { grounds }]) =>
      Object.entries(grounds).map(([ground, { confidence }]) => `${table} ${ground} ${confidence}`),
    );

    expect(marks).toEqual([
      'E5 school-closure V',
      'E5 early-years-closure M',
      'E5 personal-circumstances M',
      'E5 absence M',
      'E8 personal-circumstances M',
      'E8 absence M',
      'E8 missed-appointment S',
      'E10 school-closure V',
      'E10 early-years-closure V',
      'E10 personal-circumstances V',
      'E10 absence V',
      'E27 school-closure V',
      'E27 early-years-closure V',
      'E27 personal-circumstances V',
      'E27 absence M',
      'E44 personal-circumstances S',
      'E44 absence S',
      'E44 late-representations S',
    ]);
  });

  test('no exception exists for the 15 days, for reviews, for fixed dates, or for moves', () => {
    const without = new Set(nationalRules.filter(({ exceptions }) => exceptions === undefined).map(({ id }) => id));

    expect([...without].join(' ')).toBe(
      'N0 N4 N5 N6 A1 A2 A3 A4 A5 A6 A7 A9 A10 T10 T11 X1 X2 ' +
        'R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 M1 P1 P2 P3 P4 L1 L2 L3 L4 L5 C1 C2',
    );
  });

  test('a summer closure never excuses a review clock, and the refusal says why', () => {
    const review = [fact('review-meeting-held', '2025-07-10'), exception('school-closure', DETAILS['school-closure'])];

    expect(refused('R6', review)).toBe(
      'No ground excuses the clock R6 (Decision after the review): the law lists no exception for it.',
    );
    expect(evaluate(review).clocks.filter(({ excused }) => excused !== undefined)).toEqual([]);
  });
});

describe('the closure of a school', () => {
  const closure = (details: Partial<Written>) => [REQUEST, exception('school-closure', details)];
  const asked = (adviceRequestedOn: string) => closure({ from: '2025-04-12', to: '2025-05-09', adviceRequestedOn });

  test('four weeks are 28 days, the first and the last counted', () => {
    expect(accepted('N7', asked('2025-04-12'))).toBeTruthy();
    expect(refused('N7', closure({ from: '2025-04-12', to: '2025-05-08', adviceRequestedOn: '2025-04-12' }))).toBe(
      'The closure from 12 April 2025 to 8 May 2025 is 27 days; the ground needs at least 4 weeks (28 days).',
    );
  });

  test('the window opens a week before the closure and shuts a week before it re-opens', () => {
    const window = '(a week before the closure) to 3 May 2025 (a week before it re-opens).';

    expect(accepted('N7', asked('2025-04-05'))).toBeTruthy();
    expect(accepted('N7', asked('2025-05-03'))).toBeTruthy();
    expect(refused('N7', asked('2025-04-04'))).toBe(
      `The advice was asked for on 4 April 2025; the ground needs a day from 5 April 2025 ${window}`,
    );
    expect(refused('N7', asked('2025-05-04'))).toBe(
      `The advice was asked for on 4 May 2025; the ground needs a day from 5 April 2025 ${window}`,
    );
  });

  test.each<[Partial<Written>, string]>([
    [{ to: '2025-05-09' }, 'Say the first and the last day of the closure.'],
    [{ from: '2025-04-12' }, 'Say the first and the last day of the closure.'],
    [
      { from: '2025-05-09', to: '2025-04-12' },
      'The last day of the closure (12 April 2025) is before its first (9 May 2025).',
    ],
    [{ from: '2025-04-12', to: '2025-05-09' }, 'Say the day on which the setting was asked for advice.'],
  ])('%j: %s', (details, reason) => {
    expect(refused('N7', closure(details))).toBe(reason);
  });

  test('the advice asked of the setting counts, of another adviser only if it is named', () => {
    const details = { from: '2025-04-02', to: '2025-05-10' };
    const school = fact('advice-requested', '2025-04-01', { ref: 'school', adviser: 'education-setting' });
    const sensory = fact('advice-requested', '2025-04-01', { adviser: 'sensory' });

    expect(accepted('N7', [REQUEST, school, exception('school-closure', details)])).toBeTruthy();
    expect(accepted('N7', [REQUEST, EP_ASKED, exception('school-closure', details)])).toBe(false);
    expect(accepted('N7', [REQUEST, EP_ASKED, exception('school-closure', { ...details, ref: 'ep' })])).toBeTruthy();
    expect(
      accepted('N7', [REQUEST, sensory, exception('school-closure', { ...details, ref: 'sensory' })]),
    ).toBeTruthy();
    expect(accepted('N7', [REQUEST, school, exception('school-closure', { ...details, ref: 'ep' })])).toBe(false);
  });

  test('one request of several in the window is enough, and all of them are named where none is', () => {
    const early = fact('advice-requested', '2025-03-10', { ref: 'old school', adviser: 'education-setting' });
    const inTime = fact('advice-requested', '2025-04-01', { ref: 'school', adviser: 'education-setting' });
    const late = fact('advice-requested', '2025-06-02', { ref: 'new school', adviser: 'education-setting' });
    const details = { from: '2025-04-02', to: '2025-05-10' };

    expect(accepted('N7', [REQUEST, early, inTime, exception('school-closure', details)])).toBeTruthy();
    expect(refused('N7', [REQUEST, early, late, exception('school-closure', details)])).toMatch(
      /^The advice was asked for on 10 March 2025 and 2 June 2025; /,
    );
  });

  test('advice asked for after the clock fell due does not excuse it', () => {
    const summer = closure({ from: '2025-07-23', to: '2025-09-02', adviceRequestedOn: '2025-07-20' });

    expect(accepted('N7', summer)).toBeTruthy();
    expect(refused('N1', summer)).toBe(
      'The day on which the advice was asked for falls outside the time of this clock (3 March 2025 to 14 April 2025).',
    );
  });

  test('advice asked for on the first or the last day of the clock is within its time', () => {
    const onDay = (from: string, to: string, adviceRequestedOn: string) =>
      accepted('N1', closure({ from, to, adviceRequestedOn }));

    expect(onDay('2025-03-03', '2025-04-10', '2025-03-03')).toBeTruthy();
    expect(onDay('2025-03-03', '2025-04-10', '2025-03-02')).toBe(false);
    expect(onDay('2025-04-14', '2025-05-20', '2025-04-14')).toBeTruthy();
    expect(onDay('2025-04-14', '2025-05-20', '2025-04-15')).toBe(false);
  });
});

describe('absence from the area', () => {
  const absence = (from: string, to: string) => exception('absence', { from, to });

  test('four weeks for the clocks of an assessment', () => {
    expect(accepted('N7', [REQUEST, absence('2025-03-10', '2025-04-06')])).toBeTruthy();
    expect(refused('N7', [REQUEST, absence('2025-03-10', '2025-04-05')])).toBe(
      'The absence from 10 March 2025 to 5 April 2025 is 27 days; the ground needs at least 4 weeks (28 days).',
    );
  });

  test('two weeks for the clocks of an order', () => {
    expect(accepted('T5', [ORDERED, absence('2025-05-10', '2025-05-23')])).toBeTruthy();
    expect(refused('T5', [ORDERED, absence('2025-05-10', '2025-05-22')])).toBe(
      'The absence from 10 May 2025 to 22 May 2025 is 13 days; the ground needs at least 2 weeks (14 days).',
    );
  });

  test('both days must be said, in order, and within the time of the clock', () => {
    expect(refused('N7', [REQUEST, exception('absence', { from: '2025-03-10' })])).toBe(
      'Say the first and the last day of the absence.',
    );
    expect(refused('N7', [REQUEST, absence('2025-04-10', '2025-04-09')])).toBe(
      'The last day of the absence (9 April 2025) is before its first (10 April 2025).',
    );
    expect(refused('N1', [REQUEST, absence('2025-04-15', '2025-07-01')])).toBe(
      'The absence falls outside the time of this clock (3 March 2025 to 14 April 2025).',
    );
    expect(accepted('N1', [REQUEST, absence('2025-04-14', '2025-07-01')])).toBeTruthy();
    expect(accepted('N1', [REQUEST, absence('2025-01-14', '2025-03-03')])).toBeTruthy();
    expect(accepted('N1', [REQUEST, absence('2025-01-14', '2025-03-02')])).toBe(false);
  });
});

describe('exceptional personal circumstances', () => {
  test('need their first and last day, in order, and within the time of the clock', () => {
    const circumstances = (details: Partial<Written>) =>
      refused('N1', [REQUEST, exception('personal-circumstances', details)]);

    expect(circumstances({})).toBe('Say the first and the last day of the circumstances.');
    expect(circumstances({ from: '2025-04-10', to: '2025-04-09' })).toBe(
      'The last day of the circumstances (9 April 2025) is before its first (10 April 2025).',
    );
    expect(circumstances({ from: '2025-04-15', to: '2025-04-20' })).toBe(
      'The time of the circumstances falls outside the time of this clock (3 March 2025 to 14 April 2025).',
    );
    expect(
      accepted('N1', [REQUEST, exception('personal-circumstances', { from: '2025-04-10', to: '2025-04-10' })]),
    ).toBe('regulation 5(4)(c)');
  });
});

describe('a missed appointment', () => {
  const missed = (details: Partial<Written>) => [REQUEST, EP_ASKED, exception('missed-appointment', details)];

  test('excuses the advice that it was for, and no other', () => {
    const health = fact('advice-requested', '2025-04-01', { ref: 'health' });
    const { exceptions } = evaluate([health, ...missed({ ref: 'ep', from: '2025-04-20' })]);

    expect(
      exceptions.filter(({ clock }) => clock === 'N2').map(({ ref, accepted: yes, reason }) => [ref, yes, reason]),
    ).toEqual([
      ['ep', true, 'regulation 8(2)'],
      ['health', false, 'The missed appointment was for the advice "ep", not for this one.'],
    ]);
  });

  test.each<[Partial<Written>, string]>([
    [{ from: '2025-04-20' }, 'Say which advice the missed appointment was for (ref).'],
    [{ ref: 'ep' }, 'Say the day of the missed appointment (from).'],
    [
      { ref: 'ep', from: '2025-03-31' },
      'The missed appointment falls outside the time of this clock (1 April 2025 to 13 May 2025).',
    ],
  ])('%j: %s', (details, reason) => {
    expect(refused('N2', missed(details))).toBe(reason);
  });
});

describe('a wish to make representations after the 15 days', () => {
  const wish = (from: string, ...milestones: Milestone[]) => [
    ORDERED,
    ...milestones,
    exception('late-representations', { from }),
  ];
  const served = fact('draft-plan-sent', '2025-05-20', { servedOn: '2025-05-22' });

  test('counts from the day after the 15 days ended', () => {
    expect(accepted('T5', wish('2025-06-06', served))).toBe('regulation 44(3)');
    expect(refused('T5', wish('2025-06-05', served))).toBe(
      'The 15 days for representations ran until 5 June 2025; the ground is for a later request.',
    );
  });

  test('counts from the latest draft that had been served by then', () => {
    const again = fact('draft-plan-sent', '2025-06-10');

    expect(accepted('T5', wish('2025-06-20', served, again))).toBe(false);
    expect(accepted('T5', wish('2025-06-09', served, again))).toBe('regulation 44(3)');
  });

  test('needs its day, a draft, and a day within the time of the clock', () => {
    expect(refused('T5', [ORDERED, exception('late-representations')])).toBe(
      'Say the day on which the family asked to make representations (from).',
    );
    expect(refused('T5', wish('2025-06-20'))).toBe(
      'No draft plan had been served by 20 June 2025, so no 15 days had run.',
    );
    expect(refused('T5', wish('2025-09-20', DRAFT))).toBe(
      "The family's request to make representations falls outside the time of this clock (6 May 2025 to 22 July 2025).",
    );
  });
});

describe('the coronavirus regulations', () => {
  const clocksOn = (due: string) => {
    const meeting = fact('review-meeting-held', due);
    return outcome('R5', [meeting, exception('coronavirus', { clocks: ['R5'] })]);
  };

  test('apply to limits that fell due from 1 May to 25 September 2020, both inclusive', () => {
    expect(clocksOn('2020-04-17').accepted).toBe(true);
    expect(clocksOn('2020-09-11').accepted).toBe(true);
    expect(clocksOn('2020-04-16')).toMatchObject({
      accepted: false,
      reason:
        'The date 30 April 2020 is outside 1 May 2020 to 25 September 2020, when the coronavirus regulations applied.',
    });
    expect(clocksOn('2020-09-12').accepted).toBe(false);
  });

  test('do not reach the time that the family has, nor what is not in the amended regulations', () => {
    expect(refused('N5', [fact('draft-plan-sent', '2020-06-01'), exception('coronavirus', { clocks: ['N5'] })])).toBe(
      'The coronavirus regulations of 2020 do not reach the clock N5.',
    );
    expect([...new Set(nationalRules.filter(({ coronavirus }) => !coronavirus).map(({ id }) => id))].join(' ')).toBe(
      'N0 N4 N5 N6 A1 A2 A5 A6 A7 T10 T11 X2 R3 R4 R8 R11 R12 R13 P1 P2 P4 L3 C1 C2',
    );
  });
});

describe('an exception disapplies the limit, and never moves it', () => {
  const facts = [REQUEST, exception('absence', DETAILS.absence)];

  test('the date stays; after it the clock is excused until it is met', () => {
    const plain = clockOf(evaluate([REQUEST]), 'N7');
    const excused = clockOf(evaluate(facts), 'N7');

    expect({ ...excused, excused: undefined }).toEqual({ ...plain, excused: undefined });
    expect(excused.excused).toEqual({
      ground: 'absence',
      basis: 'regulation 13(3), which applies regulation 10(4)(d)',
    });
    expect(statusOn(excused, day('2025-07-21'))).toBe('due-soon');
    expect(statusOn(excused, day('2025-07-22'))).toBe('excused');
    const issued = clockOf(evaluate([...facts, fact('final-plan-issued', '2025-08-01')]), 'N7');

    expect(statusOn(issued, day('2025-08-01'))).toBe('met-late');
  });

  test('the explanation says so', () => {
    expect(explain(clockOf(evaluate(facts), 'N7'), day('2025-07-01')).slice(-5, -2)).toEqual([
      'It is met when the final plan is sent to the family, the setting that it names and the health body, with notice of the right to appeal.',
      `The limit is disapplied under regulation 13(3), which applies regulation 10(4)(d): ${GROUNDS.absence}, if that made it impractical to meet it.`,
      'An exception does not pause the clock or move its date: 21 July 2025 stays on show, and the duty to act as soon as practicable remains.',
    ]);
  });

  test('offered for named clocks only, it excuses no other, and says which there is none of', () => {
    const { clocks, exceptions } = evaluate([
      REQUEST,
      exception('absence', { ...DETAILS.absence, clocks: ['N7', 'X3', 'S1'] }),
    ]);

    expect(clocks.filter(({ excused }) => excused !== undefined).map(({ rule }) => rule)).toEqual(['N7']);
    expect(exceptions).toEqual([
      {
        ground: 'absence',
        recordedOn: '2025-08-01',
        clock: 'N7',
        accepted: true,
        reason: 'regulation 13(3), which applies regulation 10(4)(d)',
      },
      expect.objectContaining({ clock: 'S1', accepted: false }),
      {
        ground: 'absence',
        recordedOn: '2025-08-01',
        clock: 'X3',
        accepted: false,
        reason: 'These facts start no clock X3.',
      },
    ]);
  });

  test('offered for no clock by name, it is tried on every duty that law or guidance sets, not on local standards', () => {
    const { exceptions } = evaluate([...facts, fact('draft-plan-sent', '2025-06-02')]);

    expect(exceptions.map(({ clock }) => clock)).toEqual(['N1', 'N3', 'N7']);
  });

  test('the first of two exceptions that applies is the one that is shown', () => {
    const two = [
      REQUEST,
      fact('exception', '2025-04-01', { ground: 'missed-appointment' }),
      fact('exception', '2025-04-02', { ground: 'personal-circumstances', from: '2025-03-10', to: '2025-03-11' }),
      fact('exception', '2025-04-03', { ground: 'absence', from: '2025-03-10', to: '2025-05-10' }),
    ];

    expect(clockOf(evaluate(two), 'N7').excused?.ground).toBe('personal-circumstances');
  });

  test('every ground has its words', () => {
    expect(Object.keys(GROUNDS).sort()).toEqual(Object.keys(DETAILS).sort());
    expect(GROUNDS).toMatchSnapshot();
  });
});

describe('an exception that the council withdrew', () => {
  const illness = (withdrawnOn?: string): Milestone =>
    exception('personal-circumstances', {
      from: '2025-03-10',
      to: '2025-07-01',
      clocks: ['N1', 'N7'],
      ...(withdrawnOn === undefined ? {} : { withdrawnOn }),
    });

  test('excuses what fell due by the day of the withdrawal, and nothing that falls due later', () => {
    expect(accepted('N1', [REQUEST, illness('2025-04-14')])).toBe('regulation 5(4)(c)');
    expect(refused('N1', [REQUEST, illness('2025-04-13')])).toBe(
      'The exception was withdrawn on 13 April 2025, before this clock fell due (14 April 2025).',
    );
    expect(refused('N7', [REQUEST, illness('2025-04-14')])).toBe(
      'The exception was withdrawn on 14 April 2025, before this clock fell due (21 July 2025).',
    );
  });

  test('still counts as at a day before the withdrawal', () => {
    const facts = [REQUEST, illness('2025-08-20')].map((one) =>
      one.milestone === 'exception' ? { ...one, on: day('2025-03-10') } : one,
    );
    const n7 = (on: string) => evaluateAsAt(facts, day(on)).exceptions.find(({ clock }) => clock === 'N7');
    const early = [REQUEST, { ...illness('2025-05-01'), on: day('2025-03-10') }];
    const before = evaluateAsAt(early, day('2025-04-30')).exceptions.find(({ clock }) => clock === 'N7');
    const since = evaluateAsAt(early, day('2025-05-01')).exceptions.find(({ clock }) => clock === 'N7');

    expect(n7('2025-08-25')?.accepted).toBe(true);
    expect(before?.accepted).toBe(true);
    expect(since?.accepted).toBe(false);
    expect(evaluateAsAt(early, day('2025-03-09')).exceptions).toEqual([]);
  });
});
