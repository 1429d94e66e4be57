import { Module } from '@nestjs/common';
import { AccessWebModule } from '../../access/access-web.module.js';
import { CalculatorModule } from '../../calculator/calculator.module.js';
import { PageWrites } from '../../platform/web/page-writes.js';
import { AlertsModule } from '../alerts.module.js';
import { DigestsModule } from '../digests.module.js';
import { AlertHistories } from '../application/alert-histories.js';
import { AcknowledgePace, AcknowledgePages } from './acknowledge-pages.js';
import { AlertController } from './alert.controller.js';
import { AlertsController } from './alerts.controller.js';
import { LiveAlerts, LivePace } from './live-alerts.js';

/** The pages on which managers see what was missed and what is due soon. */
@Module({
  imports: [AccessWebModule, AlertsModule, DigestsModule, CalculatorModule],
  providers: [LiveAlerts, LivePace, AcknowledgePages, AcknowledgePace, AlertHistories, PageWrites],
  controllers: [AlertsController, AlertController],
})
export class AlertsWebModule {}
