import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseloadModule } from '../../caseload/caseload.module.js';
import { ApiWrites } from '../../platform/http/api-writes.js';
import { CasesModule } from '../cases.module.js';
import { caseControllerOf } from './case-controller.js';
import { CASE_FACES } from './case-faces.js';
import { CaseReads } from './case-reads.js';
import { CaseWrites } from './case-writes.js';
import { CasesController } from './cases.controller.js';

/** Cases over HTTP. */
@Module({
  imports: [CqrsModule, CasesModule, CaseloadModule],
  controllers: [...Object.values(CASE_FACES).map(caseControllerOf), CasesController],
  providers: [ApiWrites, CaseReads, CaseWrites],
})
export class CasesApiModule {}
