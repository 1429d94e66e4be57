import { describe, expect, test } from '@jest/globals';
import { clockOf, clocksOf, fact } from '../testing/facts.js';
import { addDays, day } from './calendar.js';
import { LEAD_DAYS, STATUSES, statusOn, type Clock, type Evaluation } from './clock.js';
import { evaluate } from './evaluate.js';
import type { Milestone } from './milestones.js';
import type { Rule } from './rule.js';
import { Rulebook } from './rulebook.js';
import { draftPlanStandard } from './rules/local-standards.js';

const REQUEST = fact('request-received', '2025-03-03');
const dates = (clocks: readonly Clock[]) => clocks.map(({ ref, startedOn, dueOn }) => [ref, startedOn, dueOn]);

describe('a refusal and what follows it', () => {
  const refused = fact('decision-to-assess', '2025-04-10', { outcome: 'refuse' });
  const refusedPlan = fact('decision-to-issue', '2025-06-10', { outcome: 'refuse' });

  test('a late first decision to assess does not move the 16 and 20 weeks', () => {
    const late = evaluate([REQUEST, fact('decision-to-assess', '2025-05-05', { outcome: 'assess' })]);

    expect(clockOf(late, 'N1')).toMatchObject({ dueOn: '2025-04-14', metOn: '2025-05-05' });
    expect(clockOf(late, 'N3').dueOn).toBe('2025-06-23');
    expect(clockOf(late, 'N7').dueOn).toBe('2025-07-21');
  });

  test('a refusal that the council reverses re-bases them to 10 and 14 weeks from the reversal', () => {
    const reversed = evaluate([REQUEST, refused, fact('decision-reversed', '2025-05-20', { stage: 'assess' })]);

    expect(dates(clocksOf(reversed, 'N3'))).toEqual([
      [undefined, '2025-03-03', '2025-06-23'],
      ['after-reversal', '2025-05-20', '2025-07-29'],
    ]);
    expect(dates(clocksOf(reversed, 'N7'))).toEqual([
      [undefined, '2025-03-03', '2025-07-21'],
      ['after-reversal', '2025-05-20', '2025-08-26'],
    ]);
    expect(clocksOf(reversed, 'N7')[0]).toMatchObject({ endedOn: '2025-04-10' });
  });

  test('a decision to assess after a refusal is a reversal, also where nobody recorded it as one', () => {
    const implied = evaluate([REQUEST, refused, fact('decision-to-assess', '2025-05-20', { outcome: 'assess' })]);
    const stated = evaluate([REQUEST, refused, fact('decision-reversed', '2025-05-20', { stage: 'assess' })]);

    expect(dates(clocksOf(implied, 'N7'))).toEqual(dates(clocksOf(stated, 'N7')));
  });

  test('so is a decision to issue after a refusal to issue; its cautious date is 11 weeks, as after an order', () => {
    const implied = evaluate([REQUEST, refusedPlan, fact('decision-to-issue', '2025-07-01', { outcome: 'issue' })]);
    const n7 = clockOf(implied, 'N7', 'after-issue-reversal');

    expect(n7).toMatchObject({ startedOn: '2025-07-01', dueOn: '2025-10-07' });
    expect(n7.marks.map(({ name, on }) => [name, on])).toEqual([
      ['final plan, by analogy with an order to make a plan', '2025-09-16'],
    ]);
  });

  test('a recorded reversal is not counted twice when the new decision is recorded too', () => {
    const both = evaluate([
      REQUEST,
      refused,
      fact('decision-reversed', '2025-05-20', { stage: 'assess' }),
      fact('decision-to-assess', '2025-05-22', { outcome: 'assess' }),
    ]);

    expect(dates(clocksOf(both, 'N7'))).toHaveLength(2);
    expect(clockOf(both, 'N7', 'after-reversal').startedOn).toBe('2025-05-20');
  });

  test.each<[string, Milestone]>([
    ["the tribunal's order", fact('tribunal-ordered', '2025-05-20', { order: 'assess' })],
    ['an agreement at mediation', fact('mediation-agreed', '2025-05-20', { order: 'assess' })],
    ['a concession', fact('appeal-conceded', '2025-05-20', { appeal: 'refusal-to-assess' })],
    ['a new request', fact('request-received', '2025-05-20')],
  ])('a decision to assess that follows from %s is no reversal', (_, road) => {
    const assess = fact('decision-to-assess', '2025-05-30', { outcome: 'assess' });

    expect(clocksOf(evaluate([REQUEST, refused, road, assess]), 'N7', 'after-reversal')).toEqual([]);
    expect(clocksOf(evaluate([REQUEST, refused, { ...road, on: refused.on }, assess]), 'N7', 'after-reversal')).toEqual(
      [],
    );
    expect(clocksOf(evaluate([REQUEST, refused, { ...road, on: assess.on }, assess]), 'N7', 'after-reversal')).toEqual(
      [],
    );
    expect(
      clocksOf(evaluate([refused, { ...road, on: day('2025-04-09') }, assess]), 'N7', 'after-reversal'),
    ).toHaveLength(1);
    expect(
      clocksOf(evaluate([refused, { ...road, on: day('2025-05-31') }, assess]), 'N7', 'after-reversal'),
    ).toHaveLength(1);
  });

  test('two decisions on one day say nothing about which came first, so that neither reverses the other', () => {
    const sameDay = evaluate([REQUEST, refused, fact('decision-to-assess', '2025-04-10', { outcome: 'assess' })]);

    expect(clocksOf(sameDay, 'N7')).toHaveLength(1);
  });

  test('each refusal that is reversed starts its own clocks', () => {
    const twice = evaluate([
      REQUEST,
      refused,
      fact('decision-to-assess', '2025-05-20', { outcome: 'assess' }),
      fact('decision-to-assess', '2025-05-21', { outcome: 'assess' }),
      fact('decision-to-assess', '2025-06-01', { outcome: 'refuse' }),
      fact('decision-to-assess', '2025-06-20', { outcome: 'assess' }),
    ]);

    expect(dates(clocksOf(twice, 'N7')).slice(1)).toEqual([
      ['after-reversal', '2025-05-20', '2025-08-26'],
      ['after-reversal (2)', '2025-06-20', '2025-09-26'],
    ]);
  });
});

