import { Command, CommandRunner, Help } from 'nest-commander';
import { RewrapCommand } from './rewrap.command.js';
import { strict } from '../../platform/cli/usage.js';

/** `ehcp keys`: the keys that the children's details and all texts are encrypted under. */
@Command({
  name: 'keys',
  description: "the keys that children's details and all texts are encrypted under",
  subCommands: [RewrapCommand],
})
export class KeysCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp keys --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp keys rewrap --new-key-file new.key
  ehcp keys rewrap --help`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
