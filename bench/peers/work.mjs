/**
 * The same work for every store, each with a stream's expected state checked and every append durable. Times are in
 * milliseconds.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';

export const EVENTS_A_CASE = 20;
const WIDTH = 32;
const SECONDS = 1;
const WARM_UP = 200;
const CASES = 250;
/** So few that no stream grows by more than four events, however fast the store is. */
const DECISIONS = 1_000;

const TYPES = ['AdviceRequested', 'AdviceReceived', 'DraftPlanSent', 'RepresentationsReceived', 'NoteAdded'];

/** An event of about 400 bytes with its metadata, as an authority records them. */
export function caseEvent(index) {
  const correlationId = randomUUID();
  return {
    type: TYPES[index % TYPES.length],
    data: {
      on: new Date(Date.UTC(2026, 0, 1 + (index % 360))).toISOString().slice(0, 10),
      ref: `advice-${index % 9}`,
      adviser: 'educational-psychologist',
      dueOn: '2026-04-13',
      workingDays: index % 20,
      note: 'The setting is closed over Easter; the adviser has agreed to send the advice by the end of the week.',
    },
    metadata: { actor: `user-${index % 97}`, correlationId, causationId: correlationId, schemaVersion: 1 },
  };
}

/** Which advice is still awaited: what a decision looks at. */
export const initialState = () => ({ events: 0, awaited: [] });
export function evolve({ events, awaited }, { type, data }) {
  const others = awaited.filter((ref) => ref !== data.ref);
  return { events: events + 1, awaited: type === 'AdviceRequested' ? [...others, data.ref] : others };
}
export function decide(state, event) {
  if (state.events < EVENTS_A_CASE) throw new Error('The stream is not as it was recorded.');
  return [event];
}

async function timed(width, goesOn, work) {
  const samples = [];
  const start = performance.now();
  const worker = async () => {
    while (goesOn(samples.length, performance.now() - start)) {
      const before = performance.now();
      await work();
      samples.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  const elapsed = performance.now() - start;
  const sorted = samples.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { perSecond: (samples.length / elapsed) * 1000, p50: at(0.5), p99: at(0.99) };
}

/**
 * Measures a store.
 * @param store `start(stream, events)`: appends to a stream that must not be there yet; `decideOn(stream, event)`:
 *   loads, folds, decides and appends at the revision that was read
 * @param report told the name and the figures of each work once it is done
 */
export async function measure({ start, decideOn }, report) {
  let serial = 0;
  const nextEvent = () => caseEvent((serial += 1));
  const newStream = () => `assessment-${randomUUID()}`;
  const startOne = () => start(newStream(), [nextEvent()]);
  const seconds = (_, elapsed) => elapsed < SECONDS * 1000;

  for (let count = 0; count < WARM_UP; count += 1) await startOne();
  report('one', await timed(1, seconds, startOne));

  const streams = Array.from({ length: CASES }, newStream);
  for (const stream of streams) await start(stream, Array.from({ length: EVENTS_A_CASE }, nextEvent));
  let turn = 0;
  report(
    'decide',
    await timed(
      1,
      (done) => done < DECISIONS,
      () => decideOn(streams[(turn += 1) % CASES], nextEvent()),
    ),
  );

  report('many', await timed(WIDTH, seconds, startOne));
}
