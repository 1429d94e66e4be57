import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Problems } from '../../platform/problem.js';
import { calculateClocks } from './calculate-clocks.js';
import { readFacts } from './read-facts.js';
import { readLocalStandards } from './read-local-standards.js';

const EXAMPLE = JSON.parse(
  readFileSync(new URL('../../../config/local-standards.example.json', import.meta.url), 'utf8'),
);
const local = (given: unknown): string[] =>
  readLocalStandards(given)
    .rules.filter(({ force }) => force === 'local')
    .map(({ id, name }) => `${id} ${name}`);

const OWN = EXAMPLE.own[0];
const CLOCK = OWN.clocks[0];
const own = (change: object): unknown => ({ own: [{ ...OWN, ...change }] });
const clock = (change: object): unknown => own({ clocks: [{ ...CLOCK, ...change }] });
const started = (selector: object): unknown => clock({ startedBy: { first: [selector] } });

function problemsOf(given: unknown): string[] {
  try {
    readLocalStandards(given);
  } catch (error) {
    if (error instanceof Problems) return error.message.split('\n');
    throw error;
  }
  throw new Error('The local standards were accepted');
}

describe('local standards', () => {
  it('are the draft plan by week 16 where the file says nothing', () => {
    expect(local({})).toEqual(['S1 Draft plan by week 16']);
  });

  it('can be turned off', () => {
    expect(local({ S1: { on: false } })).toEqual([]);
  });

  it('have the usual lengths where only turned on', () => {
    expect(local({ S1: {}, S2: { on: true }, S3: { on: true }, S4: { on: true } })).toEqual([
      'S1 Draft plan by week 16',
      'S2 Amendment notice after the decision to amend',
      'S3 Advice within 4 weeks',
      'S4 Feedback from the family',
    ]);
  });

  it('of the example start their clocks', () => {
    const facts = readFacts({ milestones: [{ milestone: 'request-received', on: '2024-09-02' }] });
    const { clocks } = calculateClocks(facts, {
      now: new Date('2024-09-10T12:00:00Z'),
      rulebook: readLocalStandards(EXAMPLE),
    });
    expect(clocks.find(({ rule }) => rule === 'S1')).toMatchObject({ dueOn: '2024-12-09', force: 'local' });
    expect(clocks.find(({ rule }) => rule === 'S5')).toMatchObject({
      dueOn: '2024-09-30',
      basis: 'local standard: SEND improvement plan, 2025',
      marks: [{ name: 'panel papers', on: '2024-09-23' }],
    });
  });

  it('can count from the later of two days', () => {
    const limit = {
      count: 'later-of',
      parts: [
        { count: 'weeks-of', weeks: 2, of: 'start' },
        {
          count: 'days-of',
          days: 5,
          of: { firstAfter: [{ milestone: 'decision-to-issue', where: { outcome: 'issue' } }] },
        },
      ],
    };
    expect(local(clock({ limit }))).toContain('S5 Decision to assess in 4 weeks');
  });
});

describe("a council's own period", () => {
  const draft = { milestone: 'draft-plan-sent', on: '2024-12-02' };
  const s5On = (asAt: string, ...more: object[]) => {
    const rulebook = readLocalStandards(
      clock({
        startedBy: { each: [{ milestone: 'draft-plan-sent' }] },
        nature: 'period',
        duty: 'The family has three weeks before the council calls',
        met: 'the family replies, or three weeks have passed',
        metBy: { elapses: true, orSooner: [{ milestone: 'representations-received' }] },
        limit: { count: 'weeks-of', weeks: 3 },
        endedBy: [{ by: { milestone: 'final-plan-issued' }, because: 'the plan was issued', thisRoundOnly: true }],
      }),
    );
    const facts = readFacts({ asAt, milestones: [draft, ...more] });
    return calculateClocks(facts, { now: new Date(0), rulebook }).clocks.find(({ rule }) => rule === 'S5');
  };

  it('runs to its end', () => {
    expect(s5On('2024-12-22')).toMatchObject({ status: 'due-soon', nature: 'period' });
    expect(s5On('2024-12-23')).toMatchObject({ status: 'due-soon' });
    expect(s5On('2024-12-24')).toMatchObject({ status: 'met', metOn: '2024-12-23' });
    expect(s5On('2024-12-22')?.explanation).toContain('It is met when the family replies, or three weeks have passed.');
  });

  it('ends sooner with what it waits for', () => {
    expect(s5On('2024-12-10', { milestone: 'representations-received', on: '2024-12-09' })).toMatchObject({
      status: 'met',
      metOn: '2024-12-09',
    });
  });

  it('needs no list of what it waits for', () => {
    expect(local(clock({ metBy: { elapses: true } }))).toContain('S5 Decision to assess in 4 weeks');
  });
});