describe('a milestone that happens again', () => {
  const open = (evaluation: Evaluation, rule: string) =>
    clocksOf(evaluation, rule).map(({ metOn, endedOn }) => metOn ?? endedOn ?? 'open');

  test.each<[string, string, readonly Milestone[]]>([
    [
      'R9',
      'the notice sent twice',
      [
        fact('amendment-notice-sent', '2025-02-12'),
        fact('amendment-notice-sent', '2025-03-05'),
        fact('amended-plan-issued', '2025-04-02'),
      ],
    ],
    [
      'X1',
      'a reassessment asked for twice',
      [
        fact('reassessment-requested', '2025-03-17'),
        fact('reassessment-requested', '2025-03-20'),
        fact('decision-to-assess', '2025-04-02', { outcome: 'refuse' }),
      ],
    ],
    [
      'T7',
      'an agreement and then an order in its terms',
      [
        fact('mediation-agreed', '2025-03-01', { order: 'amend-contents' }),
        fact('tribunal-ordered', '2025-03-10', { order: 'amend-contents' }),
        fact('amended-plan-issued', '2025-04-02'),
      ],
    ],
    [
      'L1',
      'news of the move twice',
      [
        fact('move-notified', '2025-03-20'),
        fact('move-notified', '2025-03-28'),
        fact('plan-transferred-out', '2025-04-02'),
      ],
    ],
    [
      'R6',
      'a meeting that was reconvened',
      [
        fact('review-meeting-held', '2025-03-05'),
        fact('review-meeting-held', '2025-03-19'),
        fact('review-decision', '2025-04-02', { outcome: 'amend' }),
      ],
    ],
  ])('%s: %s is done once', (rule, _, milestones) => {
    expect(open(evaluate(milestones), rule)).toEqual(['2025-04-02', '2025-04-02']);
  });

  test('a meeting more than twelve weeks later belongs to another review', () => {
    const decided = (second: string) =>
      open(
        evaluate([
          fact('review-meeting-held', '2025-03-05'),
          fact('review-meeting-held', second),
          fact('review-decision', '2025-06-20', { outcome: 'amend' }),
        ]),
        'R6',
      );

    expect(decided('2025-05-28')).toEqual(['2025-06-20', '2025-06-20']);
    expect(decided('2025-05-29')).toEqual(['open', '2025-06-20']);
  });

  test.each<Milestone>([
    fact('decision-to-assess', '2023-02-13', { outcome: 'refuse' }),
    fact('decision-to-issue', '2023-02-13', { outcome: 'refuse' }),
    fact('final-plan-issued', '2023-02-13'),
    fact('closed', '2023-02-13'),
  ])('a new request after the first case came to its end starts the assessment again', (end) => {
    const both = evaluate([fact('request-received', '2023-01-09'), end, fact('request-received', '2025-01-06')]);

    expect(clocksOf(both, 'N7').map(({ ref, startedOn }) => [ref, startedOn])).toEqual([
      [undefined, '2023-01-09'],
      ['(2)', '2025-01-06'],
    ]);
    expect(clocksOf(both, 'N1')).toHaveLength(2);
  });

  test('a second request while the first is open changes nothing', () => {
    const twice = evaluate([fact('request-received', '2025-01-06'), fact('request-received', '2025-02-03')]);

    expect(clocksOf(twice, 'N7').map(({ startedOn }) => startedOn)).toEqual(['2025-01-06']);
  });

  test('each reassessment has its own final plan', () => {
    const twice = evaluate([
      fact('reassessment-requested', '2022-03-03'),
      fact('decision-to-assess', '2022-03-14', { outcome: 'assess' }),
      fact('final-plan-issued', '2022-06-01'),
      fact('reassessment-requested', '2025-03-03'),
      fact('decision-to-assess', '2025-03-14', { outcome: 'assess' }),
    ]);

    expect(dates(clocksOf(twice, 'X3'))).toEqual([
      [undefined, '2022-03-14', '2022-06-20'],
      ['(2)', '2025-03-14', '2025-06-20'],
    ]);
  });
});

describe('a reassessment that was refused', () => {
  const refusedAgain = [
    fact('reassessment-requested', '2025-03-03'),
    fact('decision-to-assess', '2025-03-14', { outcome: 'refuse' }),
  ];
  const assess = (on: string): Milestone => fact('decision-to-assess', on, { outcome: 'assess' });
  const rulesOf = (...more: Milestone[]) => [
    ...new Set(
      evaluate([...refusedAgain, ...more])
        .clocks.map(({ rule }) => rule)
        .filter((rule) => /^[NTUX]/.test(rule)),
    ),
  ];

  test('and is ordered, agreed or conceded has the limits of that road alone', () => {
    expect(rulesOf(fact('tribunal-ordered', '2025-05-06', { order: 'assess' }), assess('2025-05-16'))).toEqual([
      'T1',
      'T2',
      'T3',
      'X1',
    ]);
    expect(
      rulesOf(fact('appeal-conceded', '2025-05-06', { appeal: 'refusal-to-reassess' }), assess('2025-05-16')),
    ).toEqual(['U1', 'X1']);
  });

  test('and is reversed has 14 weeks from the reversal, once', () => {
    const reversed = evaluate([...refusedAgain, assess('2025-05-16')]);

    expect(rulesOf(assess('2025-05-16'))).toEqual(['X1', 'X3']);
    expect(dates(clocksOf(reversed, 'X3'))).toEqual([[undefined, '2025-05-16', '2025-08-22']]);
    expect(rulesOf(fact('decision-reversed', '2025-05-16', { stage: 'assess' }))).toEqual(['X1', 'X3']);
  });
});

