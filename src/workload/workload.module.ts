import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CalculatorModule } from '../calculator/calculator.module.js';
import { CaseloadModule } from '../caseload/caseload.module.js';
import { CasesOnRecord } from '../cases/application/case-on-record.js';
import { CasesModule } from '../cases/cases.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PageWrites } from '../platform/web/page-writes.js';
import { AdviceReports } from './application/advice-reports.js';
import { AnnualReviews } from './application/annual-reviews.js';
import { ExceptionReports } from './application/exception-reports.js';
import { FacedCases } from './application/faced-cases.js';
import { HandOvers } from './application/hand-overs.js';
import { NamedChildren } from './application/named-children.js';
import { PhaseTransfers } from './application/phase-transfers.js';
import { Workloads } from './application/workloads.js';
import { AdviceController } from './web/advice.controller.js';
import { AnnualReviewsController } from './web/annual-reviews.controller.js';
import { ExceptionsController } from './web/exceptions.controller.js';
import { HandOverController } from './web/hand-over.controller.js';
import { HandOverPace, HandOverPages } from './web/hand-over-pages.js';
import { PhaseTransferController } from './web/phase-transfer.controller.js';
import { WorkloadController } from './web/workload.controller.js';

/** The pages about the work of others: who has how much and who hands what over, advice, reviews and exceptions. */
@Module({
  imports: [CalculatorModule, CqrsModule, CaseloadModule, CasesModule, PeopleModule],
  controllers: [
    WorkloadController,
    HandOverController,
    AdviceController,
    AnnualReviewsController,
    PhaseTransferController,
    ExceptionsController,
  ],
  providers: [
    Workloads,
    AdviceReports,
    AnnualReviews,
    PhaseTransfers,
    ExceptionReports,
    NamedChildren,
    FacedCases,
    HandOvers,
    CasesOnRecord,
    PageWrites,
    HandOverPages,
    HandOverPace,
  ],
})
export class WorkloadModule {}
