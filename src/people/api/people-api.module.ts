import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseloadModule } from '../../caseload/caseload.module.js';
import { ApiWrites } from '../../platform/http/api-writes.js';
import { PeopleModule } from '../people.module.js';
import { PeopleController } from './people.controller.js';

/** The children and young people over HTTP. */
@Module({
  imports: [CqrsModule, PeopleModule, CaseloadModule],
  controllers: [PeopleController],
  providers: [ApiWrites],
})
export class PeopleApiModule {}