describe('a plan that is issued after a refusal because of a dispute', () => {
  test.each<Milestone>([
    fact('tribunal-ordered', '2025-07-01', { order: 'make-plan' }),
    fact('tribunal-ordered', '2025-07-01', { order: 'reconsider' }),
    fact('mediation-agreed', '2025-07-01', { order: 'make-plan' }),
    fact('appeal-conceded', '2025-07-01', { appeal: 'refusal-to-issue' }),
    fact('decision-reversed', '2025-07-01', { stage: 'issue' }),
  ])('has the limits of that road, and none of a second reversal', (road) => {
    const { clocks } = evaluate([
      REQUEST,
      fact('decision-to-issue', '2025-06-10', { outcome: 'refuse' }),
      road,
      fact('decision-to-issue', '2025-07-08', { outcome: 'issue' }),
    ]);

    expect(clocks.filter(({ rule, startedOn }) => rule === 'N7' && startedOn === '2025-07-08')).toEqual([]);
  });

  test('a decision to assess without a refusal before it reverses nothing', () => {
    const { clocks } = evaluate([
      fact('decision-to-assess', '2025-04-10', { outcome: 'assess' }),
      fact('decision-to-assess', '2025-04-20', { outcome: 'assess' }),
    ]);

    expect(clocks).toEqual([]);
  });
});

describe('a clock that needs more than one milestone', () => {
  const both: Rule = {
    ...draftPlanStandard(16),
    id: 'S5',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'request-received' }] },
        limit: { count: 'weeks-of', weeks: 6 },
        metBy: { allOf: [[{ milestone: 'draft-plan-sent' }], [{ milestone: 'setting-consulted' }]] },
        endedBy: [],
      },
    ],
  };
  const met = (...milestones: Milestone[]) =>
    clockOf(evaluate([REQUEST, ...milestones], { rulebook: new Rulebook([both]) }), 'S5').metOn;

  test('is met by the last of them', () => {
    const draft = fact('draft-plan-sent', '2025-04-01');
    const consulted = (on: string): Milestone => fact('setting-consulted', on);

    expect(met(draft)).toBeUndefined();
    expect(met(consulted('2025-04-02'))).toBeUndefined();
    expect(met(draft, consulted('2025-04-02'))).toBe('2025-04-02');
    expect(met(draft, consulted('2025-03-31'))).toBe('2025-04-01');
  });
});

describe('a dispute about something else explains no change of mind', () => {
  test.each<Milestone>([
    fact('mediation-agreed', '2025-05-20', { order: 'other' }),
    fact('tribunal-ordered', '2025-05-20', { order: 'dismiss' }),
    fact('appeal-conceded', '2025-05-20', { appeal: 'contents' }),
  ])('so that a later decision to assess is a reversal', (dispute) => {
    const evaluation = evaluate([
      REQUEST,
      fact('decision-to-assess', '2025-04-10', { outcome: 'refuse' }),
      dispute,
      fact('decision-to-assess', '2025-05-30', { outcome: 'assess' }),
    ]);

    expect(clockOf(evaluation, 'N7', 'after-reversal').dueOn).toBe('2025-09-05');
  });
});

describe('the earlier of the request and responsibility starts the assessment', () => {
  test('whichever comes first', () => {
    const earlier = fact('became-responsible', '2025-02-24');

    expect(clockOf(evaluate([REQUEST, earlier]), 'N1').startedOn).toBe('2025-02-24');
    expect(clockOf(evaluate([REQUEST, { ...earlier, on: day('2025-03-10') }]), 'N1').startedOn).toBe('2025-03-03');
  });
});

