import { Controller, Get, Header, Module } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthModule } from '../health/health.module.js';
import { Metrics } from './metrics.js';
import { Access } from '../access/access.js';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

@ApiTags('operation')
@Access('public')
@Controller('metrics')
class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Content-Type', TEXT)
  @ApiOperation({ summary: 'What is measured, for Prometheus' })
  @ApiOkResponse({
    description: 'In the text format of Prometheus',
    content: {
      'text/plain': {
        schema: { type: 'string' },
        example:
          '# HELP ehcp_projection_lag_seconds Seconds since the recording of the oldest event that the read models do not show.\n' +
          '# TYPE ehcp_projection_lag_seconds gauge\nehcp_projection_lag_seconds 0\n',
      },
    },
  })
  show(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}

/** Measures while the server runs, and shows it to Prometheus. */
@Module({ imports: [HealthModule], controllers: [MetricsController], providers: [Metrics], exports: [Metrics] })
export class MetricsModule {}
