import { Module } from '@nestjs/common';
import { CalculatorModule } from '../calculator.module.js';
import { ClocksCommand } from './clocks.command.js';
import { MilestonesCommand } from './milestones.command.js';
import { RulesCommand } from './rules.command.js';
import { Terminal } from '../../platform/cli/terminal.js';

/** The calculator on the command line. */
@Module({ imports: [CalculatorModule], providers: [ClocksCommand, RulesCommand, MilestonesCommand, Terminal] })
export class CalculatorCliModule {}