describe('advice is paired with its request', () => {
  const asked = (ref: string | undefined, adviser: string | undefined, on: string): Milestone =>
    fact('advice-requested', on, {
      ...(ref === undefined ? {} : { ref }),
      ...(adviser === undefined ? {} : { adviser }),
    });
  const received = (on: string, attributes: { ref?: string; adviser?: string } = {}): Milestone =>
    fact('advice-received', on, attributes);
  const met = (...milestones: Milestone[]) =>
    clocksOf(evaluate(milestones), 'N2').map(({ ref, metOn }) => [ref, metOn]);

  test('by ref', () => {
    expect(
      met(
        asked('1', 'health', '2025-04-01'),
        asked('2', 'health', '2025-04-01'),
        received('2025-04-20', { ref: '2', adviser: 'health' }),
      ),
    ).toEqual([
      ['1', undefined],
      ['2', '2025-04-20'],
    ]);
  });

  test('by adviser', () => {
    const both = [asked(undefined, 'health', '2025-04-01'), asked('2', 'social-care', '2025-04-01')];

    expect(met(...both, received('2025-04-20', { adviser: 'health' }))).toEqual([
      ['health', '2025-04-20'],
      ['2', undefined],
    ]);
    expect(met(...both, received('2025-04-20', { adviser: 'social-care' }))).toEqual([
      ['health', undefined],
      ['2', '2025-04-20'],
    ]);
    expect(met(...both, received('2025-04-20', { ref: 'health' }))).toEqual([
      ['health', '2025-04-20'],
      ['2', undefined],
    ]);
    expect(met(asked('ep', undefined, '2025-04-01'), received('2025-04-20', { adviser: 'ep' }))).toEqual([
      ['ep', '2025-04-20'],
    ]);
  });

  test('by adviser only where that adviser was asked once', () => {
    expect(
      met(
        asked('gp', 'health', '2025-04-01'),
        asked('camhs', 'health', '2025-04-01'),
        asked('ep', 'psychologist', '2025-04-01'),
        received('2025-04-20', { adviser: 'health' }),
        received('2025-04-21', { adviser: 'psychologist' }),
      ),
    ).toEqual([
      ['camhs', undefined],
      ['ep', '2025-04-21'],
      ['gp', undefined],
    ]);
  });

  test('by itself where there is one request only', () => {
    expect(met(asked('1', 'health', '2025-04-01'), received('2025-04-20'))).toEqual([['1', '2025-04-20']]);
    expect(
      met(asked('1', 'health', '2025-04-01'), asked('2', 'sensory', '2025-04-02'), received('2025-04-20')),
    ).toEqual([
      ['1', undefined],
      ['2', undefined],
    ]);
  });

  test('asked for again, the second request has a clock of its own, and one answer meets both', () => {
    expect(
      met(
        asked('ep', undefined, '2025-04-01'),
        asked('ep', undefined, '2025-05-01'),
        asked('health', undefined, '2025-05-01'),
        received('2025-05-20', { ref: 'ep' }),
      ),
    ).toEqual([
      ['ep', '2025-05-20'],
      ['ep (2)', '2025-05-20'],
      ['health', undefined],
    ]);
  });

  test('a request to another body does not end the time of the first', () => {
    expect(
      met(
        asked('ep', undefined, '2025-04-01'),
        asked('health', undefined, '2025-04-15'),
        received('2025-05-10', { ref: 'ep' }),
        received('2025-05-12', { ref: 'health' }),
      ),
    ).toEqual([
      ['ep', '2025-05-10'],
      ['health', '2025-05-12'],
    ]);
  });

  test('asked for again after the answer, the second request is open', () => {
    expect(
      met(
        asked('ep', undefined, '2025-04-01'),
        asked('ep', undefined, '2025-05-01'),
        received('2025-05-01', { ref: 'ep' }),
      ),
    ).toEqual([
      ['ep', '2025-05-01'],
      ['ep (2)', '2025-05-01'],
    ]);
    expect(
      met(
        asked('ep', undefined, '2025-04-01'),
        asked('ep', undefined, '2025-05-01'),
        received('2025-04-30', { ref: 'ep' }),
      ),
    ).toEqual([
      ['ep', '2025-04-30'],
      ['ep (2)', undefined],
    ]);
  });

  test('recorded twice, in whichever order, it is one request that an answer without a ref meets', () => {
    const [one, other] = [asked('ep', 'a', '2025-04-01'), asked('ep', 'b', '2025-04-01')];

    expect(met(one, other, received('2025-04-20'))).toEqual([['ep', '2025-04-20']]);
    expect(met(one, other, received('2025-04-20', { adviser: 'a' }))).toEqual([['ep', '2025-04-20']]);
    expect(met(other, one, received('2025-04-20', { adviser: 'a' }))).toEqual([['ep', '2025-04-20']]);
    expect(met(other, one, received('2025-04-20', { adviser: 'b' }))).toEqual([['ep', undefined]]);
  });

  test('the same request recorded twice on one day is one', () => {
    expect(met(asked('ep', 'a', '2025-04-01'), asked('ep', 'b', '2025-04-01'))).toEqual([['ep', undefined]]);
  });

  test('counts from the day the body received the request, where that is known', () => {
    const n2 = clockOf(
      evaluate([fact('advice-requested', '2025-04-01', { ref: 'ep', receivedOn: '2025-04-03' })]),
      'N2',
    );

    expect(n2).toMatchObject({ startedOn: '2025-04-03', dueOn: '2025-05-15' });
  });

  test('recommendations on health and on social care are answered apart', () => {
    const both = evaluate([
      fact('tribunal-recommended', '2025-05-06', { body: 'health' }),
      fact('tribunal-recommended', '2025-05-06', { body: 'social-care' }),
      fact('recommendation-answered', '2025-05-20', { body: 'social-care' }),
    ]);

    expect(clocksOf(both, 'T11').map(({ ref, metOn }) => [ref, metOn])).toEqual([
      ['health', undefined],
      ['social-care', '2025-05-20'],
    ]);
  });
});

