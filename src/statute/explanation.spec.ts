import { describe, expect, test } from '@jest/globals';
import { clockOf, fact } from '../testing/facts.js';
import { day } from './calendar.js';
import { evaluate } from './evaluate.js';
import { explain, explainDuty } from './explanation.js';
import type { Milestone } from './milestones.js';

const REQUEST = fact('request-received', '2024-09-02');
/** Asked long after everything has happened, unless a test asks on another day. */
const LATER = day('2026-11-22');
const explained = (rule: string, ...milestones: Milestone[]) => explain(clockOf(evaluate(milestones), rule), LATER);
const explainedOn = (on: string, rule: string, ...milestones: Milestone[]) =>
  explain(clockOf(evaluate(milestones), rule), day(on));

describe('an open clock', () => {
  test('says the duty, what started it, the count and its cautious reading, what would meet it, and the law', () => {
    expect(explainedOn('2024-10-01', 'N7', REQUEST)).toEqual([
      'The council must issue the final plan within 20 weeks of the request.',
      'The clock started on Monday 2 September 2024, when the council received the request for a needs assessment.',
      '20 weeks from 2 September 2024, not counting that day, is 20 January 2025.',
      "Counting 2 September 2024 itself as day 1, as the DfE's SEN2 definition does, gives 19 January 2025: to be safe on either reading, act by then.",
      'It is met when the final plan is sent to the family, the setting that it names and the health body, with notice of the right to appeal.',
      'The rule: regulation 13(2) of the Special Educational Needs and Disability Regulations 2014; section 39(8) of the Children and Families Act 2014; section 40(5) of the Children and Families Act 2014; regulation 14 of the Special Educational Needs and Disability Regulations 2014.',
      'The duty is to act as soon as practicable; the limit is its outer edge, not a target.',
    ]);
  });
});

describe('what met, ended or excused a clock', () => {
  const N1 = (on: string) => explained('N1', REQUEST, fact('decision-to-assess', on, { outcome: 'assess' }));
  const met = 'when the council gave notice that it will assess';

  test.each([
    ['2024-10-10', `It was met on Thursday 10 October 2024, ${met}, 4 days before it was due.`],
    ['2024-10-13', `It was met on Sunday 13 October 2024, ${met}, 1 day before it was due.`],
    ['2024-10-14', `It was met on Monday 14 October 2024, ${met}, on the last day.`],
    ['2024-10-15', `It was met on Tuesday 15 October 2024, ${met}: 1 day late.`],
    ['2024-10-24', `It was met on Thursday 24 October 2024, ${met}: 10 days late.`],
  ])('a decision on %s', (on, sentence) => {
    expect(N1(on)).toContain(sentence);
  });

  test('a clock that is overdue says by how much, an excused one how far it is past its date', () => {
    const absence = fact('exception', '2024-12-01', { ground: 'absence', from: '2024-10-01', to: '2024-12-01' });

    expect(explainedOn('2025-01-20', 'N7', REQUEST).join(' ')).not.toContain('overdue');
    expect(explainedOn('2025-01-21', 'N7', REQUEST)).toContain('On 21 January 2025 it is 1 day overdue.');
    expect(explainedOn('2025-01-30', 'N7', REQUEST, absence)).toContain(
      'On 30 January 2025 it is 10 days past its due date.',
    );
  });

  test('nothing is told on a day of what happens after it', () => {
    const decided = fact('decision-to-assess', '2024-10-10', { outcome: 'assess' });
    const closed = fact('closed', '2024-10-10');
    const open = explainedOn('2024-10-09', 'N1', REQUEST);

    expect(explainedOn('2024-10-09', 'N1', REQUEST, decided)).toEqual(open);
    expect(explainedOn('2024-10-09', 'N1', REQUEST, closed)).toEqual(open);
    expect(explainedOn('2024-10-10', 'N1', REQUEST, decided)).not.toEqual(open);
    expect(explainedOn('2024-10-10', 'N1', REQUEST, closed)).not.toEqual(open);
  });

  test('a right says until when it can be used, and that it lapsed', () => {
    const notice = fact('decision-to-assess', '2025-01-31', { outcome: 'refuse' });

    expect(explainedOn('2025-03-31', 'A1', notice)).toEqual(
      expect.arrayContaining([
        'It is met when the family tells the mediation adviser.',
        'From 1 April 2025 its time has passed.',
      ]),
    );
    expect(explainedOn('2025-04-01', 'A1', notice)).toContain(
      'It ended on Tuesday 1 April 2025 because its time passed.',
    );
    expect(explainedOn('2025-03-31', 'X2', fact('final-plan-issued', '2025-01-31'))).toContain(
      'From 1 August 2025 its time has passed.',
    );
  });

  test('a clock that ended says why', () => {
    expect(explained('N7', REQUEST, fact('decision-to-assess', '2024-10-10', { outcome: 'refuse' }))).toContain(
      'It ended on Thursday 10 October 2024 because the council refused to assess.',
    );
  });

  test('time that ran to its end', () => {
    expect(explained('N5', fact('draft-plan-sent', '2024-12-20'))).toEqual(
      expect.arrayContaining([
        'First day to issue the final plan without a reply: 4 January 2025. Without a reply the plan may be made final from this day.',
        'The time ran to its end on Friday 3 January 2025.',
      ]),
    );
  });

  test('a plan that is kept', () => {
    expect(explained('T9', fact('tribunal-ordered', '2025-05-06', { order: 'maintain' }))).toContain(
      'It was met on Tuesday 6 May 2025, since the plan goes on being maintained.',
    );
  });
});

