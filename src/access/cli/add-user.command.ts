import { ConfigService } from '@nestjs/config';
import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { ROLES } from '../../platform/access/viewer.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { newPassword } from './new-password.js';
import { byOption, listed, withAccounts } from './with-accounts.js';

interface AddOptions {
  readonly name: string;
  readonly roles: readonly string[];
  readonly email?: string;
  readonly id?: string;
  readonly teams?: readonly string[];
  readonly generatePassword?: boolean;
  readonly json?: boolean;
}

/** `ehcp users add`: makes an account. */
@SubCommand({ name: 'add', description: 'make an account' })
export class AddUserCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users add --help'));
  }

  @Option({ flags: '--name <name>', description: 'what colleagues call them', required: true })
  readName(text: string): string {
    return text;
  }

  @Option({ flags: '--roles <roles>', description: `what they may do: ${ROLES.join(', ')}`, required: true })
  readRoles(text: string): readonly string[] {
    return listed(text);
  }

  @Option({ flags: '--email <address>', description: 'what they sign in with' })
  readEmail(text: string): string {
    return text;
  }

  @Option({ flags: '--id <id>', description: 'what the record names them; officer-001 and so on if left out' })
  readId(text: string): string {
    return text;
  }

  @Option({ flags: '--teams <teams>', description: 'the ids of their teams' })
  readTeams(text: string): readonly string[] {
    return listed(text);
  }

  @Option({ flags: '--generate-password', description: 'make a password, which is shown this once' })
  readGenerate(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Roles: caseworker (children, their cases, recording), manager (that, and the work of others), board (figures alone, never
who a child is), administrator (accounts, and who looked at what; no cases). Several are separated by commas.

The id is what cases are assigned to and what the record names; it stays for good. Give the id that your cases name
already, where they come from another system.

Examples:
  ehcp users add --name "Amina Khan" --email a.khan@example.gov.uk --roles administrator --generate-password
  ehcp users add --id officer-017 --name "Ben Ward" --email b.ward@example.gov.uk --roles caseworker --teams plans-north

Exit codes: 0 made, 1 unexpected failure, 2 wrong usage.`;
  }

  async run(_: string[], options: AddOptions): Promise<void> {
    const { name, roles, email, id, teams = [], generatePassword = false, json = false } = options;
    const { account, password } = await byOption(
      withAccounts(this.config, async ({ accounts, passwords }) => {
        const made = await accounts.add({
          name,
          roles,
          teams,
          ...(email === undefined ? {} : { email }),
          ...(id === undefined ? {} : { id }),
        });
        if (!generatePassword) return { account: made };
        const { password: one } = await newPassword(true, this.terminal);
        await passwords.set(made, one, { isOneTime: true });
        return { account: made, password: one };
      }),
    );
    if (json) {
      this.terminal.writeJson({ ...account, ...(password === undefined ? {} : { password }) });
      return;
    }
    const next =
      password === undefined
        ? `They cannot sign in with a password yet: ehcp users set-password ${account.id}`
        : 'The password is shown this once. It is good for a week, and they choose their own when they sign in:';
    process.stderr.write(`Made ${account.id} for ${name}: ${account.roles.join(', ')}. ${next}\n`);
    this.terminal.write(password ?? account.id);
  }
}
