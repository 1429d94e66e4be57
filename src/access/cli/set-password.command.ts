import { ConfigService } from '@nestjs/config';
import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { newPassword } from './new-password.js';
import { accountNamed, withAccounts } from './with-accounts.js';

interface PasswordOptions {
  readonly generate?: boolean;
  readonly json?: boolean;
}

/** `ehcp users set-password`: gives somebody a password. */
@SubCommand({
  name: 'set-password',
  arguments: '<user>',
  argsDescription: { user: 'their id or email address' },
  description: 'give somebody a password, and end their sessions',
})
export class SetPasswordCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users set-password --help'));
  }

  @Option({ flags: '--generate', description: 'make it, show it this once, and have them choose their own' })
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
On a terminal it is asked for twice and not shown; otherwise it is read from standard input, never from an argument, which
other programs could see. From 12 to 128 characters.

Examples:
  ehcp users set-password officer-017 --generate
  ehcp users set-password a.khan@example.gov.uk
  ehcp users set-password officer-017 < password.txt

Exit codes: 0 set, 1 unexpected failure, 2 wrong usage, or a password that cannot be used.`;
  }

  async run([named = '']: string[], { generate = false, json = false }: PasswordOptions): Promise<void> {
    const { id, password } = await withAccounts(this.config, async ({ accounts, passwords, sessions }) => {
      const account = await accountNamed(accounts, named);
      const made = await newPassword(generate, this.terminal);
      await passwords.set(account, made.password, made);
      await sessions.endAllOf(account.id);
      return { id: account.id, ...(made.isOneTime ? { password: made.password } : {}) };
    });
    if (json) this.terminal.writeJson({ id, ...(password === undefined ? {} : { password }) });
    else if (password === undefined) this.terminal.write(`${id} has a new password, and is signed out everywhere.`);
    else {
      process.stderr.write(
        `${id} is signed out everywhere. The password is shown this once. It is good for a week, and they choose their own when they sign in:\n`,
      );
      this.terminal.write(password);
    }
  }
}
