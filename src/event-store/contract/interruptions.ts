import { expect, test } from '@jest/globals';
import type { EventStore, NewEvent, Position } from '../event-store.js';
import { PATIENCE, type Setting } from './setting.js';
import { appendThrough, follow, has, idsOf, newEvent, newEvents, newStream, now } from './samples.js';

const BEFORE = 20;
const DURING = 20;
const AFTER = 20;

export function specifyInterruptions({ store, server, can }: Setting): void {
  /** Appends before, during and after a trouble, each event at the revision that follows, and gives the events. */
  async function appendAround(
    at: () => EventStore,
    stream: string,
    reached: Promise<unknown>,
    trouble: () => Promise<unknown>,
  ): Promise<NewEvent[]> {
    const events = newEvents(BEFORE + DURING + AFTER);
    const append = async (from: number, to: number) => {
      for (const [index, event] of events.slice(from, to).entries()) {
        const revision = from + index;
        await appendThrough(at, stream, [event], revision === 0 ? 'no-stream' : revision - 1);
      }
    };
    await append(0, BEFORE);
    await reached;
    await Promise.all([trouble(), append(BEFORE, BEFORE + DURING)]);
    await append(BEFORE + DURING, events.length);
    return events;
  }

  const troubles = [
    ['restart', 'a server that restarts', () => server().restart?.()],
    ['moveLeader', 'a change of leader', () => server().moveLeader?.()],
  ] as const;
  for (const [ability, name, trouble] of troubles) {
    (can.includes(ability) ? test : test.skip)(
      `${name} in the middle of a subscription makes it miss nothing and repeat nothing, while appends go on`,
      async () => {
        const after = await now(store());
        const stream = newStream();
        const last = newEvent();
        const reached = Promise.withResolvers<undefined>();
        const interruptions: Error[] = [];
        const following = follow(
          store(),
          after,
          [stream],
          (seen) => {
            if (seen.length >= BEFORE) reached.resolve(undefined);
            return has(last)(seen);
          },
          { onTrouble: (reason) => interruptions.push(reason) },
        );
        const events = await appendAround(store, stream, reached.promise, () => Promise.resolve(trouble()));
        await appendThrough(store, stream, [last], events.length - 1);
        const wanted = [...idsOf(events), last.id];
        expect(idsOf((await following).events)).toEqual(wanted);
        expect(idsOf(await store().readStream(stream))).toEqual(wanted);
        expect(interruptions.length).toBeGreaterThan(0);
      },
      PATIENCE,
    );
  }

  (can.includes('restart') || can.includes('reopen') ? test : test.skip)(
    'what was acknowledged before a restart is there after it',
    async () => {
      const stream = newStream();
      const events = newEvents(50);
      const answers = await Promise.all(events.map((event) => store().append(stream, [event], 'any')));
      await server().restart?.();
      const other = await server().open();
      try {
        const recorded = await other.readStream(stream);
        expect(idsOf(recorded).sort()).toEqual(idsOf(events).sort());
        expect(recorded.map(({ position }) => position)).toEqual(answers.map(({ position }) => position).sort());
      } finally {
        await other.close();
      }
    },
    PATIENCE,
  );

  test(
    'a consumer that resumes after its checkpoint on a store that was closed and opened misses and repeats nothing',
    async () => {
      const stream = newStream();
      const last = newEvent();
      const reached = Promise.withResolvers<undefined>();
      let checkpoint: Position | undefined = await now(store());
      let open = store();
      const seen: string[] = [];
      const reopened = Promise.withResolvers<undefined>();
      const following = (async () => {
        while (!seen.includes(last.id)) {
          const part = await follow(open, checkpoint, [stream], (events) => {
            if (events.length >= BEFORE) reached.resolve(undefined);
            return has(last)(events);
          });
          seen.push(...idsOf(part.events));
          checkpoint = part.checkpoint;
          if (!seen.includes(last.id)) await reopened.promise;
        }
      })();
      const events = await appendAround(
        () => open,
        stream,
        reached.promise,
        async () => {
          const old = open;
          open = await server().open();
          await old.close();
          reopened.resolve(undefined);
        },
      );
      await open.append(stream, [last], events.length - 1);
      await following;
      await open.close();
      expect(seen).toEqual([...idsOf(events), last.id]);
    },
    PATIENCE,
  );
}
