import { Module } from '@nestjs/common';
import { AccessWebModule } from '../../access/access-web.module.js';
import { CalculatorModule } from '../../calculator/calculator.module.js';
import { AlertsModule } from '../alerts.module.js';
import { LiveAlerts, LivePace } from './live-alerts.js';
import { AlertsController } from './alerts.controller.js';

/** The pages on which managers see what was missed and what is due soon. */
@Module({
  imports: [AccessWebModule, AlertsModule, CalculatorModule],
  providers: [LiveAlerts, LivePace],
  controllers: [AlertsController],
})
export class AlertsWebModule {}
