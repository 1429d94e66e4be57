import { Controller, Get, Inject, Injectable, Module } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  TerminusModule,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';

@Injectable()
class EventStoreHealth {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('eventStore');
    try {
      await this.store.check();
      return indicator.up();
    } catch {
      return indicator.down('The event store does not answer.');
    }
  }
}

@ApiTags('health')
@Controller('health')
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly eventStore: EventStoreHealth,
  ) {}

  @Get()
  @HealthCheck({ swaggerDocumentation: false })
  @ApiOperation({ summary: 'Whether the server is up and the event store answers' })
  @ApiOkResponse({
    schema: {
      example: {
        status: 'ok',
        info: { eventStore: { status: 'up' } },
        error: {},
        details: { eventStore: { status: 'up' } },
      },
    },
  })
  check(): Promise<HealthCheckResult> {
    return this.health.check([() => this.eventStore.check()]);
  }
}

/** Says whether the server is up and the event store answers. */
@Module({ imports: [TerminusModule], controllers: [HealthController], providers: [EventStoreHealth] })
export class HealthModule {}
