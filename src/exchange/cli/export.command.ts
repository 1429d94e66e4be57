import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { ExportCasesCommand } from './export-cases.command.js';

/** `ehcp export`: gives out what is on record. */
@Command({ name: 'export', description: 'write what is on record into a file', subCommands: [ExportCasesCommand] })
export class ExportCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp export --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp export cases --out cases.csv
  ehcp export cases --help`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