describe('the 15 days for the draft', () => {
  const draft = (on: string): Milestone => fact('draft-plan-sent', on);
  const n5 = (...milestones: Milestone[]) =>
    clocksOf(evaluate(milestones), 'N5').map(({ ref, dueOn, metOn, endedOn }) => [ref, dueOn, metOn, endedOn]);

  test('start again when the draft is issued again, and the 20 weeks do not', () => {
    const again = [REQUEST, draft('2025-06-02'), draft('2025-06-10')];

    expect(n5(...again)).toEqual([
      [undefined, '2025-06-16', undefined, '2025-06-10'],
      ['(2)', '2025-06-24', '2025-06-24', undefined],
    ]);
    expect(clockOf(evaluate(again), 'N7').dueOn).toBe('2025-07-21');
  });

  test('that had run before the draft was issued again stay met', () => {
    expect(n5(draft('2025-06-02'), draft('2025-06-30'))[0]).toEqual([undefined, '2025-06-16', '2025-06-16', undefined]);
  });

  test('end early with a reply, and a reply after them changes nothing', () => {
    expect(n5(draft('2025-06-02'), fact('representations-received', '2025-06-16'))[0]?.[2]).toBe('2025-06-16');
    expect(n5(draft('2025-06-02'), fact('representations-received', '2025-06-20'))[0]?.[2]).toBe('2025-06-16');
    expect(n5(draft('2025-06-02'), fact('representations-received', '2025-06-05'))[0]?.[2]).toBe('2025-06-05');
  });

  test('are broken by a final plan on any of them, the last included', () => {
    const final = (on: string) => n5(draft('2025-06-02'), fact('final-plan-issued', on))[0]?.slice(2);

    expect(final('2025-06-16')).toEqual([undefined, '2025-06-16']);
    expect(final('2025-06-17')).toEqual(['2025-06-16', undefined]);
  });

  test('a final plan on the day of the reply, or after it, breaks nothing', () => {
    const reply = fact('representations-received', '2025-06-05');
    const final = (on: string) => n5(draft('2025-06-02'), reply, fact('final-plan-issued', on))[0]?.slice(2);

    expect(final('2025-06-05')).toEqual(['2025-06-05', undefined]);
    expect(final('2025-06-09')).toEqual(['2025-06-05', undefined]);
    expect(final('2025-06-04')).toEqual([undefined, '2025-06-04']);
  });

  test('come in the order in which the drafts were served', () => {
    const posted = fact('draft-plan-sent', '2025-06-02', { servedOn: '2025-06-20' });

    expect(n5(posted, draft('2025-06-10'))).toEqual([
      [undefined, '2025-06-24', undefined, '2025-06-20'],
      ['(2)', '2025-07-04', '2025-07-04', undefined],
    ]);
  });

  test('a reply to the first draft is not a reply to the second', () => {
    expect(n5(draft('2025-06-02'), fact('representations-received', '2025-06-05'), draft('2025-06-10'))).toEqual([
      [undefined, '2025-06-16', '2025-06-05', undefined],
      ['(2)', '2025-06-24', '2025-06-24', undefined],
    ]);
    expect(n5(draft('2025-06-02'), draft('2025-06-10'), fact('representations-received', '2025-06-12'))).toEqual([
      [undefined, '2025-06-16', undefined, '2025-06-10'],
      ['(2)', '2025-06-24', '2025-06-12', undefined],
    ]);
  });
});

