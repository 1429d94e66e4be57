import { describe, expect, test } from '@jest/globals';
import { fact } from '../testing/facts.js';
import { day } from './calendar.js';
import { lengthInWords } from './counting.js';
import { evaluate } from './evaluate.js';
import { explain, explainDuty } from './explanation.js';
import { MILESTONE_NAMES, milestoneKind, MILESTONES, type Milestone, type MilestoneName } from './milestones.js';
import type { ClockRule, Rule } from './rule.js';
import { defaultLocalStandards, milestonesOf, nationalRules, rulebook, Rulebook, rulebookWith } from './rulebook.js';
import { amendmentNoticeStandard, earlyAdviceStandard, feedbackStandard } from './rules/local-standards.js';

/** Section 2 of the rulebook, row by row: id, provision, length, table of exceptions, how well it was checked. */
const TABLE = `
N0  | section 36(4)-(5); regulation 4                                   | none                                              | -   | M
N1  | regulation 5(1)                                                   | 6 weeks                                           | E5  | V
N2  | regulation 6; regulation 8(1); paragraph 9.52                     | 6 weeks                                           | E8  | V-part
N3  | section 36(9); regulation 10(1)                                   | 16 weeks, 10 weeks                                | E10 | V
N4  | section 38                                                        | none                                              | -   | V/S
N5  | regulation 13(1)(a)                                               | 15 days, counting the first                       | -   | V
N6  | section 39(2); section 40(2); paragraph 9.78-9.83                 | 15 days                                           | -   | S
N7  | regulation 13(2); section 39(8); section 40(5); regulation 14     | 20 weeks, 14 weeks, 14 weeks                      | E10 | V
A1  | regulation 33                                                     | 2 months                                          | -   | V
A2  | regulation 34; section 55(4)                                      | 3 working days                                    | -   | S
A3  | regulation 35                                                     | 3 working days                                    | -   | S
A4  | regulation 35; regulation 36                                      | 30 days, 30 days                                  | -   | S
A5  | section 55(5); regulation 39                                      | 3 working days                                    | -   | M
A6  | rule 20; section 51                                               | later of 2 months and 1 month                     | -   | S
A7  | rule 21                                                           | 30 working days                                   | -   | S
A8  | regulation 42(2)                                                  | 14 weeks, 11 weeks, 2 weeks, 5 weeks, 2 weeks, at once, 5 weeks, later of on the day agreed in writing, later of on the day agreed in writing, later of on the day agreed in writing, later of on the day agreed in writing | E44 | V
A9  | regulation 42(3)                                                  | 2 weeks, later of on the day agreed in writing                       | -   | V
A10 | regulation 42(4)                                                  | 1 week                                            | -   | V
T1  | regulation 44(2)(b)                                               | 2 weeks                                           | E44 | V
T2  | regulation 44(2)(b)(i)                                            | 10 weeks                                          | E44 | V
T3  | regulation 44(2)(b)(ii)                                           | 14 weeks                                          | E44 | V
T4  | regulation 44(2)(c)(i)                                            | 5 weeks                                           | E44 | V
T5  | regulation 44(2)(c)(ii)                                           | 11 weeks                                          | E44 | V
T6  | regulation 44(2)(d)                                               | 2 weeks                                           | E44 | M
T7  | regulation 44(2)(e)                                               | 5 weeks                                           | E44 | S
T8  | regulation 44(2)(f)                                               | 2 weeks                                           | E44 | S
T9  | regulation 44(2)(g)-(h)                                           | at once, 5 weeks                                  | E44 | S
T10 | regulation 44(2)(a)                                               | at once                                           | -   | V
T11 | regulations 6 and 7                                               | 5 weeks                                           | -   | M
U1  | regulation 45(3)-(3A)                                             | 2 weeks, 10 weeks, 14 weeks                       | E44 | V
U2  | regulation 45(4)                                                  | 5 weeks                                           | E44 | V
U3  | regulation 45(5)                                                  | 2 weeks, 5 weeks                                  | E44 | S
U4  | regulation 45(6)                                                  | 5 weeks, 11 weeks                                 | E44 | S
U5  | regulation 45                                                     | at once, 5 weeks                                  | E44 | S
X1  | section 44(2); regulation 25(1)                                   | 15 days                                           | -   | S
X2  | regulation 24                                                     | 6 months                                          | -   | S
X3  | regulation 27(2)                                                  | 14 weeks                                          | E27 | V
R1  | section 44(1)(a)                                                  | 12 months, counting the first day                 | -   | V
R2  | section 44(1)(b)                                                  | 12 months, counting the first day                 | -   | V
R3  | regulation 20(2)-(3); regulation 21(2)-(3)                        | at least 2 weeks before                           | -   | V
R4  | regulation 20(4); regulation 21(4)                                | at least 2 weeks before                           | -   | V
R5  | regulation 20(7)-(9); regulation 21(7)                            | 2 weeks                                           | -   | V-part
R6  | regulation 20(10); regulation 21(9)                               | 4 weeks                                           | -   | S
R7  | regulation 22(2)(a); R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin) | 4 weeks                          | -   | S
R8  | regulation 22(2)(c)                                               | 15 days, counting the first                       | -   | V
R9  | regulation 22(3)                                                  | 8 weeks, 12 weeks                                 | -   | V
R10 | regulation 22(4)                                                  | 8 weeks                                           | -   | V-part
R11 | paragraph 9.178                                                   | 6 months                                          | -   | M
R12 | regulation 20(6); regulation 21(6)                                | none                                              | -   | V
R13 | paragraph 9.173                                                   | at least 2 weeks before                           | -   | M
M1  | section 44(6); regulation 28                                      | 15 days, counting the first, 8 weeks              | -   | S
P1  | regulation 18(1)(a)                                               | before 31 March                                   | -   | V
P2  | regulation 18(1)(b)                                               | before 15 February                                | -   | V
P3  | regulation 18(2)                                                  | at least 5 months before                          | -   | V
P4  | regulation 18(3)                                                  | before 31 May                                     | -   | V
L1  | regulation 15(2)                                                  | later of on the day of the move and 15 working days, counting the first | - | V
L2  | regulation 15(4)                                                  | 6 weeks                                           | -   | V
L3  | regulation 15(5)                                                  | later of 12 months, counting the first day and 3 months, counting the first day | - | V-part
L4  | regulation 16                                                     | later of on the day of the move and 15 working days, counting the first | - | S
L5  | regulation 16                                                     | 15 working days, counting the first               | -   | S
C1  | section 45; regulation 31                                         | none                                              | -   | V
C2  | section 45(4); rule 20                                            | later of 2 months and 1 month, none               | -   | M
S1  | local standard                                                    | 16 weeks                                          | -   | V
`;