describe('where a clock hangs on more than one day', () => {
  test('every count is shown, and which is the later', () => {
    expect(
      explained(
        'A6',
        fact('decision-to-assess', '2025-01-31', { outcome: 'refuse' }),
        fact('mediation-certificate-issued', '2025-03-10'),
      ).slice(2, 5),
    ).toEqual([
      '2 months from 31 January 2025, not counting that day, end on 31 March 2025.',
      '1 month from 10 March 2025, not counting that day, ends on 10 April 2025.',
      'The later of these counts: 10 April 2025.',
    ]);
  });

  test('one count alone needs no comparison', () => {
    expect(explained('A6', fact('decision-to-assess', '2025-01-31', { outcome: 'refuse' })).join(' ')).not.toContain(
      'The later of these',
    );
  });

  test('a clock that counts back says from where', () => {
    expect(explained('R3', fact('review-meeting-planned', '2025-01-15'))[1]).toBe(
      'The clock counts back from Wednesday 15 January 2025, when the review meeting is planned.',
    );
    expect(explained('P3', fact('transfer-planned', '2027-01-05', { phase: 'post-16-to-post-16' }))[1]).toMatch(
      /^The clock counts back from Tuesday 5 January 2027/,
    );
    expect(explained('P2', fact('transfer-planned', '2026-09-01', { phase: 'infant-to-junior' }))[1]).toMatch(
      /^The clock counts back from Tuesday 1 September 2026/,
    );
  });

  test('a milestone with two days says what happened on the one that counts', () => {
    expect(explained('N5', fact('draft-plan-sent', '2024-12-18'))[1]).toBe(
      'The clock started on Wednesday 18 December 2024, when the council sent the draft plan.',
    );
    expect(explained('N5', fact('draft-plan-sent', '2024-12-18', { servedOn: '2024-12-20' }))[1]).toBe(
      'The clock started on Friday 20 December 2024, when the draft plan was served on the family.',
    );
    expect(explained('N2', fact('advice-requested', '2024-12-06', { ref: 'ep', receivedOn: '2024-12-09' }))[1]).toBe(
      "The clock started on Monday 9 December 2024, when the body received the council's request for advice.",
    );
    expect(explained('R8', fact('amendment-notice-sent', '2024-12-06', { servedOn: '2024-12-09' }))[1]).toBe(
      'The clock started on Monday 9 December 2024, when the amendment notice was served on the family.',
    );
    expect(explained('A7', fact('appeal-lodged', '2024-12-06', { sentToCouncilOn: '2024-12-09' }))[1]).toBe(
      'The clock started on Monday 9 December 2024, when the tribunal sent the appeal to the council.',
    );
    expect(explained('X2', fact('reassessment-requested', '2025-03-03', { lastAssessedOn: '2025-01-06' }))[1]).toBe(
      'The clock started on Monday 6 January 2025, when the last assessment was finished.',
    );
  });

  test('an agreement at mediation says why it has the limits of an order', () => {
    expect(explained('T4', fact('mediation-agreed', '2025-06-20', { order: 'make-plan' }))[2]).toBe(
      'By regulation 42(2) an agreement at mediation has the limits of an order of the tribunal.',
    );
    expect(explained('T4', fact('tribunal-ordered', '2025-06-20', { order: 'make-plan' })).join(' ')).not.toContain(
      '42(2)',
    );
  });
});

describe('how well a citation was checked', () => {
  test.each([
    [
      'T6',
      fact('tribunal-ordered', '2025-05-06', { order: 'reconsider' }),
      'This citation awaits checking against the text.',
    ],
    [
      'T7',
      fact('tribunal-ordered', '2025-05-06', { order: 'amend-contents' }),
      'This citation was checked against a secondary source, not against the text itself.',
    ],
    [
      'R5',
      fact('review-meeting-held', '2025-05-06'),
      'Part of this citation was checked against the text; the rest awaits checking.',
    ],
  ])('%s says so at the end', (rule, milestone, sentence) => {
    expect(explained(rule, milestone).at(-1)).toBe(sentence);
  });

  test('one that was checked needs no remark', () => {
    expect(explained('N1', REQUEST).join(' ')).not.toContain('checked');
  });
});

describe('a duty without a fixed limit', () => {
  const n4 = (...milestones: Milestone[]) =>
    evaluate([fact('decision-to-issue', '2025-03-04', { outcome: 'issue' }), ...milestones]).duties.map((duty) =>
      explainDuty(duty, LATER),
    )[0];

  test('says what called it up and why it has no date', () => {
    expect(n4()).toEqual([
      'The council must send the family a draft of the plan, which does not name a school or college.',
      'It began on Tuesday 4 March 2025, when the council gave notice that it will issue a plan.',
      'The law sets no limit for the draft; the field works to week 16, and IPSEA says that week 14 is needed.',
      'It is met when the draft plan is sent to the family.',
      'The rule: section 38 of the Children and Families Act 2014.',
      'The citation was checked against the text, and the practice around it against a secondary source.',
    ]);
  });

  test('says when it was met or ended', () => {
    expect(n4(fact('draft-plan-sent', '2025-03-10'))?.[3]).toBe('It was met on Monday 10 March 2025.');
    expect(n4(fact('closed', '2025-03-10'))?.[3]).toBe('It ended on Monday 10 March 2025 because the case was closed.');
  });
});
