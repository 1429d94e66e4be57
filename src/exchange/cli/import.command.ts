import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { ImportCasesCommand } from './import-cases.command.js';
import { ImportMilestonesCommand } from './import-milestones.command.js';

/** `ehcp import`: takes in what other systems hold. */
@Command({
  name: 'import',
  description: 'take in what another system holds',
  subCommands: [ImportCasesCommand, ImportMilestonesCommand],
})
export class ImportCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp import --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp import cases examples/cases.csv
  ehcp import cases --help
  ehcp import milestones --kind review`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
