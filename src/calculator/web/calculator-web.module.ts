import { Module } from '@nestjs/common';
import { ClockModule } from '../../platform/clock.module.js';
import { CalculatorModule } from '../calculator.module.js';
import { CalculatorController } from './calculator.controller.js';
import { RulebookController } from './rulebook.controller.js';

/** The deadline calculator and the rulebook as pages. */
@Module({ imports: [CalculatorModule, ClockModule], controllers: [CalculatorController, RulebookController] })
export class CalculatorWebModule {}
