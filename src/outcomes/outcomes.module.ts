import { Module } from '@nestjs/common';
import { TimelinessModule } from '../timeliness/timeliness.module.js';
import { PageWrites } from '../platform/web/page-writes.js';
import { COUNCIL_PLAN, CouncilPlan } from './application/council-plan.js';
import { OutcomeRecords } from './application/outcome-records.js';
import { OutcomeStreams } from './application/outcome-streams.js';
import { Outcomes } from './application/outcomes.js';
import { Readings } from './application/readings.js';
import { MeasureForms } from './web/measure-forms.js';
import { PlanController } from './web/plan.controller.js';

/** How the council's SEND plan stands, measure by measure. */
@Module({
  imports: [TimelinessModule],
  controllers: [PlanController],
  providers: [COUNCIL_PLAN, OutcomeStreams, Readings, Outcomes, OutcomeRecords, MeasureForms, PageWrites],
  exports: [CouncilPlan, Outcomes],
})
export class OutcomesModule {}
