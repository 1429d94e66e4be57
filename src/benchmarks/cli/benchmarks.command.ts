import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { ImportBenchmarksCommand } from './import-benchmarks.command.js';
import { ListBenchmarksCommand } from './list-benchmarks.command.js';

/** `ehcp benchmarks`: published figures that stand beside the council's own. */
@Command({
  name: 'benchmarks',
  description: 'published figures of England, regions and authorities, to stand beside our own',
  subCommands: [ImportBenchmarksCommand, ListBenchmarksCommand],
})
export class BenchmarksCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp benchmarks --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp benchmarks import downloads/*.csv --dry-run
  ehcp benchmarks import downloads/*.csv
  ehcp benchmarks list`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
