import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { CalculatorModule } from '../calculator/calculator.module.js';
import { settingsOf } from '../platform/configuration.js';
import { Rulebook } from '../statute/rulebook.js';
import { AlertSettings } from './application/alert-settings.js';
import { AlertLists } from './application/alert-lists.js';
import { Alerts } from './application/alerts.js';
import { readAlertSettingsFile } from './application/read-alert-settings.js';

/** Alerts of clocks that are due soon or were missed, when they are asked for. */
@Module({
  imports: [CalculatorModule],
  providers: [
    AlertLists,
    Alerts,
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
  exports: [AlertLists, Alerts, AlertSettings],
})
export class AlertsModule {}