const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const provision = ({ basis }: Rule): string =>
  basis
    .map(({ citation }) => citation.replace(/ of the .*$/, '').replace(/^local standard:.*/, 'local standard'))
    .join('; ');

const limit = ({ limit: length }: ClockRule): string => {
  if (length.count === 'none') return 'none';
  if (length.count !== 'later-of') return lengthInWords(length);
  return `later of ${length.parts.map(lengthInWords).join(' and ')}`;
};

describe('the rules agree with the rulebook, row by row', () => {
  test.each(rows)('%s %s', (id, basis, length, exceptions, confidence) => {
    const versions = rulebook.rules.filter((one) => one.id === id);

    expect(versions).toHaveLength(id === 'P1' || id === 'P2' ? 2 : 1);
    for (const rule of versions) {
      expect(provision(rule)).toBe(basis);
      expect(rule.clocks.map(limit).join(', ')).toBe(length);
      expect(rule.exceptions ?? '-').toBe(exceptions);
      expect(rule.confidence).toBe(confidence);
    }
  });

  test('there is no rule beside them, and they come in its order', () => {
    expect([...new Set(rulebook.rules.map(({ id }) => id))]).toEqual(rows.map(([id]) => id));
    expect([...nationalRules, ...defaultLocalStandards]).toEqual(rulebook.rules);
  });

  test('every citation of a provision says where its text can be read', () => {
    const urls = nationalRules.flatMap(({ basis, clocks }) => [
      ...basis,
      ...clocks.flatMap((clock) => clock.basis ?? []),
    ]);

    expect(urls.filter(({ url }) => url === undefined)).toEqual([]);
    expect(new Set(urls.map(({ citation, url }) => `${citation} <${url ?? ''}>`))).toMatchSnapshot();
  });
});