describe('the annual review', () => {
  const made = fact('plan-made', '2023-09-04');
  const meeting = (on: string): Milestone => fact('review-meeting-held', on);
  const decision = (on: string, outcome: 'maintain' | 'amend' | 'cease' = 'amend'): Milestone =>
    fact('review-decision', on, { outcome });

  test('is done with its decision, which starts the next twelve months; the meeting gives the cautious date', () => {
    const evaluation = evaluate([made, meeting('2024-07-01'), decision('2024-07-22'), decision('2025-07-01')]);

    expect(clockOf(evaluation, 'R1')).toMatchObject({ dueOn: '2024-09-03', metOn: '2024-07-22' });
    expect(clocksOf(evaluation, 'R2').map(({ dueOn, actByOn, metOn }) => [dueOn, actByOn, metOn])).toEqual([
      ['2025-07-21', '2025-06-30', '2025-07-01'],
      ['2026-06-30', '2026-06-30', undefined],
    ]);
  });

  test('is not done without a decision: the clock stays where it was', () => {
    const evaluation = evaluate([made, meeting('2024-07-01')]);

    expect(clockOf(evaluation, 'R1').metOn).toBeUndefined();
    expect(clocksOf(evaluation, 'R2')).toEqual([]);
  });

  test('a decision that is also recorded as the last review is one review', () => {
    const evaluation = evaluate([decision('2024-07-22'), fact('last-reviewed', '2024-07-22')]);

    expect(clocksOf(evaluation, 'R2').map(({ ref, metOn }) => [ref, metOn])).toEqual([[undefined, undefined]]);
  });

  test('a plan that the tribunal amends does not start the twelve months again', () => {
    const reviewed = [made, decision('2024-07-22')];
    const amended = [
      ...reviewed,
      fact('appeal-lodged', '2024-08-20', { appeal: 'contents' }),
      fact('tribunal-ordered', '2024-12-02', { order: 'amend-contents' }),
      fact('amended-plan-issued', '2025-01-06'),
    ];

    expect(clockOf(evaluate(amended), 'R1')).toEqual(clockOf(evaluate(reviewed), 'R1'));
    expect(clockOf(evaluate(amended), 'R2')).toEqual(clockOf(evaluate(reviewed), 'R2'));
  });

  test('a plan that moved in is reviewed under regulation 15(5) first, then yearly', () => {
    const evaluation = evaluate([
      fact('last-reviewed', '2024-11-04'),
      fact('plan-transferred-in', '2025-09-17'),
      decision('2025-12-01'),
    ]);

    expect(clockOf(evaluation, 'L3')).toMatchObject({ dueOn: '2025-12-16', metOn: '2025-12-01' });
    expect(clocksOf(evaluation, 'R2').map(({ endedOn, dueOn }) => [dueOn, endedOn])).toEqual([
      ['2025-11-03', '2025-09-17'],
      ['2026-11-30', undefined],
    ]);
  });

  test('L3 is met by the review however it is recorded, and outlives the transfer that brought the plan', () => {
    const arrived = [fact('plan-transferred-out', '2025-09-17'), fact('plan-transferred-in', '2025-09-17')];

    expect(clockOf(evaluate(arrived), 'L3')).not.toHaveProperty('endedOn');
    expect(clockOf(evaluate(arrived), 'L2')).not.toHaveProperty('endedOn');
    expect(clockOf(evaluate([...arrived, fact('last-reviewed', '2025-12-01')]), 'L3').metOn).toBe('2025-12-01');
    expect(clockOf(evaluate([...arrived, fact('plan-transferred-out', '2025-09-18')]), 'L3').endedOn).toBe(
      '2025-09-18',
    );
  });

  test('L3 without any earlier day has three months from the transfer', () => {
    expect(clockOf(evaluate([fact('plan-transferred-in', '2025-09-17')]), 'L3').dueOn).toBe('2025-12-16');
    expect(
      clockOf(evaluate([fact('last-reviewed', '2025-09-01'), fact('plan-transferred-in', '2025-09-17')]), 'L3').dueOn,
    ).toBe('2026-08-31');
    expect(
      clockOf(
        evaluate([
          fact('plan-made', '2020-01-06'),
          fact('last-reviewed', '2025-09-17'),
          fact('plan-transferred-in', '2025-09-17'),
        ]),
        'L3',
      ).dueOn,
    ).toBe('2026-09-16');
  });

  test("each meeting has its own chain, and next year's decision does not close this year's", () => {
    const two = evaluate([
      meeting('2024-07-01'),
      meeting('2025-06-30'),
      decision('2025-07-14', 'maintain'),
      fact('review-report-sent', '2025-07-10'),
    ]);
    const chain = (rule: string) =>
      clocksOf(two, rule).map(({ ref, metOn, endedOn }) => [ref, metOn ?? 'not met', endedOn ?? 'open']);

    expect(chain('R5')).toEqual([
      [undefined, 'not met', 'open'],
      ['(2)', '2025-07-10', 'open'],
    ]);
    expect(chain('R6')).toEqual([
      [undefined, 'not met', 'open'],
      ['(2)', '2025-07-14', 'open'],
    ]);
    expect(chain('R7')).toEqual([
      [undefined, 'not met', 'open'],
      ['(2)', 'not met', '2025-07-14'],
    ]);
    expect(chain('R9')).toEqual([
      ['outer-marker', 'not met', 'open'],
      ['outer-marker (2)', 'not met', '2025-07-14'],
    ]);
  });

  test('what happens on the day of the next meeting belongs to that meeting', () => {
    const reported = (on: string) =>
      clocksOf(evaluate([meeting('2024-07-01'), meeting('2025-06-30'), fact('review-report-sent', on)]), 'R5').map(
        ({ metOn }) => metOn,
      );

    expect(reported('2025-06-29')).toEqual(['2025-06-29', undefined]);
    expect(reported('2025-06-30')).toEqual([undefined, '2025-06-30']);
  });

  test('the end of the plan ends every open chain', () => {
    const { clocks } = evaluate([meeting('2024-07-01'), meeting('2025-06-30'), fact('plan-ceased', '2025-07-31')]);

    expect(clocks.filter(({ rule }) => rule === 'R6').map(({ endedOn }) => endedOn)).toEqual([
      '2025-07-31',
      '2025-07-31',
    ]);
  });

  test('the amended plan hangs on the notice actually sent, with the 12 weeks from the meeting beside it', () => {
    const chain = evaluate([meeting('2025-01-15'), fact('amendment-notice-sent', '2025-02-26')]);

    expect(dates(clocksOf(chain, 'R9'))).toEqual([
      [undefined, '2025-02-26', '2025-04-23'],
      ['outer-marker', '2025-01-15', '2025-04-09'],
    ]);
  });

  test('a meeting of years ago gives no mark', () => {
    const r9 = clocksOf(evaluate([meeting('2023-01-15'), fact('amendment-notice-sent', '2025-02-26')]), 'R9');
    const marks = r9.filter(({ ref }) => ref === undefined).flatMap((clock) => clock.marks);

    expect(marks).toEqual([]);
  });

  test('notices after a review and notices without one keep apart', () => {
    const { clocks } = evaluate([fact('amendment-notice-sent', '2025-02-26', { withoutReview: true })]);

    expect(clocks.map(({ rule, ref }) => `${rule} ${ref ?? ''}`)).toEqual(['M1 reply', 'M1 final']);
  });
});

describe('invitations and advice hang on the planned or the held meeting', () => {
  const planned = (on: string): Milestone => fact('review-meeting-planned', on);
  const held = (on: string): Milestone => fact('review-meeting-held', on);
  const decided = (on: string): Milestone => fact('review-decision', on, { outcome: 'maintain' });
  const r3 = (...milestones: Milestone[]) => clocksOf(evaluate(milestones), 'R3').map(({ dueOn }) => dueOn);

  test('the latest plan counts', () => {
    expect(r3(planned('2025-01-15'), planned('2025-01-22'))).toEqual(['2025-01-08']);
    expect(r3(planned('2025-01-22'), planned('2025-01-15'))).toEqual(['2025-01-08']);
  });

  test('a held meeting takes the place of the plan, earlier or later', () => {
    expect(r3(planned('2025-01-15'), held('2025-01-22'))).toEqual(['2025-01-08']);
    expect(r3(planned('2025-01-29'), held('2025-01-22'))).toEqual(['2025-01-08']);
    expect(r3(planned('2025-01-22'), held('2025-01-22'))).toEqual(['2025-01-08']);
  });

  test('once that review is decided, a plan for the next one counts', () => {
    expect(r3(held('2025-01-22'), decided('2025-02-10'), planned('2026-01-14'))).toEqual(['2025-01-08', '2025-12-31']);
    expect(r3(held('2025-01-22'), decided('2025-01-22'), planned('2026-01-14'))).toHaveLength(2);
    expect(r3(held('2025-01-22'), decided('2026-01-14'), planned('2026-01-14'))).toHaveLength(2);
    expect(r3(decided('2025-01-21'), held('2025-01-22'), planned('2025-07-23'))).toHaveLength(1);
    expect(r3(held('2025-01-22'), planned('2025-07-23'), decided('2025-07-24'))).toHaveLength(1);
    expect(r3(held('2025-01-22'), planned('2025-07-23'), fact('last-reviewed', '2025-02-10'))).toHaveLength(2);
    expect(r3(held('2025-01-22'), decided('2025-01-22'), planned('2025-01-22'))).toHaveLength(1);
  });

  test('a plan for more than half a year later is for the next review, decided or not', () => {
    expect(r3(held('2025-01-22'), planned('2025-07-23'))).toHaveLength(1);
    expect(r3(held('2025-01-22'), planned('2025-07-24'))).toHaveLength(2);
  });

  test('invitations belong to the next meeting after them', () => {
    const invited = (on: string): Milestone => fact('invitations-sent', on);
    const met = (...milestones: Milestone[]) => clocksOf(evaluate(milestones), 'R3').map(({ metOn }) => metOn);
    const meetings = [held('2025-01-22'), held('2026-01-14')];

    expect(met(...meetings, invited('2025-01-02'), invited('2025-12-20'))).toEqual(['2025-01-02', '2025-12-20']);
    expect(met(...meetings, invited('2025-12-20'))).toEqual([undefined, '2025-12-20']);
    expect(met(...meetings, invited('2025-01-22'))).toEqual(['2025-01-22', undefined]);
    expect(met(...meetings, invited('2025-01-23'))).toEqual([undefined, '2025-01-23']);
    expect(met(held('2025-01-22'), invited('2025-01-25'))).toEqual([undefined]);
    expect(met(held('2025-01-22'), invited('2024-01-22'))).toEqual(['2024-01-22']);
    expect(met(held('2025-01-22'), invited('2024-01-21'))).toEqual([undefined]);
  });

  test('a clock that counts back runs for the twelve months before the planned day', () => {
    const clock = clockOf(evaluate([planned('2025-01-15')]), 'R3');

    expect(clock.startedOn).toBe('2024-01-15');
    expect(statusOn(clock, day('2024-12-01'))).toBe('running');
  });
});

