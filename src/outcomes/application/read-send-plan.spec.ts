import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Problems } from '../../platform/problem.js';
import { measuresOf } from '../domain/send-plan.js';
import { readSendPlan } from './read-send-plan.js';

const EXAMPLE = fileURLToPath(new URL('../../../config/send-plan.example.json', import.meta.url));

/** A plan of one measure, as its file says it. */
interface Written {
  [name: string]: unknown;
  priorities: { outcomes: { measures: Record<string, unknown>[] }[] }[];
}

const plan = (): Written => JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Written;

/** The example with its first measure changed; `undefined` takes something away. */
function changed(changes: Record<string, unknown>, which = 0): Written {
  const written = plan();
  const measures = written.priorities[0]!.outcomes[0]!.measures;
  measures[which] = { ...measures[which], ...changes };
  return JSON.parse(JSON.stringify(written)) as Written;
}

function faultsOf(given: unknown): readonly string[] {
  try {
    readSendPlan(given);
    return [];
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return error.message.split('\n');
  }
}

const FIRST = 'priorities[0].outcomes[0].measures[0]';
const SECOND = 'priorities[0].outcomes[0].measures[1]';
const THIRD = 'priorities[0].outcomes[0].measures[2]';

describe("The file of a council's SEND plan", () => {
  it('says what the plan states, and leaves out what it says is not stated', () => {
    const read = readSendPlan(plan());
    expect(read).toMatchObject({
      id: 'send-strategy-2026',
      council: 'Example Council',
      from: '2026-04',
      to: '2029-03',
    });
    const [tracked, byHand, judged] = measuresOf(read).map(({ measure }) => measure);
    expect(tracked).toMatchObject({ direction: 'up', target: { value: 80 }, milestones: [{ value: 55, on: '2026' }] });
    expect(byHand).toMatchObject({ direction: 'down', margin: 1, heldFor: 2, reported: [] });
    expect(judged?.due).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a baseline that is neither stated nor said not to be',
      { baseline: undefined },
      `${FIRST}.baseline: it is missing. Accepted: what the document states, or "not stated".`,
    ],
    [
      'a day that is none',
      { due: '2028-13' },
      `${FIRST}.due: 2028-13 is no day, month or year. Accepted: a day (2024-01-18), a month (2024-01) or a year (2024), in double quotes, from 1970 to 2099.`,
    ],
    [
      'a baseline without its day',
      { baseline: { value: 41 } },
      `${FIRST}.baseline.on: it is missing. Accepted: a day (2024-01-18), a month (2024-01) or a year (2024), in double quotes, from 1970 to 2099.`,
    ],
    [
      'a value that is none',
      { target: { value: 'most' } },
      `${FIRST}.target.value: most is not such a number. Accepted: a number from 0 to 1000000.`,
    ],
    [
      'more than all',
      { target: { value: 101 } },
      `${FIRST}.target.value: 101 is more than 100 percent. Accepted: up to 100.`,
    ],
    [
      'a milestone after the day that it is due',
      { milestones: [{ value: 85, on: '2029' }] },
      `${FIRST}.due: baseline, milestones and due day are not in the order of time. Accepted: the baseline first, milestones after it, the day by which it is due last.`,
    ],
    [
      'a milestone before the baseline',
      { milestones: [{ value: 45, on: '2024' }] },
      `${FIRST}.milestones: baseline, milestones and due day are not in the order of time. Accepted: the baseline first, milestones after it, the day by which it is due last.`,
    ],
    [
      'a target that is worse than the baseline',
      { target: { value: 30 } },
      `${FIRST}.target.value: 30 is worse than the baseline, 41. Accepted: a larger number, or "direction": "down".`,
    ],
    [
      'a field that is not known',
      { goal: 80 },
      `${FIRST}.goal: goal is not known here. Accepted: id, name, measuredBy, direction, baseline, milestones, target, reported, start, due, owner, statedStatus, margin, heldFor, says, where.`,
    ],
    [
      'an id that no address can hold',
      { id: 'Plans in time' },
      `${FIRST}.id: Plans in time cannot be used. Accepted: small letters, digits and single hyphens between them, at most 80, such as plans-within-20-weeks.`,
    ],
    [
      'a way of measuring that there is not',
      { measuredBy: { by: 'magic' } },
      `${FIRST}.measuredBy.by: magic is none of these. Accepted: tracker, hand or judgement.`,
    ],
    [
      'a unit for what the tracker counts',
      { measuredBy: { by: 'tracker', measure: 'plans-within-20-weeks', unit: 'percent' } },
      `${FIRST}.measuredBy.unit: percent belongs to "by": "hand" alone. Accepted: percent, count, days or weeks.`,
    ],
    [
      'a basis that a measure does not have',
      { measuredBy: { by: 'tracker', measure: 'refusals-within-16-weeks', basis: 'due' } },
      `${FIRST}.measuredBy.basis: refusals-within-16-weeks is not counted on the basis due. Accepted: issued.`,
    ],
    [
      'a split without its part',
      { measuredBy: { by: 'tracker', measure: 'review-outcomes' } },
      `${FIRST}.measuredBy.part: review-outcomes has several parts. Accepted: maintain, amend or cease.`,
    ],
    [
      'a part of what has none',
      { measuredBy: { by: 'tracker', measure: 'plans-within-20-weeks', part: 'all' } },
      `${FIRST}.measuredBy.part: plans-within-20-weeks has no part all. Accepted: nothing: leave it out.`,
    ],
    [
      'exceptions of what is no share',
      { measuredBy: { by: 'tracker', measure: 'plans-issued', exceptions: 'excluded' } },
      `${FIRST}.measuredBy.exceptions: plans-issued is no share. Accepted: nothing: leave it out.`,
    ],
  ])('is refused with %s, which it names with what is accepted', (_, changes, fault) => {
    expect(faultsOf(changed(changes))).toEqual([fault]);
  });

  it('names the measures that the tracker counts where one is not among them', () => {
    const [fault] = faultsOf(changed({ measuredBy: { by: 'tracker', measure: 'happiness' } }));
    expect(fault).toMatch(/measuredBy\.measure: happiness is none of these\. Accepted: .*plans-within-20-weeks/);
  });

  it('has no numbers for what is judged', () => {
    const odd = changed({ target: { value: 5 }, milestones: [{ value: 1, on: '2027' }] }, 2);
    expect(faultsOf(odd)).toEqual([
      `${THIRD}.target: what is judged has no number. Accepted: nothing: leave it out.`,
      `${THIRD}.milestones: what is judged has no number. Accepted: nothing: leave it out.`,
    ]);
  });

  it('uses an id once', () => {
    expect(faultsOf(changed({ id: 'plans-within-20-weeks' }, 1))).toEqual([
      `${SECOND}.id: there already is plans-within-20-weeks. Accepted: an id of its own.`,
    ]);
  });

  it('ends after it begins', () => {
    expect(faultsOf({ ...plan(), to: '2025' })).toEqual([
      'to: the plan ends before it begins. Accepted: a day from 2026-04.',
    ]);
  });

  it('is told of everything that is wrong at once', () => {
    const odd = changed({ says: undefined, owner: undefined, heldFor: 0 });
    expect(faultsOf({ ...odd, council: '' }).map((fault) => fault.split(':')[0])).toEqual([
      `${FIRST}.owner`,
      'council',
      `${FIRST}.heldFor`,
      `${FIRST}.says`,
    ]);
  });

  it.each([null, [], 'a plan', 7])('is an object: not %p', (given) => {
    expect(faultsOf(given)).toHaveLength(1);
  });
});