const LOCAL = [
  ...defaultLocalStandards,
  amendmentNoticeStandard(4),
  earlyAdviceStandard(4, ['educational-psychologist', 'health']),
  feedbackStandard([6, 16, 20]),
];

const everyRule = rulebookWith(LOCAL);

describe('what is said of each rule', () => {
  test.each(everyRule.rules.map((rule) => ({ id: `${rule.id} from ${rule.inForce.from}`, rule })))(
    '$id',
    ({ rule }) => {
      const { clocks, ...said } = rule;

      expect({
        ...said,
        clocks: clocks.map(({ ref, name, duty, met, force, nature, notes }) => ({
          ref,
          name,
          duty,
          met,
          force,
          nature,
          notes,
        })),
      }).toMatchSnapshot();
    },
  );
});

/** Facts that start every clock there is, each explained below in the words that families read. */
const D = '2025-03-04';
const STARTERS: Readonly<Record<string, readonly Milestone[]>> = {
  'a request for an assessment': [fact('request-received', D)],
  'a responsibility that begins': [fact('became-responsible', D)],
  'advice asked for': [fact('advice-requested', D, { ref: 'ep', adviser: 'educational-psychologist' })],
  'a decision to issue': [fact('decision-to-issue', D, { outcome: 'issue' })],
  'a draft plan': [fact('draft-plan-sent', D)],
  'a consultation': [fact('setting-consulted', D, { ref: '1' })],
  'a refusal to assess reversed': [fact('decision-reversed', D, { stage: 'assess' })],
  'a refusal to issue reversed': [fact('decision-reversed', D, { stage: 'issue' })],
  'a refusal to assess': [fact('decision-to-assess', D, { outcome: 'refuse' })],
  'a refusal with a certificate': [
    fact('decision-to-assess', D, { outcome: 'refuse' }),
    fact('mediation-certificate-issued', '2025-04-20'),
  ],
  'a final plan': [fact('final-plan-issued', D)],
  'mediation declined': [fact('mediation-declined', D)],
  'mediation wanted': [fact('mediation-requested', D, { issues: 'both' })],
  'mediation about health': [
    fact('mediation-requested', D, { issues: 'health' }),
    fact('health-duty-notified', '2025-03-06'),
  ],
  'mediation held': [fact('mediation-held', D)],
  'an appeal': [fact('appeal-lodged', D, { appeal: 'cease' })],
  'an agreement timed in writing': [fact('mediation-agreed', D, { order: 'make-plan', agreedDueOn: '2025-06-30' })],
  'an agreement on other matters': [fact('mediation-agreed', D, { order: 'other' })],
  'another agreement timed in writing': [fact('mediation-agreed', D, { order: 'other', agreedDueOn: '2025-06-30' })],
  'a concession: setting and contents': [fact('appeal-conceded', D, { appeal: 'setting', contentsToo: true })],
  'an agreement of the health body': [fact('mediation-agreed', D, { order: 'assess', healthBodyOnly: true })],
  ...Object.fromEntries(
    (
      [
        'assess',
        'make-plan',
        'reconsider',
        'amend-contents',
        'amend-setting',
        'maintain',
        'maintain-and-amend',
      ] as const
    ).flatMap((order) => [
      [`an agreement: ${order}`, [fact('mediation-agreed', D, { order })]],
      [`an order: ${order}`, [fact('tribunal-ordered', D, { order })]],
    ]),
  ),
  'an order: dismiss': [fact('tribunal-ordered', D, { order: 'dismiss' })],
  'a recommendation': [fact('tribunal-recommended', D, { body: 'health' })],
  ...Object.fromEntries(
    (['refusal-to-assess', 'contents', 'setting', 'refusal-to-issue', 'cease'] as const).map((appeal) => [
      `a concession: ${appeal}`,
      [fact('appeal-conceded', D, { appeal, ...(appeal === 'cease' ? { amendmentAgreed: true } : {}) })],
    ]),
  ),
  'a reassessment': [
    fact('reassessment-requested', D, { lastAssessedOn: '2025-01-06' }),
    fact('decision-to-assess', '2025-03-14', { outcome: 'assess' }),
  ],
  'a plan': [fact('plan-made', D, { underFive: true })],
  'a review': [
    fact('review-meeting-held', D, { yearNineOrLater: true }),
    fact('review-decision', '2025-03-20', { outcome: 'amend' }),
    fact('amendment-notice-sent', '2025-03-24'),
  ],
  'a review planned': [fact('review-meeting-planned', D)],
  'a term': [fact('term-starts', D)],
  'an amendment without a review': [fact('amendment-notice-sent', D, { withoutReview: true })],
  'a transfer to college': [fact('transfer-planned', '2026-09-01', { phase: 'secondary-to-post-16' })],
  'a transfer to school': [fact('transfer-planned', '2026-09-01', { phase: 'primary-to-secondary' })],
  'a transfer between colleges': [fact('transfer-planned', '2027-01-05', { phase: 'post-16-to-post-16' })],
  'a transfer in 2015': [fact('transfer-planned', '2015-09-01', { phase: 'primary-to-secondary' })],
  'a move': [fact('move-notified', D, { movesOn: '2025-03-10' })],
  'a plan moved in': [fact('last-reviewed', '2024-11-04'), fact('plan-transferred-in', D)],
  'a move between health bodies': [fact('health-body-move-notified', D)],
  'a new health body': [fact('health-body-became-responsible', D)],
  'ceasing considered': [fact('ceasing-proposed', D)],
  'a decision to cease': [fact('review-decision', D, { outcome: 'cease' })],
};

