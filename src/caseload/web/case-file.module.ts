import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CalculatorModule } from '../../calculator/calculator.module.js';
import { CasesModule } from '../../cases/cases.module.js';
import { PeopleModule } from '../../people/people.module.js';
import { ChildrenWithCases } from '../application/children-with-cases.js';
import { Chronologies } from '../application/chronologies.js';
import { WholeCases } from '../application/whole-case.js';
import { CaseloadModule } from '../caseload.module.js';
import { CaseFileController } from './case-file.controller.js';
import { ChronologyController } from './chronology.controller.js';
import { PersonController } from './person.controller.js';

/** The pages of one case, and of one child or young person. */
@Module({
  imports: [CalculatorModule, CqrsModule, CasesModule, CaseloadModule, PeopleModule],
  controllers: [CaseFileController, ChronologyController, PersonController],
  providers: [WholeCases, Chronologies, ChildrenWithCases],
})
export class CaseFileModule {}
