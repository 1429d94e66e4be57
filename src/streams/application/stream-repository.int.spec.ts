import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { assessmentDecider, type AssessmentCommand } from '../../assessments/domain/assessment.decider.js';
import { ConcurrencyConflict, type EventStore, type NewEvent } from '../../event-store/event-store.js';
import { SqliteEventStore } from '../../event-store/sqlite/sqlite-event-store.js';
import type { Upcasters } from '../../event-store/upcasting.js';
import { WallClock } from '../../platform/wall-clock.js';
import { fold } from '../domain/decider.js';
import { milestone, record, WHOLE } from '../../testing/assessments.js';
import { TODAY } from '../../testing/decider.js';
import { onBehalfOf } from './request-context.js';
import { StreamRepository } from './stream-repository.js';

/** In version 1 the day of a draft plan was called `sentOn`. */
const upcasters: Upcasters = { DraftPlanSent: { 1: ({ sentOn, ...data }) => ({ ...data, on: sentOn }) } };

class FixedClock extends WallClock {
  override now(): Date {
    return new Date(`${TODAY}T09:00:00.000Z`);
  }
}

let folder: string;
let store: EventStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'streams-'));
  store = await SqliteEventStore.open({ file: join(folder, 'events.db'), upcasters });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

type Repository = StreamRepository<
  AssessmentCommand,
  ReturnType<typeof assessmentDecider.evolve>,
  Parameters<typeof assessmentDecider.evolve>[1]
>;
const repositoryOn = (on: EventStore): Repository =>
  new StreamRepository('assessment', assessmentDecider, on, new FixedClock(), upcasters);

const metadata = { actor: 'officer-1', correlationId: 'c-1', causationId: 'c-1', schemaVersion: 1 };
const asRecorded = ({ type, data }: { readonly type: string; readonly data: object }): NewEvent => ({
  id: v7(),
  type,
  data: { ...data },
  metadata,
});

const [requested, , decided] = WHOLE as [(typeof WHOLE)[0], (typeof WHOLE)[0], (typeof WHOLE)[0]];

