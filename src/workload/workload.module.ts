import { Module } from '@nestjs/common';
import { CaseloadModule } from '../caseload/caseload.module.js';
import { Workloads } from './application/workloads.js';
import { WorkloadController } from './web/workload.controller.js';

/** The pages about the work of others: who has how much, and who hands what over. */
@Module({ imports: [CaseloadModule], controllers: [WorkloadController], providers: [Workloads] })
export class WorkloadModule {}
