import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { CaseloadModule } from '../caseload/caseload.module.js';
import { CasesModule } from '../cases/cases.module.js';
import type { EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { UPCASTERS } from '../event-store/upcasters.js';
import { People } from '../people/application/people.js';
import { PeopleModule } from '../people/people.module.js';
import { configuration, CouncilEnvironment, settingsOf } from '../platform/configuration.js';
import { WallClock } from '../platform/wall-clock.js';
import { Policies } from '../policies/application/policies.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { ReadModels } from '../read-model/read-models.js';
import { countsOfAYear } from '../timeliness/application/published.js';
import type { PersonId } from '../streams/domain/event.js';
import type { OpenAStage } from './application/stage.js';
import { SimulatedClock } from './application/simulated-clock.js';

@Module({})
class SimulatedClockModule {
  static of(clock: SimulatedClock): DynamicModule {
    const provider = { provide: WallClock, useValue: clock };
    return { module: SimulatedClockModule, global: true, providers: [provider], exports: [WallClock] };
  }
}

/** A log of events that need not be on the disk at once: whatever is half done is thrown away. */
@Global()
@Module({
  providers: [
    {
      provide: EVENT_STORE,
      inject: [ConfigService, WallClock],
      useFactory: (config: ConfigService, clock: WallClock): Promise<EventStore> =>
        SqliteEventStore.open({
          file: settingsOf(config).eventStoreUrl.replace(/^sqlite:/, ''),
          upcasters: UPCASTERS,
          now: () => clock.now(),
          isDurable: false,
        }),
    },
  ],
  exports: [EVENT_STORE],
})
class HastyEventStoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}

/** The tracker with a clock that stands on the days of a caseload. */
@Module({ imports: [HastyEventStoreModule, PeopleModule, CasesModule, CaseloadModule, PoliciesModule] })
class StageModule {}

/** Opens the tracker for a caseload to be played in it. */
export const openStage: OpenAStage = async (over) => {
  const clock = new SimulatedClock();
  const tracker = await NestFactory.createApplicationContext(
    {
      module: StageModule,
      imports: [configuration(CouncilEnvironment, over), SimulatedClockModule.of(clock)],
    },
    { logger: false, abortOnError: false },
  );
  const commands = tracker.get(CommandBus);
  const policies = tracker.get(Policies);
  const models = tracker.get(ReadModels);
  return {
    clock,
    execute: (request) => commands.execute(request),
    afterDay: () => policies.catchUp(),
    makeKeys: (people) => tracker.get(People, { strict: false }).makeKeys(people as readonly PersonId[]),
    countsOfYear: async (year, progress, signal) => {
      await models.rebuild({ progress, ...(signal === undefined ? {} : { signal }) });
      return countsOfAYear(models.live().db, year);
    },
    close: () => tracker.close(),
  };
};
