import { Global, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Interval, ScheduleModule } from '@nestjs/schedule';
import { CalculatorModule } from '../calculator/calculator.module.js';
import { settingsOf } from '../platform/configuration.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { AlertSweeps } from '../platform/health/alert-sweeps.js';
import { Rulebook } from '../statute/rulebook.js';
import { AlertSettings } from './application/alert-settings.js';
import { AlertLists } from './application/alert-lists.js';
import { AlertWatch } from './application/alert-watch.js';
import { Alerts } from './application/alerts.js';
import { readAlertSettingsFile } from './application/read-alert-settings.js';

/** Alerts of clocks that are due soon or were missed, when they are asked for. */
@Global()
@Module({
  imports: [CalculatorModule, PoliciesModule],
  providers: [
    AlertLists,
    Alerts,
    AlertWatch,
    { provide: AlertSweeps, useExisting: AlertWatch },
    {
      provide: AlertSettings,
      inject: [ConfigService, Rulebook],
      useFactory: async (config: ConfigService, { rules }: Rulebook): Promise<AlertSettings> => {
        const { alerts } = settingsOf(config);
        return alerts === undefined
          ? new AlertSettings()
          : readAlertSettingsFile(
              alerts,
              rules.map(({ id }) => id),
            );
      },
    },
  ],
  exports: [AlertLists, Alerts, AlertSettings, AlertSweeps, AlertWatch],
})
export class AlertsModule {}

const EVERY_MINUTE = 60_000;

@Injectable()
class AlertsAtStart implements OnApplicationBootstrap {
  constructor(private readonly watch: AlertWatch) {}

  onApplicationBootstrap(): void {
    this.watch.start();
  }

  @Interval(EVERY_MINUTE)
  sweepWhenDue(): Promise<void> {
    return this.watch.sweepWhenDue();
  }
}

/** The same, while the program runs: for the server. */
@Module({
  imports: [AlertsModule, ScheduleModule.forRoot()],
  providers: [AlertsAtStart],
  exports: [AlertsModule],
})
export class RunningAlertsModule {}
