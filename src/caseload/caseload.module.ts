import { Global, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { setTimeout } from 'node:timers/promises';
import type { EventReading, EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { CalculatorModule } from '../calculator/calculator.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonTerms } from '../people/application/person-terms.js';
import { settingsOf } from '../platform/configuration.js';
import { WallClock } from '../platform/wall-clock.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { ProjectionStopped } from '../read-model/projector.js';
import type { ReadModel } from '../read-model/read-model.js';
import { ReadModels } from '../read-model/read-models.js';
import {
  forgetPolicies,
  forgetTheLog,
  policiesAreAhead,
  shownButMissing,
  tablesAreAhead,
} from '../read-model/same-log.js';
import { Rulebook } from '../statute/rulebook.js';
import { Caseload } from './application/caseload.js';
import { OpenRequests } from './application/open-requests.js';
import { projectionsOf } from './application/projections.js';
import { rebuildHelper } from './rebuild-helper.js';
import { DueDates } from './application/what-is-due.js';
import { Worklists } from './application/worklists.js';

/** Milliseconds after which projecting is tried again when the event store or the disk was in the way. */
const RETRY = 2_000;

/** Keeps the read models up to date while the program runs. */
@Injectable()
export class Projecting implements OnApplicationShutdown {
  readonly #logger = new Logger('ReadModels');
  readonly #ending = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly models: ReadModels) {}

  /** Begins. The read models are made anew first where another version of the program wrote them, or much is missing. */
  start(): void {
    this.#running = this.#run();
  }

  /** Ends, after the batch at hand. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
    await this.models.close();
  }

  get #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    do {
      try {
        if (await this.models.isBestMadeAnew()) await this.models.rebuild({ signal });
        await this.models.projector.run(signal);
        return;
      } catch (error) {
        if (!this.#isEnding) this.#tell(error);
        if (error instanceof ProjectionStopped) return;
        await setTimeout(RETRY, undefined, { signal }).catch(() => undefined);
      }
    } while (!this.#isEnding);
  }

  #tell(error: unknown): void {
    this.#logger.error(error instanceof Error ? error.message : 'The read models could not be kept up to date.');
  }
}

/** Where tables or policies have come further than the log, says so and has everything done anew that follows from events. */
async function noticeAnotherLog(model: ReadModel, store: EventStore, url: string): Promise<void> {
  const logger = new Logger('ReadModels');
  const anew = 'The read models are made anew from it, and the policies begin at its first event.';
  const missing = await shownButMissing(model, store);
  if (missing !== undefined) {
    logger.warn(
      `The event ${String(missing.revision)} of the stream ${missing.stream}, which the read models show, is not in the event log: ` +
        `the log is an older copy, or another one. ${anew}`,
    );
    await forgetTheLog(model);
    return;
  }
  // The policies of another kind of store can have looked beyond the last event.
  if (!url.startsWith('sqlite:')) return;
  if (await tablesAreAhead(model, (store as EventReading).sorted?.end().position)) {
    logger.warn(`The read models have come further than the event log reaches: it is an older copy. ${anew}`);
    await forgetTheLog(model);
  } else if (await policiesAreAhead(model, store)) {
    logger.warn(
      'The policies have come further than the event log reaches: it is an older copy. They begin at its first event.',
    );
    await forgetPolicies(model);
  }
}

/** The read models: what is asked every day, made from the events. */
@Global()
@Module({
  imports: [PeopleModule, CalculatorModule],
  providers: [
    Caseload,
    OpenRequests,
    DueDates,
    Worklists,
    Projecting,
    {
      provide: ReadModels,
      inject: [ConfigService, EVENT_STORE, PersonTerms, WallClock, Rulebook],
      useFactory: async (
        config: ConfigService,
        store: EventStore,
        terms: PersonTerms,
        clock: WallClock,
        rulebook: Rulebook,
      ): Promise<ReadModels> => {
        const { eventStoreUrl, readModelUrl, dataDirectory } = settingsOf(config);
        const model = await openReadModel(readModelUrl);
        const localStandards = rulebook.rules.filter(({ force }) => force === 'local');
        await noticeAnotherLog(model, store, eventStoreUrl);
        const models = new ReadModels(
          store,
          model,
          projectionsOf(store, terms, { rulebook }),
          clock,
          dataDirectory,
          rebuildHelper({ eventStoreUrl, readModelUrl, localStandards }),
        );
        models.clearLeftovers();
        return models;
      },
    },
  ],
  exports: [ReadModels, Projecting, Caseload, OpenRequests, DueDates, Worklists],
})
export class CaseloadModule {}
