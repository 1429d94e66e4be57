import { Module } from '@nestjs/common';
import { CalculatorModule } from '../../calculator/calculator.module.js';
import { CaseloadModule } from '../caseload.module.js';
import { SearchController } from './search.controller.js';
import { WorklistController } from './worklist.controller.js';

/** The pages on which somebody sees what they have to do, and finds a child. */
@Module({ imports: [CalculatorModule, CaseloadModule], controllers: [WorklistController, SearchController] })
export class WorklistModule {}
