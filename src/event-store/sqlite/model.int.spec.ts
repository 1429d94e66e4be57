import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent } from '../contract/samples.js';
import type { Expected } from '../event-store.js';
import { SqliteEventStore } from './sqlite-event-store.js';

/** What the port promises, in the plainest words: lists in memory. */
class Model {
  readonly log: { readonly id: string; readonly stream: string; readonly revision: number }[] = [];

  append(stream: string, ids: readonly string[], expected: Expected): string {
    const known = ids.map((id) => this.log.findIndex((event) => event.stream === stream && event.id === id));
    const last = this.log.filter((event) => event.stream === stream).length - 1;
    const was = (revision: number) =>
      expected === 'any' ||
      (expected === 'no-stream' && revision === -1) ||
      (expected === 'stream-exists' && revision >= 0) ||
      expected === revision;
    if (known.some((at) => at >= 0)) {
      const places = known.map((at) => this.log[at]);
      const first = places[0];
      const isSame = places.every((place, index) => place?.revision === (first?.revision ?? 0) + index);
      if (!isSame || first === undefined || !was(first.revision - 1)) return 'EventIdReused';
      return `${String(places.at(-1)?.revision)} at ${String((known.at(-1) ?? 0) + 1)}`;
    }
    if (!was(last)) return `conflict at ${last === -1 ? 'no-stream' : String(last)}`;
    for (const [index, id] of ids.entries()) this.log.push({ id, stream, revision: last + 1 + index });
    return `${String(last + ids.length)} at ${String(this.log.length)}`;
  }
}

const command = fc.record({
  stream: fc.nat({ max: 2 }),
  ids: fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 3 }),
  expected: fc.oneof(fc.constantFrom<Expected>('no-stream', 'stream-exists', 'any'), fc.nat({ max: 5 })),
  /** Whether it is asked for together with the one before. */
  together: fc.boolean(),
});

it('any sequence of appends, one at a time or together, is answered as lists in memory would answer it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-model-'));
  const store = await SqliteEventStore.open({ file: join(folder, 'events.db') });
  let before = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 25 }), async (commands) => {
      const streams = Array.from({ length: 3 }, () => `plan-${randomUUID()}`);
      const ids = Array.from({ length: 12 }, () => randomUUID());
      const model = new Model();
      const answers: Promise<string>[] = [];
      const wanted: string[] = [];
      for (const { stream, ids: chosen, expected, together } of commands) {
        if (!together) await Promise.all(answers);
        const name = streams[stream] ?? '';
        const events = chosen.map((id) => newEvent({ id: ids[id] ?? '' }));
        wanted.push(
          model.append(
            name,
            events.map(({ id }) => id),
            expected,
          ),
        );
        answers.push(
          store.append(name, events, expected).then(
            ({ revision, position }) => `${String(revision)} at ${String(Number(position) - before)}`,
            (error: unknown) => {
              const { name: kind, actual } = error as { name: string; actual?: number | string };
              return kind === 'ConcurrencyConflict' ? `conflict at ${String(actual)}` : kind;
            },
          ),
        );
      }
      expect(await Promise.all(answers)).toEqual(wanted);
      const recorded = (await Promise.all(streams.map((stream) => store.readStream(stream)))).flat();
      const places = recorded
        .sort((a, b) => (a.position < b.position ? -1 : 1))
        .map(({ id, stream, revision }) => ({ id, stream, revision }));
      expect(places).toEqual(model.log);
      before += model.log.length;
    }),
    { numRuns: 150 },
  );
  await store.close();
  rmSync(folder, { recursive: true });
}, 30_000);
