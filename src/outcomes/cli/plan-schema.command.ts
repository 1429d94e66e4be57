import { CommandRunner, SubCommand } from 'nest-commander';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { sendPlanSchema } from '../application/plan-schema.js';

/** `ehcp plan schema`: the JSON schema of a plan's file. */
@SubCommand({ name: 'schema', description: 'print the JSON schema of the file, with which editors help to write it' })
export class PlanSchemaCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp plan schema --help'));
  }

  run(): Promise<void> {
    this.terminal.writeJson(sendPlanSchema());
    return Promise.resolve();
  }
}
