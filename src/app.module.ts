import { Controller, Get, Module, Redirect, type DynamicModule } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CalculatorApiModule } from './calculator/api/calculator-api.module.js';
import { CasesModule } from './cases/cases.module.js';
import { EventStoreModule } from './event-store/event-store.module.js';
import { PeopleModule } from './people/people.module.js';
import { ClockModule } from './platform/clock.module.js';
import { configuration, ServerEnvironment } from './platform/configuration.js';
import { HealthModule } from './platform/health/health.module.js';

@ApiExcludeController()
@Controller()
class FrontDoorController {
  @Get()
  @Redirect('/api/docs', 302)
  open(): void {
    // The redirect is the answer.
  }
}

/** The server. */
@Module({
  imports: [ClockModule, EventStoreModule, PeopleModule, CasesModule, CalculatorApiModule, HealthModule],
  controllers: [FrontDoorController],
})
export class AppModule {
  /** The server as the environment configures it. The environment is read now; a bad value rejects the start. */
  static configured(): DynamicModule {
    return { module: AppModule, imports: [configuration(ServerEnvironment)] };
  }
}
