import { Module } from '@nestjs/common';
import { CaseloadModule } from '../caseload.module.js';
import { ClockListController } from './clock-list.controller.js';

/** The worklist over HTTP. */
@Module({ imports: [CaseloadModule], controllers: [ClockListController] })
export class CaseloadApiModule {}
