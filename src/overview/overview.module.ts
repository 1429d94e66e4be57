import { Module } from '@nestjs/common';
import { CalculatorModule } from '../calculator/calculator.module.js';
import { CaseloadModule } from '../caseload/caseload.module.js';
import { TimelinessModule } from '../timeliness/timeliness.module.js';
import { Overviews } from './application/overview.js';
import { OverviewController } from './web/overview.controller.js';

/** The page of the council's figures. */
@Module({
  imports: [CalculatorModule, CaseloadModule, TimelinessModule],
  controllers: [OverviewController],
  providers: [Overviews],
})
export class OverviewModule {}
