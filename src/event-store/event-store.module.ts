import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { settingsOf } from '../platform/configuration.js';
import { WallClock } from '../platform/wall-clock.js';
import type { EventStore } from './event-store.js';
import { EVENT_STORE } from './event-store.token.js';
import { openEventStore } from './open-event-store.js';
import { UPCASTERS } from './upcasters.js';

/** Opens the event store that the settings name, and closes it when the program ends. */
@Global()
@Module({
  providers: [
    {
      provide: EVENT_STORE,
      inject: [ConfigService, WallClock],
      useFactory: (config: ConfigService, clock: WallClock): Promise<EventStore> =>
        openEventStore(settingsOf(config).eventStoreUrl, { upcasters: UPCASTERS, now: () => clock.now() }),
    },
  ],
  exports: [EVENT_STORE],
})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}
