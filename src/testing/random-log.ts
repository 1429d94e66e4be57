import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { EventStore, JsonObject, NewEvent, Position, RecordedEvent } from '../event-store/event-store.js';
import { planDecider } from '../plans/domain/plan.decider.js';
import { reviewDecider } from '../reviews/domain/review.decider.js';
import { assessmentDecider } from '../assessments/domain/assessment.decider.js';
import { isRefused } from '../streams/domain/decider.js';
import type { CaseState } from '../streams/domain/case-decider.js';
import type { MilestoneEvent, PersonId } from '../streams/domain/event.js';
import { randomAlerts } from './random-alerts.js';
import { assessmentMakers } from './random-assessments.js';
import { anyCommand, played, type CaseDecider, type MilestoneMakers } from './random-cases.js';
import { planMakers } from './random-plans.js';
import { reviewMakers } from './random-reviews.js';

/** Those whose the cases of a random log are. */
export const PERSONS = ['1', '2'].map((last) => `018f0000-0000-7000-8000-00000000000${last}` as PersonId);

/** An event as far as it is known before it is recorded. */
interface Proposed {
  readonly type: string;
  readonly data: object;
}

/** An append to a random log. */
export interface RandomAppend {
  readonly stream: string;
  readonly events: readonly Proposed[];
  /** Milliseconds that pass before it. */
  readonly pause: number;
}

type Appends = readonly (readonly Proposed[])[];

function casesOf<Stage extends string, M extends MilestoneEvent>(
  decider: CaseDecider<Stage, M>,
  makers: MilestoneMakers<M>,
): fc.Arbitrary<Appends> {
  const whose = fc.constantFrom(...PERSONS);
  return fc
    .tuple(makers.opening, fc.array(anyCommand(makers), { maxLength: 14 }), whose)
    .map(([milestone, commands, person]) => {
      const opening: M = { ...milestone, data: { ...milestone.data, person } };
      const initial: CaseState<Stage, M> = decider.initialState;
      const steps = played({ ...decider, initialState: initial }, [
        { type: 'Record', milestone: opening },
        ...commands,
      ]);
      return steps.flatMap(({ decision }) => (isRefused(decision) || decision.length === 0 ? [] : [decision]));
    });
}

/** The records of someone who is registered, changed and perhaps erased. The details are in plain text. */
const people: fc.Arbitrary<Appends> = fc
  .tuple(fc.array(fc.constantFrom('Ada', 'Grace', 'Mary'), { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([names, isErased]) => [
    ...names.map((details, index) => [
      { type: index === 0 ? 'PersonRegistered' : 'PersonDetailsChanged', data: { details } },
    ]),
    ...(isErased ? [[{ type: 'PersonErased', data: { reason: 'other' } }]] : []),
  ]);

const STREAMS = {
  assessment: casesOf(assessmentDecider, assessmentMakers),
  plan: casesOf(planDecider, planMakers),
  review: casesOf(reviewDecider, reviewMakers),
} as const;
const PAUSES = [0, 1, 60_000, 8 * 3_600_000, 5 * 86_400_000];

const streams: fc.Arbitrary<readonly (readonly [string, Appends])[]> = fc
  .tuple(
    fc.array(
      fc.oneof(...Object.entries(STREAMS).map(([kind, appends]) => appends.map((given) => [kind, given] as const))),
      { minLength: 1, maxLength: 6 },
    ),
    fc.array(people, { maxLength: PERSONS.length }),
    fc.array(fc.constantFrom(...PERSONS).chain(randomAlerts), { maxLength: 2 }),
  )
  .map(([cases, persons, alerts]) => [
    ...cases.map(([kind, appends], index) => {
      // Now and then a case has the id of one of another kind.
      const number = index === 3 && cases[2]?.[0] !== kind ? 2 : index;
      return [`${kind}-018f0000-0000-7000-8000-0000000000a${String(number)}`, appends] as const;
    }),
    ...persons.map((appends, index) => [`person-${PERSONS[index] ?? ''}`, appends] as const),
    ...alerts.map((appends, index) => [`alert-018f0000-0000-7000-8000-0000000000b${String(index)}`, appends] as const),
  ]);

/** Logs of several cases and persons whose events were recorded in turn, in any order and at any pace. */
export const randomLogs: fc.Arbitrary<readonly RandomAppend[]> = fc
  .tuple(streams, fc.array(fc.tuple(fc.nat(11), fc.constantFrom(...PAUSES)), { minLength: 40, maxLength: 120 }))
  .map(([given, turns]) => {
    const left = given.map(([stream, appends]) => ({ stream, appends: [...appends] }));
    const log: RandomAppend[] = [];
    for (const [turn, pause] of turns) {
      const waiting = left.filter(({ appends }) => appends.length > 0);
      const next = waiting[turn % Math.max(1, waiting.length)];
      const events = next?.appends.shift();
      if (next === undefined || events === undefined) break;
      log.push({ stream: next.stream, events, pause });
    }
    return log;
  });

function recordable({ type, data }: Proposed): NewEvent {
  const id = randomUUID();
  return {
    id,
    type,
    data: data as JsonObject,
    metadata: { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 },
  };
}

/**
 * Records a random log.
 * @param pause lets time pass, in milliseconds
 * @returns everything on record
 */
export async function recordLog(
  store: EventStore,
  log: readonly RandomAppend[],
  pause: (milliseconds: number) => void,
): Promise<readonly RecordedEvent[]> {
  for (const append of log) {
    pause(append.pause);
    await store.append(append.stream, append.events.map(recordable), 'any');
  }
  return store.readAll(undefined, 10_000);
}

/** A store as it was when it had come to a position. */
export function stoppedAt(store: EventStore, position: Position): EventStore {
  const until = (events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
    events.filter((event) => event.position <= position);
  return {
    append: () => Promise.reject(new Error('It has stopped.')),
    readStream: async (stream, from) => until(await store.readStream(stream, from)),
    readAll: async (after, limit) => until(await store.readAll(after, limit)),
    subscribe: (after, options) => store.subscribe(after, options),
    check: () => store.check(),
    close: () => Promise.resolve(),
  };
}
