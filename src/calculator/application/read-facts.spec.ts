import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Problems } from '../../platform/problem.js';
import { MILESTONE_NAMES } from '../../statute/milestones.js';
import { rulebook } from '../../statute/rulebook.js';
import { calculateClocks } from './calculate-clocks.js';
import { readFacts } from './read-facts.js';

const REQUEST = { milestone: 'request-received', on: '2024-09-02' };

function refusal(given: unknown): Problems {
  try {
    readFacts(given);
  } catch (error) {
    if (error instanceof Problems) return error;
    throw error;
  }
  throw new Error('The facts were accepted');
}

const BAD: readonly (readonly [what: string, given: unknown, message: string])[] = [
  [
    'null for the whole',
    null,
    'facts: null is not an object. Accepted: {"milestones": [{"milestone": "request-received", "on": "2024-09-02"}]}, with "asAt" if need be.',
  ],
  [
    'a number for the whole',
    7,
    'facts: 7 is not an object. Accepted: {"milestones": [{"milestone": "request-received", "on": "2024-09-02"}]}, with "asAt" if need be.',
  ],
  [
    'a text for the whole',
    'x',
    'facts: x is not an object. Accepted: {"milestones": [{"milestone": "request-received", "on": "2024-09-02"}]}, with "asAt" if need be.',
  ],
  [
    'an array for the whole',
    [],
    'facts: an array is not an object. Accepted: {"milestones": [{"milestone": "request-received", "on": "2024-09-02"}]}, with "asAt" if need be.',
  ],
  [
    'no milestones at all',
    {},
    'milestones: it is missing: what happened in the case. Accepted: an array of 1 to 1000 objects.',
  ],
  [
    'null for the milestones',
    { milestones: null },
    'milestones: null is not an array. Accepted: an array of 1 to 1000 objects.',
  ],
  [
    'an object for the array',
    { milestones: { a: 1 } },
    'milestones: an object is not an array. Accepted: an array of 1 to 1000 objects.',
  ],
  ['an empty array', { milestones: [] }, 'milestones: the array is empty. Accepted: an array of 1 to 1000 objects.'],
  [
    '1001 milestones',
    { milestones: Array(1001).fill(REQUEST) },
    'milestones: the array has 1001 elements. Accepted: an array of 1 to 1000 objects.',
  ],
  [
    'an unknown member',
    { asOf: '2025-01-10', milestones: [{ milestone: 'request-received', on: '2024-09-02' }] },
    'asOf: asOf is not known here. Accepted: asAt, milestones.',
  ],
  [
    'null for asAt',
    { asAt: null, milestones: [{ milestone: 'request-received', on: '2024-09-02' }] },
    'asAt: null is not a date: a day is written YYYY-MM-DD, in double quotes. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'asAt as people write it',
    { asAt: '10/01/2025', milestones: [{ milestone: 'request-received', on: '2024-09-02' }] },
    'asAt: 10/01/2025 is not a date: a day is written YYYY-MM-DD. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'asAt after the known bank holidays',
    { asAt: '2031-01-01', milestones: [{ milestone: 'request-received', on: '2024-09-02' }] },
    'asAt: 2031-01-01 is out of range: the tracker takes days from 1 January 1990 to 31 October 2030 (bank holidays are known to the end of 2030). Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'null for a milestone',
    { milestones: [null] },
    'milestones[0]: null is not a milestone. Accepted: an object with "milestone" and "on".',
  ],
  [
    'an array for a milestone',
    { milestones: [[]] },
    'milestones[0]: an array is not a milestone. Accepted: an object with "milestone" and "on".',
  ],
  [
    'a number for a milestone',
    { milestones: [3] },
    'milestones[0]: 3 is not a milestone. Accepted: an object with "milestone" and "on".',
  ],
  [
    'a milestone without its name',
    { milestones: [{ on: '2024-09-02' }] },
    'milestones[0].milestone: it is missing: what happened. Accepted: a milestone name, such as request-received.',
  ],
  [
    'a number for the name',
    { milestones: [{ milestone: 5, on: '2024-09-02' }] },
    'milestones[0].milestone: 5 is not a milestone. Accepted: a milestone name, such as request-received.',
  ],
  [
    'a misspelt name',
    { milestones: [{ milestone: 'requst-received', on: '2024-09-02' }] },
    'milestones[0].milestone: requst-received is not a milestone. Accepted: request-received, or another name from the list of milestones.',
  ],
  [
    'no day',
    { milestones: [{ milestone: 'request-received' }] },
    'milestones[0].on: it is missing: the day on which it happened. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    '30 February',
    { milestones: [{ milestone: 'request-received', on: '2025-02-30' }] },
    'milestones[0].on: 2025-02-30 is not a date: February 2025 has 28 days. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'a 13th month',
    { milestones: [{ milestone: 'request-received', on: '2025-13-01' }] },
    'milestones[0].on: 2025-13-01 is not a date: there is no month 13. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'a day before 1990',
    { milestones: [{ milestone: 'request-received', on: '1989-12-31' }] },
    'milestones[0].on: 1989-12-31 is out of range: the tracker takes days from 1 January 1990 to 31 October 2030 (bank holidays are known to the end of 2030). Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'a day after October 2030',
    { milestones: [{ milestone: 'request-received', on: '2030-11-01' }] },
    'milestones[0].on: 2030-11-01 is out of range: the tracker takes days from 1 January 1990 to 31 October 2030 (bank holidays are known to the end of 2030). Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'a number for the day',
    { milestones: [{ milestone: 'request-received', on: 20240902 }] },
    'milestones[0].on: 20240902 is not a date: a day is written YYYY-MM-DD, in double quotes. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'an array for the day',
    { milestones: [{ milestone: 'request-received', on: ['2024-09-02'] }] },
    'milestones[0].on: an array is not a date: a day is written YYYY-MM-DD, in double quotes. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'a time with the day',
    { milestones: [{ milestone: 'request-received', on: '2024-09-02T10:00:00Z' }] },
    'milestones[0].on: 2024-09-02T10:00:00Z is not a date: a day is written YYYY-MM-DD. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'a missing outcome',
    { milestones: [{ milestone: 'decision-to-assess', on: '2024-10-11' }] },
    'milestones[0].outcome: it is missing: what was decided. Accepted: assess or refuse.',
  ],
  [
    'an unknown outcome',
    { milestones: [{ milestone: 'decision-to-assess', on: '2024-10-11', outcome: 'yes' }] },
    'milestones[0].outcome: yes is not one of the values. Accepted: assess or refuse.',
  ],
  [
    'null for an outcome',
    { milestones: [{ milestone: 'decision-to-assess', on: '2024-10-11', outcome: null }] },
    'milestones[0].outcome: null is not one of the values. Accepted: assess or refuse.',
  ],
  [
    'an attribute of another milestone',
    { milestones: [{ milestone: 'request-received', on: '2024-09-02', outcome: 'assess' }] },
    'milestones[0].outcome: request-received has no attribute outcome. Accepted: milestone, on.',
  ],
  [
    '__proto__ as an attribute',
    JSON.parse('{"milestones":[{"milestone":"request-received","on":"2024-09-02","__proto__":{"a":1}}]}'),
    'milestones[0].__proto__: request-received has no attribute "__proto__". Accepted: milestone, on.',
  ],
  [
    'toString as an attribute',
    { milestones: [{ milestone: 'request-received', on: '2024-09-02', toString: 1 }] },
    'milestones[0].toString: request-received has no attribute toString. Accepted: milestone, on.',
  ],
  [
    'a word for yes or no',
    { milestones: [{ milestone: 'plan-made', on: '2024-09-02', underFive: 'yes' }] },
    'milestones[0].underFive: yes is not true or false. Accepted: true or false.',
  ],
  [
    'an empty reference',
    { milestones: [{ milestone: 'advice-requested', on: '2024-09-02', ref: '' }] },
    'milestones[0].ref: it is empty. Accepted: 1 to 60 letters, digits, spaces, full stops, hyphens or underscores.',
  ],
  [
    'a reference of 61 characters',
    { milestones: [{ milestone: 'advice-requested', on: '2024-09-02', ref: 'a'.repeat(61) }] },
    'milestones[0].ref: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... is longer than 60 characters. Accepted: 1 to 60 letters, digits, spaces, full stops, hyphens or underscores.',
  ],
  [
    'markup in a reference',
    { milestones: [{ milestone: 'advice-requested', on: '2024-09-02', ref: 'EP<script>' }] },
    'milestones[0].ref: "EP<script>" has a character that is not allowed. Accepted: 1 to 60 letters, digits, spaces, full stops, hyphens or underscores.',
  ],
  [
    'an object for a reference',
    { milestones: [{ milestone: 'advice-requested', on: '2024-09-02', ref: {} }] },
    'milestones[0].ref: an object is not a text. Accepted: 1 to 60 letters, digits, spaces, full stops, hyphens or underscores.',
  ],
  [
    'a week that is not asked about',
    { milestones: [{ milestone: 'family-feedback-asked', on: '2024-09-02', week: 7 }] },
    'milestones[0].week: 7 is not one of the values. Accepted: 6, 16 or 20.',
  ],
  [
    'a text for rules',
    { milestones: [{ milestone: 'exception', on: '2024-09-02', ground: 'absence', clocks: 'N1' }] },
    'milestones[0].clocks: N1 is not an array. Accepted: an array of 1 to 50 rule ids, such as ["N1", "N7"].',
  ],
  [
    'an odd rule id',
    { milestones: [{ milestone: 'exception', on: '2024-09-02', ground: 'absence', clocks: ['N1', 'n 7'] }] },
    'milestones[0].clocks: n 7 is not a rule id. Accepted: an array of 1 to 50 rule ids, such as ["N1", "N7"].',
  ],
  [
    '31 June',
    { milestones: [{ milestone: 'draft-plan-sent', on: '2024-09-02', servedOn: '2024-06-31' }] },
    'milestones[0].servedOn: 2024-06-31 is not a date: June 2024 has 30 days. Accepted: a day written YYYY-MM-DD.',
  ],
  [
    'a terminal escape',
    { milestones: [{ milestone: 'request-received', on: '\u001b[31mred' }] },
    'milestones[0].on: "\\u001b[31mred" is not a date: a day is written YYYY-MM-DD. Accepted: a day written YYYY-MM-DD.',
  ],
];