describe('appeals belong to the notice before them', () => {
  test('an appeal after a second notice is not an appeal against the first', () => {
    const evaluation = evaluate([
      fact('decision-to-assess', '2025-01-10', { outcome: 'refuse' }),
      fact('final-plan-issued', '2025-06-02'),
      fact('appeal-lodged', '2025-06-20'),
    ]);

    expect(clocksOf(evaluation, 'A6').map(({ ref, metOn }) => [ref, metOn])).toEqual([
      ['refusal-to-assess', undefined],
      ['contents', '2025-06-20'],
    ]);
  });

  test('an appeal that does not say what it is about belongs to the round of its day', () => {
    const met = (on: string) =>
      clocksOf(
        evaluate([
          fact('decision-to-issue', '2025-01-10', { outcome: 'refuse' }),
          fact('final-plan-issued', '2025-02-20'),
          fact('appeal-lodged', on),
        ]),
        'A6',
      ).map(({ metOn }) => metOn);

    expect(met('2025-02-19')).toEqual(['2025-02-19', undefined]);
    expect(met('2025-02-20')).toEqual([undefined, '2025-02-20']);
  });

  test('a second notice of the same kind has a clock of its own', () => {
    const evaluation = evaluate([fact('final-plan-issued', '2025-01-10'), fact('amended-plan-issued', '2025-06-02')]);

    expect(clocksOf(evaluation, 'A6').map(({ ref }) => ref)).toEqual(['contents', 'contents (2)']);
  });

  test('a certificate counts for the notice before it, and only until the next', () => {
    const evaluation = evaluate([
      fact('decision-to-assess', '2025-01-10', { outcome: 'refuse' }),
      fact('final-plan-issued', '2025-06-02'),
      fact('mediation-certificate-issued', '2025-07-25'),
    ]);

    expect(clocksOf(evaluation, 'A6').map(({ dueOn }) => dueOn)).toEqual(['2025-03-10', '2025-08-25']);
  });
});

describe('days that an attribute states', () => {
  const l1 = (movesOn: string) => clockOf(evaluate([fact('move-notified', '2025-08-28', { movesOn })]), 'L1');
  const agreedFor = (agreedDueOn: string) =>
    clockOf(evaluate([fact('mediation-agreed', '2025-03-04', { order: 'make-plan', agreedDueOn })]), 'A8');

  test('limit nothing where they passed before the clock started', () => {
    expect(l1('2025-10-01')).toMatchObject({ dueOn: '2025-10-01' });
    expect(l1('2025-08-28').workings.parts).toHaveLength(2);
    expect(l1('2025-08-27')).toMatchObject({ dueOn: '2025-09-17' });
    expect(l1('2025-08-27').workings.parts).toHaveLength(1);
  });

  test('leave a clock that had nothing else due at once', () => {
    expect(agreedFor('2025-03-05').dueOn).toBe('2025-03-05');
    expect(agreedFor('2025-03-03')).toMatchObject({ startedOn: '2025-03-04', dueOn: '2025-03-04' });
    expect(agreedFor('2025-03-03').workings.parts.map(({ length }) => length.count)).toEqual(['at-once']);
  });

  test('that nobody stated leave the other counts of the limit', () => {
    expect(clockOf(evaluate([fact('move-notified', '2025-08-28')]), 'L1').dueOn).toBe('2025-09-17');
  });
});

