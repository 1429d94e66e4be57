import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseloadModule } from '../../caseload/caseload.module.js';
import { PeopleModule } from '../../people/people.module.js';
import { PageWrites } from '../../platform/web/page-writes.js';
import { CasesModule } from '../cases.module.js';
import { DetailsController } from './details/details.controller.js';
import { NewCases } from './new-cases.js';
import { ChildMatches } from './new-matches.js';
import { NewCasePages } from './new-pages.js';
import { NewSubjects } from './new-subjects.js';
import { NewController } from './new.controller.js';

/** The pages on which cases are opened, and on which it is corrected who a child is. */
@Module({
  imports: [CqrsModule, CasesModule, CaseloadModule, PeopleModule],
  controllers: [NewController, DetailsController],
  providers: [PageWrites, NewCases, NewCasePages, NewSubjects, ChildMatches],
})
export class NewCasesModule {}
