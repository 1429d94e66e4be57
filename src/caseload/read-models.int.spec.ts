import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, Position, RecordedEvent } from '../event-store/event-store.js';
import { EventStoreDbEventStore } from '../event-store/eventstoredb/eventstoredb-event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { PersonTerms, type Term } from '../people/application/person-terms.js';
import type { Identity } from '../people/application/identity.js';
import { openReadModel } from '../read-model/open-read-model.js';
import type { ProjectionMaker } from '../read-model/projection.js';
import { Projector, writerIn } from '../read-model/projector.js';
import { CHECKPOINT, type ReadModel } from '../read-model/read-model.js';
import { ReadModels } from '../read-model/read-models.js';
import { openTemporaryReadModel } from '../read-model/sqlite/sqlite-read-model.js';
import { addDays, day, dayInLondon, type CalendarDate } from '../statute/calendar.js';
import type { PersonId, SealedText } from '../streams/domain/event.js';
import { EventStoreDbDouble } from '../testing/eventstoredb/eventstoredb-double.js';
import { foldOf } from '../testing/fold-of-log.js';
import { PERSONS, randomLogs, recordLog, stoppedAt, type RandomAppend } from '../testing/random-log.js';
import { tableContents, type TableContents } from '../testing/table-contents.js';
import { projectionsOf } from './application/projections.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(120_000);

/** Finds people by the details as they are, which are a forename here. */
class PlainTerms extends PersonTerms {
  constructor() {
    super(undefined as never, undefined as never);
  }

  override identityOf(_: PersonId, details: SealedText): Promise<Identity | undefined> {
    return Promise.resolve({ surname: 'Lovelace', forename: details, dateOfBirth: day('2015-12-10') });
  }

  override termsOf({ forename }: Identity): Promise<readonly Term[]> {
    return Promise.resolve([{ field: 'name', hash: forename }]);
  }
}

const terms = new PlainTerms();

/** A list cut into parts at some places. */
function parts<T>(all: readonly T[], places: readonly number[]): readonly (readonly T[])[] {
  const cuts = [...new Set(places.map((place) => place % (all.length + 1))), 0, all.length].sort((a, b) => a - b);
  return cuts.slice(1).map((cut, index) => all.slice(cuts[index], cut));
}

const places = fc.array(fc.nat(200), { maxLength: 12 });
const memories = fc.constantFrom(undefined, 1, 6, 20);
const maybeDays = fc.option(
  fc.integer({ min: -20, max: 500 }).map((days) => addDays(day('2025-01-06'), days)),
  { nil: undefined },
);

/** A log in a store of its own. */
interface Recorded {
  readonly store: EventStore;
  readonly events: readonly RecordedEvent[];
  /** The instant after everything. */
  readonly now: Date;
  close(): Promise<void>;
}

let folder: string;
let files = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-models-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const newFile = (): string => join(folder, `${String((files += 1))}.db`);

async function inSqlite(log: readonly RandomAppend[]): Promise<Recorded> {
  let now = new Date('2025-05-01T09:00:00.000Z');
  const store = await SqliteEventStore.open({ file: newFile(), now: () => now, isDurable: false });
  const pause = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
  const events = await recordLog(store, log, pause);
  return { store, events, now: new Date(now.getTime() + 1), close: () => store.close() };
}

async function inEventStoreDb(log: readonly RandomAppend[]): Promise<Recorded> {
  const double = await EventStoreDbDouble.start();
  const store = await EventStoreDbEventStore.connect({ url: double.url });
  const events = await recordLog(store, log, () => undefined);
  const last = Date.parse(events.at(-1)?.recordedAt ?? '2025-05-01');
  const close = async (): Promise<void> => {
    await store.close();
    double.destroy();
  };
  return { store, events, now: new Date(last + 1), close };
}

const clockAt = (now: Date): { now(): Date } => ({ now: () => now });
const withoutPeople = (tables: TableContents): TableContents => ({
  ...tables,
  person: [],
  person_term: [],
  person_trait: [],
});