describe('local standards that cannot be used', () => {
  it.each<[string, unknown, string]>([
    [
      'an array',
      [],
      'local standards: an array is not an object. Accepted: an object such as {"S1": {"on": true, "weeks": 16}}.',
    ],
    [
      'something to wait for without a period',
      clock({ metBy: { anyOf: [{ milestone: 'closed' }], orSooner: [{ milestone: 'closed' }] } }),
      'own[0].clocks[0].metBy: "orSooner" belongs to "elapses". Accepted: an object with "anyOf", "allOf", or "elapses" and perhaps "orSooner".',
    ],
    ['an unknown standard', { S9: {} }, 'S9: S9 is not known here. Accepted: S1, S2, S3, S4, own.'],
    ['a misspelt setting', { S1: { week: 14 } }, 'S1.week: week is not known here. Accepted: weeks, on.'],
    ['no weeks', { S1: { weeks: 0 } }, 'S1.weeks: 0 is not such a number. Accepted: a whole number from 1 to 520.'],
    [
      'half weeks',
      { S2: { weeks: 1.5 } },
      'S2.weeks: 1.5 is not such a number. Accepted: a whole number from 1 to 520.',
    ],
    ['a word for on', { S1: { on: 'yes' } }, 'S1.on: yes is not true or false. Accepted: true or false.'],
    ['null', { S1: null }, 'S1: null is not an object. Accepted: an object such as {"on": true, "weeks": 16}.'],
    [
      'another week',
      { S4: { weeks: [6, 7] } },
      'S4.weeks: 7 is not one of the weeks. Accepted: an array of 6, 16 or 20.',
    ],
    [
      'a week twice',
      { S4: { weeks: [6, 6] } },
      'S4.weeks: it names something twice. Accepted: an array of 6, 16 or 20.',
    ],
    [
      'a national id',
      own({ id: 'N7' }),
      'own[0].id: N7 is not such an id. Accepted: S and a number from 5, such as S5.',
    ],
    ['the same id twice', { own: [OWN, OWN] }, 'own[1].id: there already is a rule S5. Accepted: an id of its own.'],
    [
      'another duty holder',
      own({ dutyHolder: 'panel' }),
      'own[0].dutyHolder: panel is not one of the values. Accepted: council, old council, new council, adviser, school or college, parent or young person, mediation adviser, health body, old health body, new health body, health body or council, person arranging the review or head teacher or council.',
    ],
    [
      'an unknown milestone',
      started({ milestone: 'request-recieved' }),
      'own[0].clocks[0].startedBy.first[0].milestone: request-recieved is not a milestone; the nearest: request-received. Accepted: a milestone name, such as request-received.',
    ],
    [
      'an unknown attribute',
      started({ milestone: 'decision-to-assess', where: { result: 'assess' } }),
      'own[0].clocks[0].startedBy.first[0].where: decision-to-assess has no attribute result (it has outcome or reassessment). Accepted: an object of attributes of that milestone with the values wanted.',
    ],
    [
      'a value outside the vocabulary',
      started({ milestone: 'decision-to-assess', where: { outcome: ['assess', 'maybe'] } }),
      'own[0].clocks[0].startedBy.first[0].where: outcome: maybe is not one of the values (it can be assess or refuse, or null for not stated). Accepted: an object of attributes of that milestone with the values wanted.',
    ],
    [
      'an unknown way of counting',
      clock({ limit: { count: 'weeks', weeks: 2 } }),
      'own[0].clocks[0].limit.count: weeks is not one of the values. Accepted: weeks-of, days-of, working-days-of, days-beginning-with, working-days-beginning-with, months-starting-with, months-after, weeks-before, before-date, months-before, at-once or later-of.',
    ],
    [
      'a length in another unit',
      clock({ limit: { count: 'weeks-of', days: 2 } }),
      'own[0].clocks[0].limit.weeks: nothing is not such a number. Accepted: a whole number from 1 to 520.',
    ],
    [
      '29 February',
      clock({ limit: { count: 'before-date', month: 2, day: 29 } }),
      'own[0].clocks[0].limit.day: 29 is not such a number. Accepted: a day that the month has in every year.',
    ],
    [
      'two ways to start',
      clock({ startedBy: { first: [{ milestone: 'closed' }], each: [{ milestone: 'closed' }] } }),
      'own[0].clocks[0].startedBy: it must have exactly one of first or each. Accepted: an object with "first" or "each".',
    ],
    [
      'a broken selector inside a group',
      clock({ metBy: { allOf: [[{ milestone: 'closed' }], [{ milestone: 'shut' }]] } }),
      'own[0].clocks[0].metBy.allOf: 1[0].milestone: shut is not a milestone. Accepted: a milestone name, such as request-received. Accepted: an array of arrays of selectors: objects with "milestone".',
    ],
    [
      'an end before the beginning',
      own({ inForce: { from: '2025-01-01', to: '2024-01-01' } }),
      'own[0].inForce.to: it is before "from". Accepted: a day written YYYY-MM-DD.',
    ],
  ])('%s', (_, given, message) => {
    expect(problemsOf(given)).toContain(message);
  });
});
