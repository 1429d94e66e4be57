import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { AddTokenCommand } from './add-token.command.js';
import { ListTokensCommand } from './list-tokens.command.js';
import { RevokeTokenCommand } from './revoke-token.command.js';

/** `ehcp tokens`: the tokens with which programs ask the API. */
@Command({
  name: 'tokens',
  description: 'the tokens with which programs ask the API',
  subCommands: [AddTokenCommand, ListTokensCommand, RevokeTokenCommand],
})
export class TokensCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp tokens --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp tokens add --name "Admissions system" --scopes cases
  ehcp tokens list
  ehcp tokens revoke token-003`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