describe('A repository of streams', () => {
  test('reads a whole case back as it was recorded, also from events of an older shape', async () => {
    const id = v7();
    const old = WHOLE.map(asRecorded).map((event) => {
      const { on, ...data } = event.data;
      return event.type === 'DraftPlanSent' ? { ...event, data: { ...data, sentOn: on } } : event;
    });
    await store.append(`assessment-${id}`, old, 'no-stream');
    expect((await repositoryOn(store).load(id)).state).toEqual(fold(assessmentDecider, WHOLE));
  });

  test('writes which version of the shape an event has', async () => {
    const id = v7();
    const repository = repositoryOn(store);
    await onBehalfOf({ actor: 'officer-1' }, async () => {
      await repository.execute(id, () => record(requested));
      await repository.execute(id, () => record(milestone('DraftPlanSent', '2024-07-15'), 'no-decision-to-assess'));
    });
    const { recorded } = await repository.load(id);
    expect(recorded.map((event) => event.metadata.schemaVersion)).toEqual([1, 2]);
  });

  test('decides anew on what others recorded meanwhile, and appends under the same event ids', async () => {
    const id = v7();
    await store.append(`assessment-${id}`, [asRecorded(requested)], 'no-stream');
    const attempts: (readonly NewEvent[])[] = [];
    const contended: EventStore = Object.create(store, {
      append: {
        value: async (...[stream, events, expected]: Parameters<EventStore['append']>) => {
          if (attempts.push(events) === 1) await store.append(stream, [asRecorded(decided)], expected);
          return store.append(stream, events, expected);
        },
      },
      readStream: { value: (stream: string) => store.readStream(stream) },
    }) as EventStore;
    const appeal = record(
      milestone('AppealLodged', '2024-03-20', { appeal: 'refusal-to-assess' }),
      'no-decision-to-appeal',
    );
    const outcome = await onBehalfOf({ actor: 'officer-2' }, () => repositoryOn(contended).execute(id, () => appeal));
    expect(outcome).toMatchObject({ outcome: 'recorded', revision: 2 });
    expect(attempts).toHaveLength(2);
    expect(attempts[0]?.[0]?.id).toBe(attempts[1]?.[0]?.id);
    expect(attempts[0]?.[0]?.data).toHaveProperty('confirmed', ['no-decision-to-appeal']);
    expect(attempts[1]?.[0]?.data).not.toHaveProperty('confirmed');
  });

  test('gives up where the stream never stands still', async () => {
    let appends = 0;
    const restless: EventStore = Object.create(store, {
      append: {
        value: (stream: string) => {
          appends += 1;
          return Promise.reject(new ConcurrencyConflict(stream, 0, 1));
        },
      },
      readStream: { value: (stream: string) => store.readStream(stream) },
    }) as EventStore;
    const attempt = onBehalfOf({ actor: 'officer-1' }, () =>
      repositoryOn(restless).execute(v7(), () => record(requested)),
    );
    await expect(attempt).rejects.toThrow(ConcurrencyConflict);
    expect(appends).toBe(50);
  });

  test('leaves a refusal of its caller as it is', async () => {
    const refused = { refused: [{ code: 'not-now', message: 'Not now.', field: 'on' }] };
    const outcome = await onBehalfOf({ actor: 'officer-1' }, () => repositoryOn(store).execute(v7(), () => refused));
    expect(outcome).toEqual({ outcome: 'refused', ...refused });
  });

  test('answers a repeated request as the first time, and refuses another request with the same key', async () => {
    const id = v7();
    const repository = repositoryOn(store);
    const ask = (actor: string, one: (typeof WHOLE)[number]) =>
      onBehalfOf({ actor, idempotencyKey: 'key-1' }, () => repository.execute(id, () => record(one)));
    const first = await ask('officer-1', requested);
    expect(first).toMatchObject({ outcome: 'recorded', revision: 0 });
    expect(await ask('officer-1', requested)).toEqual(first);
    expect(await ask('officer-1', decided)).toMatchObject({
      outcome: 'refused',
      refused: [{ code: 'key-used-already', field: 'idempotencyKey' }],
    });
    expect(await store.readStream(repository.streamOf(id))).toHaveLength(1);
  });

  test('takes the same key of another officer for another request', async () => {
    const id = v7();
    const repository = repositoryOn(store);
    const ask = (actor: string, one: (typeof WHOLE)[number]) =>
      onBehalfOf({ actor, idempotencyKey: '1' }, () => repository.execute(id, () => record(one)));
    await ask('officer-1', requested);
    expect(await ask('officer-2', decided)).toMatchObject({ outcome: 'recorded', revision: 1 });
  });

  test('answers a request that was repeated while it was under way, and others recorded in between', async () => {
    const id = v7();
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    const slow = new Proxy(store, {
      get: (target, name) =>
        name === 'append'
          ? async (...args: Parameters<EventStore['append']>) => {
              await held;
              return target.append(...args);
            }
          : (Reflect.get(target, name) as (...args: unknown[]) => unknown).bind(target),
    });
    const ask = (on: EventStore, one: (typeof WHOLE)[number], key: string) =>
      onBehalfOf({ actor: 'officer-1', idempotencyKey: key }, () => repositoryOn(on).execute(id, () => record(one)));
    await ask(store, requested, 'opening');
    const late = ask(slow, decided, 'deciding');
    const note = WHOLE.find(({ type }) => type === 'FamilyInformed') ?? requested;
    await ask(store, note, 'informing');
    const sooner = await ask(store, decided, 'deciding');
    release(undefined);
    expect(await late).toEqual(sooner);
    expect(await store.readStream(`assessment-${id}`)).toHaveLength(3);
  });
});
