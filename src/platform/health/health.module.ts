import { Controller, Get, Module } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, TerminusModule, type HealthCheckResult } from '@nestjs/terminus';

@ApiTags('health')
@Controller('health')
class HealthController {
  constructor(private readonly health: HealthCheckService) {}

  @Get()
  @HealthCheck({ swaggerDocumentation: false })
  @ApiOperation({ summary: 'Whether the server is up' })
  @ApiOkResponse({ schema: { example: { status: 'ok', info: {}, error: {}, details: {} } } })
  check(): Promise<HealthCheckResult> {
    // The calculator depends on nothing outside this process.
    return this.health.check([]);
  }
}

/** Says whether the server is up. */
@Module({ imports: [TerminusModule], controllers: [HealthController] })
export class HealthModule {}