describe('what ends and what meets a clock', () => {
  test('on one day, meeting it counts', () => {
    const n7 = clockOf(
      evaluate([REQUEST, fact('final-plan-issued', '2025-07-01'), fact('closed', '2025-07-01')]),
      'N7',
    );

    expect(n7).toMatchObject({ metOn: '2025-07-01' });
    expect(n7).not.toHaveProperty('endedOn');
  });

  test('what comes first counts', () => {
    const n7 = clockOf(
      evaluate([REQUEST, fact('final-plan-issued', '2025-07-02'), fact('closed', '2025-07-01')]),
      'N7',
    );

    expect(n7).toMatchObject({ endedOn: '2025-07-01' });
    expect(n7).not.toHaveProperty('metOn');
  });

  test('of two endings the earlier one, and on one day the one that the rule names first', () => {
    const ended = (refusal: string, closing: string) =>
      clockOf(
        evaluate([REQUEST, fact('decision-to-issue', refusal, { outcome: 'refuse' }), fact('closed', closing)]),
        'N7',
      ).endedBecause;

    expect(ended('2025-06-02', '2025-06-01')).toBe('the case was closed');
    expect(ended('2025-06-01', '2025-06-02')).toBe('the council refused to issue a plan');
    expect(ended('2025-06-01', '2025-06-01')).toBe('the council refused to issue a plan');
  });

  test('what happened before the clock started does neither', () => {
    const n7 = clockOf(
      evaluate([REQUEST, fact('final-plan-issued', '2025-03-02'), fact('closed', '2025-03-01')]),
      'N7',
    );

    expect(n7).not.toHaveProperty('metOn');
    expect(n7).not.toHaveProperty('endedOn');
  });

  test('what happens on its first day can', () => {
    expect(clockOf(evaluate([REQUEST, fact('closed', '2025-03-03')]), 'N7').endedOn).toBe('2025-03-03');
    expect(clockOf(evaluate([REQUEST, fact('final-plan-issued', '2025-03-03')]), 'N7').metOn).toBe('2025-03-03');
  });

  test('a draft issued again on the day that the case closes', () => {
    const ended = (closing: string) =>
      clocksOf(
        evaluate([
          fact('draft-plan-sent', '2025-06-02'),
          fact('draft-plan-sent', '2025-06-05'),
          fact('closed', closing),
        ]),
        'N5',
      )[0]?.endedBecause;

    expect(ended('2025-06-05')).toBe('the case was closed');
    expect(ended('2025-06-04')).toBe('the case was closed');
    expect(ended('2025-06-06')).toContain('issued again');
  });
});

describe('no facts, no clocks', () => {
  test('nothing comes of nothing', () => {
    expect(evaluate([])).toEqual({ clocks: [], duties: [], exceptions: [] });
  });

  test('nor of facts that start nothing', () => {
    expect(evaluate([fact('advice-received', '2025-06-02')])).toEqual({ clocks: [], duties: [], exceptions: [] });
  });
});

describe('the clocks come in the order of the rulebook', () => {
  test('whatever the order of the facts', () => {
    const { clocks } = evaluate([
      fact('plan-made', '2025-07-01'),
      fact('final-plan-issued', '2025-07-01'),
      fact('draft-plan-sent', '2025-06-02'),
      REQUEST,
    ]);

    expect(clocks.map(({ rule }) => rule)).toEqual(['N1', 'N3', 'N5', 'N7', 'A1', 'A6', 'X2', 'R1', 'S1']);
  });
});

describe('the status of a clock on a day', () => {
  const clock = clockOf(evaluate([REQUEST]), 'N1');
  const at = (date: string, more: Partial<Clock> = {}) => statusOn({ ...clock, ...more }, day(date));

  test('from not started through running and due soon to overdue', () => {
    expect(LEAD_DAYS).toBe(14);
    expect(clock).toMatchObject({ startedOn: '2025-03-03', dueOn: '2025-04-14' });
    expect(at('2025-03-02')).toBe('not-started');
    expect(at('2025-03-03')).toBe('running');
    expect(at('2025-03-30')).toBe('running');
    expect(at('2025-03-31')).toBe('due-soon');
    expect(at('2025-04-14')).toBe('due-soon');
    expect(at('2025-04-15')).toBe('overdue');
  });

  test('the lead time can be set', () => {
    expect(statusOn(clock, day('2025-04-07'), 7)).toBe('due-soon');
    expect(statusOn(clock, day('2025-04-06'), 7)).toBe('running');
    expect(statusOn(clock, day('2025-04-14'), 0)).toBe('due-soon');
  });

  test('met in time, on the last day, or late, from the day it was met', () => {
    expect(at('2025-04-14', { metOn: day('2025-04-14') })).toBe('met');
    expect(at('2025-04-13', { metOn: day('2025-04-14') })).toBe('due-soon');
    expect(at('2025-04-20', { metOn: day('2025-04-15') })).toBe('met-late');
    expect(at('2025-04-15', { metOn: day('2025-04-16') })).toBe('overdue');
  });

  test('ended from the day it ended', () => {
    expect(at('2025-04-01', { endedOn: day('2025-04-01') })).toBe('ended');
    expect(at('2025-03-31', { endedOn: day('2025-04-01') })).toBe('due-soon');
  });

  test('excused past its due date, and only then', () => {
    const excused = { ground: 'absence', basis: 'regulation 5(4)(d)' } as const;

    expect(at('2025-04-14', { excused })).toBe('due-soon');
    expect(at('2025-04-15', { excused })).toBe('excused');
    expect(at('2025-04-15', { excused, metOn: day('2025-04-15') })).toBe('met-late');
  });

  test('every status can be had', () => {
    expect([...STATUSES].sort()).toEqual([
      'due-soon',
      'ended',
      'excused',
      'met',
      'met-late',
      'not-started',
      'overdue',
      'running',
    ]);
  });
});

describe('working days reach no further than the list of bank holidays', () => {
  test('a date beyond it is refused rather than guessed', () => {
    const late = addDays(day('2030-12-31'), 0);

    expect(() => evaluate([fact('appeal-lodged', late)])).toThrow(
      'The bank holidays of 2031 are not known: the list covers 2014 to 2030',
    );
  });
});
