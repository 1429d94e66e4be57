import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseloadModule } from '../caseload/caseload.module.js';
import { CasesOnRecord } from '../cases/application/case-on-record.js';
import { CasesModule } from '../cases/cases.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PageWrites } from '../platform/web/page-writes.js';
import { AdviceReports } from './application/advice-reports.js';
import { ExceptionReports } from './application/exception-reports.js';
import { FacedCases } from './application/faced-cases.js';
import { HandOvers } from './application/hand-overs.js';
import { Workloads } from './application/workloads.js';
import { AdviceController } from './web/advice.controller.js';
import { ExceptionsController } from './web/exceptions.controller.js';
import { HandOverController } from './web/hand-over.controller.js';
import { HandOverPace, HandOverPages } from './web/hand-over-pages.js';
import { WorkloadController } from './web/workload.controller.js';

/** The pages about the work of others: who has how much, and who hands what over. */
@Module({
  imports: [CqrsModule, CaseloadModule, CasesModule, PeopleModule],
  controllers: [WorkloadController, HandOverController, AdviceController, ExceptionsController],
  providers: [
    Workloads,
    FacedCases,
    HandOvers,
    CasesOnRecord,
    PageWrites,
    HandOverPages,
    HandOverPace,
    AdviceReports,
    ExceptionReports,
  ],
})
export class WorkloadModule {}
