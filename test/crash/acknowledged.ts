import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Appended, EventStore, NewEvent, Position, RecordedEvent } from '../../src/event-store/event-store.js';

/** An event that a writer was told is recorded. */
export interface Acknowledged {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

/** What is wrong with a log, compared with what was acknowledged. */
export interface Comparison {
  readonly events: number;
  readonly lost: number;
  readonly duplicates: number;
  /** Positions or revisions left out, and appends of which only a part is there. */
  readonly gaps: number;
}

/** Events of one append that say to which append they belong, and how many of them there are. */
export function groupOfEvents(size: number): NewEvent[] {
  const append = randomUUID();
  return Array.from({ length: size }, () => ({
    id: randomUUID(),
    type: 'AdviceRequested',
    data: { append, size, on: '2026-03-02', note: 'x'.repeat(Math.floor(Math.random() * 900)) },
    metadata: { actor: 'crash-test', correlationId: append, causationId: append, schemaVersion: 1 },
  }));
}

/** What a writer writes down of an append that was acknowledged. */
export function lineOf(stream: string, { revision, position }: Appended, events: readonly NewEvent[]): string {
  const ids = events.map(({ id }) => id).join(',');
  return `${JSON.stringify({ stream, revision, position: Number(position), ids })}\n`;
}

/** The last acknowledgement that a line begins: what stands before it was cut off by a kill, and the next writer went on. */
const whole = (line: string): string => line.slice(Math.max(line.lastIndexOf('{"stream"'), 0));

/** What writers wrote down, except a line that one could not finish. */
export function readAcknowledged(file: string): Acknowledged[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const { stream, revision, position, ids } = JSON.parse(whole(line)) as Acknowledged & { readonly ids: string };
      const list = ids.split(',');
      return list.map((id, at) => {
        const back = list.length - 1 - at;
        return { id, stream, revision: revision - back, position: position - back };
      });
    });
}

const PAGE = 5_000;

async function* everyEvent(store: EventStore): AsyncGenerator<RecordedEvent, void, undefined> {
  let after: Position | undefined;
  for (;;) {
    const page = await store.readAll(after, PAGE);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.position;
  }
}

/** Compares a log with what was acknowledged. */
export async function compare(store: EventStore, acknowledged: readonly Acknowledged[]): Promise<Comparison> {
  const found = new Map<string, RecordedEvent>();
  const revisions = new Map<string, number>();
  const appends = new Map<unknown, { readonly size: unknown; seen: number }>();
  let [events, duplicates, gaps] = [0, 0, 0];
  for await (const event of everyEvent(store)) {
    events += 1;
    if (found.has(event.id)) duplicates += 1;
    found.set(event.id, event);
    if (Number(event.position) !== events) gaps += 1;
    if (event.revision !== (revisions.get(event.stream) ?? -1) + 1) gaps += 1;
    revisions.set(event.stream, event.revision);
    const { append, size } = event.data;
    const known = appends.get(append) ?? { size, seen: 0 };
    known.seen += 1;
    appends.set(append, known);
  }
  for (const { size, seen } of appends.values()) if (size !== seen) gaps += 1;
  const lost = acknowledged.filter(({ id, stream, revision, position }) => {
    const event = found.get(id);
    return event?.stream !== stream || event.revision !== revision || Number(event.position) !== position;
  }).length;
  return { events, lost, duplicates, gaps };
}
