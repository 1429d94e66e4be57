import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { CheckPlanCommand } from './check-plan.command.js';
import { PlanCommand } from './plan.command.js';
import { PlanSchemaCommand } from './plan-schema.command.js';

/** The council's SEND plan on the command line. */
@Module({ providers: [Terminal, PlanCommand, CheckPlanCommand, PlanSchemaCommand] })
export class OutcomesCliModule {}
