import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { CasesModule } from '../cases/cases.module.js';
import type { EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { WallClock } from '../platform/wall-clock.js';
import { Sealer } from '../streams/application/sealer.js';
import { Stages, type Stage } from './application/rehearsal.js';

@Module({})
class SurroundingsModule {
  static of(store: EventStore, sealer: Sealer, clock: WallClock): DynamicModule {
    return {
      module: SurroundingsModule,
      global: true,
      providers: [
        { provide: EVENT_STORE, useValue: store },
        { provide: Sealer, useValue: sealer },
        { provide: WallClock, useValue: clock },
      ],
      exports: [EVENT_STORE, Sealer, WallClock],
    };
  }
}

/** The modules of cases by themselves, over another store. */
@Module({})
class RehearsalModule {
  static of(store: EventStore, sealer: Sealer, clock: WallClock): DynamicModule {
    return { module: RehearsalModule, imports: [SurroundingsModule.of(store, sealer, clock), CasesModule] };
  }
}

/** Rehearses in an application of its own within this process. */
@Injectable()
export class NestStages extends Stages {
  constructor(private readonly clock: WallClock) {
    super();
  }

  override async over(store: EventStore, sealer: Sealer): Promise<Stage> {
    // Naming a logger here would take the place of that of the whole process.
    const stage = await NestFactory.createApplicationContext(RehearsalModule.of(store, sealer, this.clock), {
      abortOnError: false,
    });
    return { commands: stage.get(CommandBus), close: () => stage.close() };
  }
}
