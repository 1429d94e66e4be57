import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { CheckPlanCommand } from './check-plan.command.js';
import { PlanSchemaCommand } from './plan-schema.command.js';

/** `ehcp plan`: a council's SEND plan as a file. */
@Command({
  name: 'plan',
  description: "the council's SEND plan: priorities, outcomes and measures in a file",
  subCommands: [CheckPlanCommand, PlanSchemaCommand],
})
export class PlanCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp plan --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp plan check config/send-plan.example.json
  ehcp plan schema > send-plan.schema.json`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