async function setBack(model: ReadModel, position: Position | undefined): Promise<void> {
  await model.writing
    .updateTable('checkpoint')
    .set({ position: position ?? '' })
    .where('name', '=', CHECKPOINT)
    .execute();
}

function specify(name: string, record: (log: readonly RandomAppend[]) => Promise<Recorded>, numRuns: number): void {
  /** Has something hold for random logs, each in a store of its own. */
  async function forLogs<T>(
    given: fc.Arbitrary<T>,
    holds: (recorded: Recorded, given: T, made: (memory?: number) => ProjectionMaker) => Promise<void>,
  ): Promise<void> {
    await fc.assert(
      fc.asyncProperty(randomLogs, given, async (log, other) => {
        const recorded = await record(log);
        try {
          await holds(recorded, other, (memory) => projectionsOf(recorded.store, terms, undefined, memory));
        } finally {
          await recorded.close();
        }
      }),
      { numRuns, interruptAfterTimeLimit: 100_000 },
    );
  }

  const open = (): Promise<ReadModel> => openReadModel(`sqlite:${newFile()}`);

  describe(`The read models over ${name}`, () => {
    test('show what follows from the log however it was cut into batches, and so do those made anew', async () => {
      await forLogs(fc.tuple(places, memories), async ({ store, events, now }, [cuts, memory], made) => {
        const model = await open();
        const models = new ReadModels(store, model, made(memory), clockAt(now), folder);
        for (const part of parts(events, cuts)) await models.projector.apply(part);
        const wanted = foldOf(events);
        expect(await tableContents(model.db)).toEqual(wanted);
        expect(await models.projector.checkpoint()).toBe(events.at(-1)?.position);
        expect(await models.rebuild()).toEqual({ events: events.length });
        expect(await tableContents(model.db)).toEqual(wanted);
        expect(await models.projector.checkpoint()).toBe(events.at(-1)?.position);
        await models.close();
      });
    });

    test('are the same where tables that nobody asks yet are filled in any batches with little memory', async () => {
      await forLogs(fc.tuple(places, memories), async ({ events }, [cuts, memory], made) => {
        const model = await openTemporaryReadModel(newFile());
        const projections = made(memory)({ fresh: true });
        const writer = writerIn(model.writing, model);
        for (const part of [...parts(events, cuts), []]) {
          for (const projection of projections) await projection.take(part);
          for (const projection of projections) await projection.flush(writer, part.length === 0);
        }
        expect(await tableContents(model.db)).toEqual(foldOf(events));
        await model.close();
      });
    });

    test('are not changed by events that are projected again, also after a restart or from an earlier checkpoint', async () => {
      await forLogs(fc.tuple(places, fc.nat(200)), async ({ store, events }, [cuts, back], made) => {
        const model = await open();
        const projector = new Projector(store, model, made());
        const batches = parts(events, cuts);
        for (const [index, batch] of batches.entries()) {
          await projector.apply(batch);
          const before = await tableContents(model.db);
          await projector.apply(batch);
          await projector.apply(
            events
              .slice(0, (back * (index + 1)) % (events.length + 1))
              .filter(({ position }) => position <= (batch.at(-1)?.position ?? '')),
          );
          expect(await tableContents(model.db)).toEqual(before);
        }
        const wanted = foldOf(events);
        for (const again of [projector, new Projector(store, model, made())]) {
          await again.apply(events);
          expect(await tableContents(model.db)).toEqual(wanted);
          await setBack(model, events[back % (events.length + 1)]?.position);
          await again.catchUp();
          expect(await tableContents(model.db)).toEqual(wanted);
        }
        await model.close();
      });
    });

    test('as known at an instant answer what a system answers that stopped there', async () => {
      await forLogs(
        fc.tuple(fc.array(fc.nat(200), { minLength: 1, maxLength: 3 }), maybeDays),
        async ({ store, events, now }, [stops, asAt], made) => {
          const models = new ReadModels(store, await open(), made(), clockAt(now), folder);
          for (const stop of stops) {
            const knownOn = events[stop % Math.max(1, events.length)]?.recordedAt;
            if (knownOn === undefined) continue;
            const last = events.findLast(({ recordedAt }) => recordedAt <= knownOn)?.position ?? ('' as Position);
            const stopped = stoppedAt(store, last);
            const fresh = new ReadModels(
              stopped,
              await openTemporaryReadModel(newFile()),
              projectionsOf(stopped, undefined),
              clockAt(new Date(knownOn)),
              folder,
            );
            await fresh.projector.catchUp();
            const answer = ({ db, asAt: on }: { db: ReadModel['db']; asAt: CalendarDate }) =>
              tableContents(db).then((tables) => ({ on, tables: withoutPeople(tables) }));
            const wanted = await fresh.asking({ asAt }, answer);
            expect(await models.asking({ asAt, knownOn }, answer)).toEqual(wanted);
            if (asAt === undefined) expect(wanted.on).toBe(dayInLondon(new Date(knownOn)));
            await fresh.close();
          }
          await models.close();
        },
      );
    });

    test('are the same where two processes project, in turn or one in the midst of the work of the other', async () => {
      await forLogs(fc.tuple(places, places, memories), async ({ store, events }, [cuts, others, memory], made) => {
        const file = newFile();
        const first = await openReadModel(`sqlite:${file}`);
        const second = await openReadModel(`sqlite:${file}`);
        const two = new Projector(store, second, made(memory));
        const batches = parts(events, others);
        let next = 0;
        const interrupted: EventStore = {
          ...stoppedAt(store, '~' as Position),
          readStream: async (stream, from) => {
            next += 1;
            await two.apply(batches.slice(0, next).flat());
            return store.readStream(stream, from);
          },
        };
        const one = new Projector(interrupted, first, projectionsOf(interrupted, terms, undefined, memory));
        for (const [index, batch] of parts(events, cuts).entries()) {
          const end = batch.at(-1)?.position ?? ('' as Position);
          if (index % 2 === 1) await two.apply(events.filter(({ position }) => position <= end));
          else await one.apply(events.filter(({ position }) => position <= end));
        }
        await one.apply(events);
        expect(await tableContents(first.db)).toEqual(foldOf(events));
        expect(await one.checkpoint()).toBe(events.at(-1)?.position);
        await two.catchUp();
        expect(await tableContents(second.db)).toEqual(foldOf(events));
        await first.close();
        await second.close();
      });
    });
  });
}

specify('SQLite', inSqlite, 25);
specify('EventStoreDB', inEventStoreDb, 6);

test('An id is the case’s that had it first, also where another one with it has to leave memory before', async () => {
  const id = '018f0000-0000-7000-8000-0000000000a2';
  const opened = { on: '2025-01-06', person: PERSONS[0] };
  const append = (stream: string, type: string, data: object): RandomAppend => ({
    stream,
    events: [{ type, data }],
    pause: 0,
  });
  const { store, events, close } = await inSqlite([
    append(`assessment-${id}`, 'AssessmentRequested', { ...opened, kind: 'initial' }),
    append(`review-${id}`, 'ReviewOpened', { ...opened, plan: id, kind: 'annual' }),
    append(`assessment-${id}`, 'DraftPlanSent', { on: '2025-03-03' }),
  ]);
  const model = await openTemporaryReadModel(newFile());
  const projections = projectionsOf(store, terms, undefined, 2)({ fresh: true });
  const writer = writerIn(model.writing, model);
  for (const part of [events, []]) {
    for (const projection of projections) await projection.take(part);
    for (const projection of projections) await projection.flush(writer, part.length === 0);
  }
  expect(await tableContents(model.db)).toEqual(foldOf(events));
  await model.close();
  await close();
});