describe('facts that cannot be used', () => {
  it.each(BAD)('%s', (_, given, message) => {
    expect(refusal(given).message).toBe(message);
  });

  it('are all told, in the order in which they were given', () => {
    const given = {
      when: 1,
      milestones: [
        { on: '2025-02-30', milestone: 'decision-to-assess', note: 'x' },
        REQUEST,
        { milestone: 'request-recieved' },
      ],
      asAt: 'today',
    };
    expect(refusal(given).problems.map(({ place }) => place)).toEqual([
      'when',
      'milestones[0].on',
      'milestones[0].note',
      'milestones[0].outcome',
      'milestones[2].milestone',
      'asAt',
    ]);
  });

  it('are repeated with at most 60 characters', () => {
    const long = 'x'.repeat(10_000_000);
    const given = {
      milestones: [
        { milestone: long, on: long },
        { ...REQUEST, [long]: long },
        { ...REQUEST, on: long },
      ],
    };
    for (const { reason, place } of refusal(given).problems) {
      expect(reason.length).toBeLessThan(200);
      expect(place.length).toBeLessThan(100);
    }
  });

  it('may be nested as deeply as JSON allows', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(refusal(deep).problems).toHaveLength(1);
    expect(refusal({ milestones: [{ ...REQUEST, clocks: deep }] }).message).toContain('nested too deeply');
  });

  it('list every milestone where none is near the name', () => {
    const [problem] = refusal({ milestones: [{ milestone: '__proto__', on: '2024-09-02' }] }).problems;
    for (const name of MILESTONE_NAMES) expect(problem?.accepted).toContain(name);
  });

  it('are those with more than 50 exceptions', () => {
    const exception = { milestone: 'exception', on: '2024-09-02', ground: 'absence' };
    expect(refusal({ milestones: Array(51).fill(exception) }).message).toBe(
      'milestones: 51 exceptions are too many. Accepted: up to 50.',
    );
  });
});

describe('facts', () => {
  it('are taken as they are given', () => {
    const given = {
      asAt: '2025-01-10',
      milestones: [REQUEST, { milestone: 'closed', on: '2024-10-01', reason: 'died' }],
    };
    expect(readFacts(given)).toEqual(given);
  });

  it('of any shape give an answer or problems, and nothing else', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('2024-09-02', '2025-02-30', 'refuse', null, true),
    );
    const milestone = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record(
        {
          milestone: fc.oneof(fc.constantFrom(...MILESTONE_NAMES), fc.string()),
          on: fc.oneof(fc.constantFrom('2015-03-01', '2024-02-29', '2030-10-31'), value),
          outcome: value,
          ref: value,
          clocks: value,
          __proto__: value,
        },
        { requiredKeys: ['milestone'] },
      ),
    );
    const facts = fc.oneof(
      fc.jsonValue(),
      fc.record({ asAt: value, milestones: fc.array(milestone) }, { requiredKeys: ['milestones'] }),
    );
    fc.assert(
      fc.property(facts, (given) => {
        try {
          const answer = calculateClocks(readFacts(given), { now: new Date('2025-01-10T12:00:00Z'), rulebook });
          expect(Array.isArray(answer.clocks)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Problems);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
