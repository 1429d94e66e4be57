import { ConfigService } from '@nestjs/config';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { accountNamed, byOption, withAccounts } from './with-accounts.js';

const argsDescription = { user: 'their id or email address' };

/** `ehcp users deactivate`: lets nobody in with an account any more. */
@SubCommand({
  name: 'deactivate',
  arguments: '<user>',
  argsDescription,
  description: 'let somebody in no more, from now on; the record keeps their name',
})
export class DeactivateCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users deactivate --help'));
  }

  async run([named = '']: string[]): Promise<void> {
    const { id, name } = await setActive(this.config, named, false);
    this.terminal.write(`${name} (${id}) is signed out everywhere and cannot sign in any more.`);
  }
}

/** `ehcp users activate`: lets somebody in again. */
@SubCommand({ name: 'activate', arguments: '<user>', argsDescription, description: 'let somebody in again' })
export class ActivateCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users activate --help'));
  }

  async run([named = '']: string[]): Promise<void> {
    const { id, name } = await setActive(this.config, named, true);
    this.terminal.write(`${name} (${id}) can sign in again.`);
  }
}

function setActive(config: ConfigService, named: string, isActive: boolean) {
  return byOption(
    withAccounts(config, async ({ accounts }) =>
      accounts.setActive((await accountNamed(accounts, named)).id, isActive),
    ),
    ['id'],
  );
}
