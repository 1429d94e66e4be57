import { Module } from '@nestjs/common';
import { BenchmarksModule } from '../../benchmarks/benchmarks.module.js';
import { CaseloadModule } from '../../caseload/caseload.module.js';
import { OutcomesModule } from '../../outcomes/outcomes.module.js';
import { TimelinessModule } from '../timeliness.module.js';
import { BoardController } from './board.controller.js';
import { Board } from './board.js';
import { MeasureController } from './measure.controller.js';

/** The pages of the council's timeliness. */
@Module({
  imports: [TimelinessModule, BenchmarksModule, CaseloadModule, OutcomesModule],
  controllers: [BoardController, MeasureController],
  providers: [Board],
})
export class TimelinessWebModule {}