describe('every clock is explained in the words that families read', () => {
  const explained = new Set<string>();

  test.each(Object.entries(STARTERS))('%s', (_, milestones) => {
    const { clocks, duties } = evaluate(milestones, { rulebook: everyRule });
    for (const { rule, workings } of [...clocks, ...duties]) {
      explained.add(`${rule} ${workings.clockRule.ref ?? ''} ${JSON.stringify(workings.clockRule.limit)}`);
    }

    expect([
      ...clocks.map((clock) => [`${clock.rule} ${clock.ref ?? ''}`.trim(), ...explain(clock, day(D))]),
      ...duties.map((duty) => [`${duty.rule} ${duty.ref ?? ''}`.trim(), ...explainDuty(duty, day(D))]),
    ]).toMatchSnapshot();
  });

  test('none is left out', () => {
    const all = everyRule.rules.flatMap(({ id, clocks }) =>
      clocks.map(({ ref = '', limit: length }) => `${id} ${ref} ${JSON.stringify(length)}`),
    );

    expect(all.filter((clock) => !explained.has(clock))).toEqual([]);
  });
});

describe('the vocabulary of milestones', () => {
  test('is what the product says it is', () => {
    expect(MILESTONES).toMatchSnapshot();
    expect(MILESTONE_NAMES.map(milestoneKind)).toEqual(Object.values(MILESTONES));
  });

  test('every milestone that a rule names is in it', () => {
    const named = new Set(everyRule.rules.flatMap((rule) => [...milestonesOf(rule)]));

    expect([...named].filter((name) => !MILESTONE_NAMES.includes(name))).toEqual([]);
  });
});

