import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AlertsModule } from './alerts/alerts.module.js';
import { BenchmarksModule } from './benchmarks/benchmarks.module.js';
import { CaseloadModule } from './caseload/caseload.module.js';
import { CasesModule } from './cases/cases.module.js';
import { EventStoreModule } from './event-store/event-store.module.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { PeopleModule } from './people/people.module.js';
import { ClockModule } from './platform/clock.module.js';
import { configuration, CouncilEnvironment, type Environment } from './platform/configuration.js';
import { PoliciesModule } from './policies/policies.module.js';
import { TimelinessModule } from './timeliness/timeliness.module.js';

/** The tracker without its faces: what the server and the command line have in common. */
@Module({
  imports: [
    ClockModule,
    EventStoreModule,
    AccessModule,
    PeopleModule,
    CasesModule,
    CaseloadModule,
    PoliciesModule,
    AlertsModule,
    ExchangeModule,
    TimelinessModule,
    BenchmarksModule,
  ],
})
export class TrackerModule {
  /**
   * The tracker as the environment configures it. The environment is read now; a bad value rejects the start.
   * @param over takes the place of what the environment says
   */
  static configured(over: Environment = {}): DynamicModule {
    return { module: TrackerModule, imports: [configuration(CouncilEnvironment, over)] };
  }
}
