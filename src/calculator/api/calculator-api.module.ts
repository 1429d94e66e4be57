import { Module } from '@nestjs/common';
import { CalculatorModule } from '../calculator.module.js';
import { ClocksController } from './clocks.controller.js';
import { RulesController } from './rules.controller.js';

/** The calculator over HTTP. */
@Module({ imports: [CalculatorModule], controllers: [ClocksController, RulesController] })
export class CalculatorApiModule {}
