import { Module } from '@nestjs/common';
import { CalculatorModule } from '../calculator/calculator.module.js';
import { PeopleModule } from '../people/people.module.js';
import { AlertsModule } from './alerts.module.js';
import { Digests } from './application/digests.js';
import { MorningMail } from './application/morning-mail.js';
import { DigestWriter } from './web/digest-writer.js';

/** The mail that managers get each morning, for the server. */
@Module({
  imports: [AlertsModule, CalculatorModule, PeopleModule],
  providers: [Digests, MorningMail, DigestWriter],
  exports: [MorningMail],
})
export class DigestsModule {}
