import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { settingsOf } from '../platform/configuration.js';
import { WallClock } from '../platform/wall-clock.js';
import { Rulebook, rulebook } from '../statute/rulebook.js';
import { Calculator } from './application/calculator.js';
import { readLocalStandardsFile } from './application/local-standards-file.js';

/** The calculator with the national rules and the council's local standards. */
@Module({
  providers: [
    Calculator,
    WallClock,
    {
      provide: Rulebook,
      inject: [ConfigService],
      useFactory: async (config: ConfigService): Promise<Rulebook> => {
        const { localStandards } = settingsOf(config);
        return localStandards === undefined ? rulebook : readLocalStandardsFile(localStandards);
      },
    },
  ],
  exports: [Calculator, Rulebook],
})
export class CalculatorModule {}
