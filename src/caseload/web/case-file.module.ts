import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CasesModule } from '../../cases/cases.module.js';
import { PeopleModule } from '../../people/people.module.js';
import { WholeCases } from '../application/whole-case.js';
import { CaseloadModule } from '../caseload.module.js';
import { CaseFileController } from './case-file.controller.js';

/** The pages of one case, and of one child or young person. */
@Module({
  imports: [CqrsModule, CasesModule, CaseloadModule, PeopleModule],
  controllers: [CaseFileController],
  providers: [WholeCases],
})
export class CaseFileModule {}