describe('which milestones a rule depends on', () => {
  const of = (id: string): string => {
    const rule = everyRule.rules.find((one) => one.id === id);
    return rule === undefined ? '' : [...milestonesOf(rule)].sort().join(' ');
  };

  test.each([
    ['N6', 'closed decision-to-issue final-plan-issued setting-consulted setting-responded'],
    [
      'N1',
      'advice-requested became-responsible closed decision-to-assess decision-to-issue exception final-plan-issued request-received',
    ],
    [
      'X3',
      'advice-requested appeal-conceded closed decision-reversed decision-to-assess decision-to-issue exception final-plan-issued ' +
        'mediation-agreed plan-ceased plan-transferred-out reassessment-requested request-received tribunal-ordered',
    ],
    [
      'R3',
      'closed invitations-sent last-reviewed plan-ceased plan-transferred-out review-decision review-meeting-held review-meeting-planned',
    ],
    [
      'R9',
      'amended-plan-issued amendment-notice-sent closed decided-not-to-amend decision-to-cease exception plan-ceased plan-transferred-out review-decision review-meeting-held',
    ],
    [
      'A6',
      'amended-plan-issued appeal-conceded appeal-lodged closed decided-not-to-amend decision-reversed decision-to-assess decision-to-cease ' +
        'decision-to-issue final-plan-issued mediation-agreed mediation-certificate-issued reassessment-requested request-received review-decision tribunal-ordered',
    ],
    [
      'A4',
      'closed exception health-duty-notified mediation-agreed mediation-certificate-issued mediation-held mediation-requested',
    ],
    [
      'T10',
      'amended-plan-issued appeal-lodged closed decided-not-to-amend decision-to-assess decision-to-cease decision-to-issue ' +
        'final-plan-issued plan-ceased plan-transferred-out review-decision tribunal-ordered',
    ],
    ['T4', 'closed draft-plan-sent exception final-plan-issued mediation-agreed tribunal-ordered'],
    ['L3', 'closed last-reviewed plan-ceased plan-made plan-transferred-in plan-transferred-out review-decision'],
    [
      'P2',
      'amended-plan-issued closed last-reviewed plan-ceased plan-transferred-out review-decision transfer-planned',
    ],
  ])('%s', (id, names) => {
    expect(of(id)).toBe(names);
  });
});

describe('a rulebook remembers which clocks a combination of milestones starts', () => {
  const standard = (id: string, milestone: MilestoneName): Rule => ({
    ...amendmentNoticeStandard(4),
    id,
    clocks: [
      {
        startedBy: { each: [{ milestone }] },
        limit: { count: 'weeks-of', weeks: 1 },
        metBy: { anyOf: [] },
        endedBy: [],
      },
    ],
  });

  test('also where more milestones start clocks than a number has bits', () => {
    const everything = new Rulebook(MILESTONE_NAMES.map((name, index) => standard(`S${String(index + 5)}`, name)));
    const names = [MILESTONE_NAMES[0], MILESTONE_NAMES[51], MILESTONE_NAMES[52], MILESTONE_NAMES.at(-1)];
    const started = (...some: readonly (MilestoneName | undefined)[]) =>
      evaluate(
        some.flatMap((name) => (name === undefined ? [] : [{ milestone: name, on: day(D) } as Milestone])),
        { rulebook: everything },
      ).clocks.map(({ workings }) => workings.startedBy.milestone);

    expect(MILESTONE_NAMES.length).toBeGreaterThan(53);
    expect(started(...names)).toEqual(names);
    for (const name of MILESTONE_NAMES) expect(started(name)).toEqual([name]);
    expect(started(names[0], names[3])).toEqual([names[0], names[3]]);
    expect(started(names[0], names[2])).toEqual([names[0], names[2]]);
  });

  test('and forgets when there are too many, without forgetting the law', () => {
    const names = MILESTONE_NAMES.slice(0, 12);
    const everything = new Rulebook(names.map((name, index) => standard(`S${String(index + 5)}`, name)));
    for (let combination = 1; combination < 4096; combination += 1) {
      const some = names.filter((_, index) => (combination >> index) % 2 === 1);
      const { clocks } = evaluate(
        some.map((name) => ({ milestone: name, on: day(D) }) as Milestone),
        {
          rulebook: everything,
        },
      );
      if (clocks.length !== some.length) throw new Error(`${some.join()} start ${String(clocks.length)} clocks`);
    }

    expect(evaluate([fact('request-received', D)], { rulebook: everything }).clocks).toHaveLength(1);
  });
});
