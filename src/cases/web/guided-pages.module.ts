import { Module } from '@nestjs/common';
import { CalculatorModule } from '../../calculator/calculator.module.js';
import { CaseloadModule } from '../../caseload/caseload.module.js';
import { ExceptionController } from './exception/exception.controller.js';
import { ExceptionPages } from './exception/exception-pages.js';
import { FamilyController } from './family/family.controller.js';
import { RecordingPagesModule } from './recording-pages.module.js';

/** The pages that lead through what needs more than a form: exceptions, and what a family is told and asked. */
@Module({
  imports: [CalculatorModule, CaseloadModule, RecordingPagesModule],
  controllers: [ExceptionController, FamilyController],
  providers: [ExceptionPages],
})
export class GuidedPagesModule {}
