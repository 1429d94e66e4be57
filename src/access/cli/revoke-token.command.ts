import { CommandRunner, SubCommand } from 'nest-commander';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { Tokens } from '../application/tokens.js';

/** Who revokes tokens from the command line. */
const ACTOR = 'command-line';

/** `ehcp tokens revoke`: ends a token at once. */
@SubCommand({
  name: 'revoke',
  arguments: '<id>',
  argsDescription: { id: 'the id of the token, as "ehcp tokens list" shows it' },
  description: 'end a token at once',
})
export class RevokeTokenCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp tokens revoke --help'));
  }

  async run([id = '']: string[]): Promise<void> {
    await this.access.withTracker((tracker) => tracker.get(Tokens).revoke(id, ACTOR));
    this.terminal.write(`${id} is revoked: the program that has it is refused from now on.`);
  }
}
