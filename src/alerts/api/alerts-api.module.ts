import { Module } from '@nestjs/common';
import { ApiWrites } from '../../platform/http/api-writes.js';
import { AlertsModule } from '../alerts.module.js';
import { AlertsApiController } from './alerts-api.controller.js';

/** The alerts over HTTP. */
@Module({ imports: [AlertsModule], providers: [ApiWrites], controllers: [AlertsApiController] })
export class AlertsApiModule {}
