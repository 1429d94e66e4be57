import { ConfigService } from '@nestjs/config';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { table } from '../../platform/cli/table.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { areThereAccounts, withAccounts } from './with-accounts.js';

/** `ehcp users list`: everybody who has an account. */
@SubCommand({ name: 'list', description: 'everybody who has an account, by name' })
export class ListUsersCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users list --help'));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  async run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const users = areThereAccounts(this.config)
      ? await withAccounts(this.config, ({ accounts }) => accounts.list())
      : [];
    if (json) this.terminal.writeJson({ users });
    else if (users.length === 0) this.terminal.write('There are no accounts. "ehcp users add" makes one.');
    else {
      this.terminal.write(
        table(
          ['id', 'name', 'email', 'roles', 'teams', ''],
          users.map(({ id, name, email = '', roles, teams, isActive }) => [
            id,
            name,
            email,
            roles.join(' '),
            teams.join(' '),
            isActive ? '' : 'left',
          ]),
        ),
      );
    }
  }
}
