import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { EraseCommand } from './erase.command.js';

/** `ehcp people`: the children and young people. */
@Command({ name: 'people', description: 'the children and young people', subCommands: [EraseCommand] })
export class PeopleCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp people --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp people erase 018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17 --reason retention-ended
  ehcp people erase --help`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
