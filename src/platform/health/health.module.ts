import { Controller, Get, HttpStatus, Module, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, TerminusModule, type HealthCheckResult } from '@nestjs/terminus';
import type { Response } from 'express';
import { AlertsHealth, EventStoreHealth, MailHealth, PoliciesHealth, ReadModelsHealth } from './indicators.js';
import { Lags } from './lags.js';
import { Access } from '../access/access.js';

const UP = {
  eventStore: { status: 'up' },
  readModels: { status: 'up', lagSeconds: 0 },
  policies: { status: 'up', refusals: 0, lagSeconds: { 'final-plan-makes-plan': 0 } },
  mail: { status: 'up', sending: 'well', waiting: 0, givenUp: 0 },
  alerts: { status: 'up', sweeping: 'well', lastDay: '2026-03-02', lastAt: '2026-03-02T06:00:01.000Z', failed: 0 },
};
const STOPPED = {
  readModels: {
    status: 'down',
    message: 'Projecting stopped at an event that cannot be projected. Nothing recorded after it is shown.',
    event: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001',
    position: '18423',
  },
};

@ApiTags('operation')
@Access('public')
@Controller('health')
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly eventStore: EventStoreHealth,
    private readonly readModels: ReadModelsHealth,
    private readonly policies: PoliciesHealth,
    private readonly mail: MailHealth,
    private readonly alerts: AlertsHealth,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Whether the server is up, the event store answers, and the read models follow it' })
  @ApiOkResponse({
    description:
      'Everything works; how far the read models and the policies are behind, in seconds; whether mails go out and alerts are swept each day, without which the server still works',
    content: {
      'application/json': { schema: { type: 'object' }, example: { status: 'ok', info: UP, error: {}, details: UP } },
    },
  })
  @ApiResponse({
    status: 503,
    description: 'Something does not work: `error` says what',
    content: {
      'application/json': {
        schema: { type: 'object' },
        example: { status: 'error', info: {}, error: STOPPED, details: STOPPED },
      },
    },
  })
  async check(@Res({ passthrough: true }) response: Response): Promise<HealthCheckResult> {
    try {
      return await this.health.check([
        () => this.eventStore.check(),
        () => this.readModels.check(),
        () => this.policies.check(),
        () => this.mail.check(),
        () => this.alerts.check(),
      ]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(HttpStatus.SERVICE_UNAVAILABLE);
      return error.getResponse() as HealthCheckResult;
    }
  }
}

/** Says whether the server is up, the event store answers, and the read models follow it. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [Lags, EventStoreHealth, ReadModelsHealth, PoliciesHealth, MailHealth, AlertsHealth],
  exports: [Lags],
})
export class HealthModule {}
