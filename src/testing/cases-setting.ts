import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CasesModule } from '../cases/cases.module.js';
import type { EventStore, RecordedEvent } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import type { Upcasters } from '../event-store/upcasting.js';
import { WallClock } from '../platform/wall-clock.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import type { Outcome } from '../streams/application/outcome.js';
import { onBehalfOf, type RequestOrigin } from '../streams/application/request-context.js';
import { Sealer } from '../streams/application/sealer.js';
import { PERSON } from './assessments.js';
import { TestSealer } from './test-sealer.js';

/** A clock that says what it was set to. */
export class SetClock extends WallClock {
  #now = new Date('2025-12-31T09:00:00.000Z');

  set(now: string): void {
    this.#now = new Date(now);
  }

  override now(): Date {
    return this.#now;
  }
}

@Module({})
class SurroundingsModule {
  static of(store: EventStore, clock: WallClock, sealer: Sealer): DynamicModule {
    return {
      module: SurroundingsModule,
      global: true,
      providers: [
        { provide: EVENT_STORE, useValue: store },
        { provide: WallClock, useValue: clock },
        { provide: Sealer, useValue: sealer },
      ],
      exports: [EVENT_STORE, WallClock, Sealer],
    };
  }
}

/** The modules of cases over an event store in a temporary folder. */
export interface CasesSetting {
  readonly store: EventStore;
  readonly clock: SetClock;
  /** Knows {@link PERSON}. */
  readonly sealer: TestSealer;
  readonly queries: QueryBus;
  /** Carries a request out, on behalf of an officer unless another origin is given. */
  request(request: CaseRequest, origin?: RequestOrigin): Promise<Outcome>;
  /** Carries a request out without saying on whose behalf. */
  bare(request: CaseRequest): Promise<Outcome>;
  /** The events of a stream. */
  events(stream: string): Promise<readonly RecordedEvent[]>;
  close(): Promise<void>;
}

export const OFFICER: RequestOrigin = { actor: 'officer-1' };

/** Opens the setting. */
export async function openCases(upcasters: Upcasters = {}): Promise<CasesSetting> {
  const folder = await mkdtemp(join(tmpdir(), 'cases-'));
  const clock = new SetClock();
  const store = await SqliteEventStore.open({ file: join(folder, 'events.db'), upcasters, now: () => clock.now() });
  return openCasesOn(store, () => rm(folder, { recursive: true }), clock);
}

/**
 * Opens the setting on a store.
 * @param tidyUp called when the setting and the store are closed
 */
export async function openCasesOn(
  store: EventStore,
  tidyUp: () => Promise<void>,
  clock = new SetClock(),
): Promise<CasesSetting> {
  const sealer = new TestSealer();
  sealer.register(PERSON);
  const module = await Test.createTestingModule({
    imports: [SurroundingsModule.of(store, clock, sealer), CasesModule],
  }).compile();
  const application = await module.init();
  const commands = application.get(CommandBus);
  return {
    store,
    clock,
    sealer,
    queries: application.get(QueryBus),
    request: (request, origin = OFFICER) => onBehalfOf(origin, () => commands.execute<CaseRequest, Outcome>(request)),
    bare: (request) => commands.execute<CaseRequest, Outcome>(request),
    events: (stream) => store.readStream(stream),
    close: async () => {
      await application.close();
      await store.close();
      await tidyUp();
    },
  };
}
