import { ConfigService } from '@nestjs/config';
import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { ROLES } from '../../platform/access/viewer.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import { accountNamed, byOption, listed, withAccounts } from './with-accounts.js';

interface ChangeOptions {
  readonly name?: string;
  readonly email?: string;
  readonly roles?: readonly string[];
  readonly teams?: readonly string[];
  readonly json?: boolean;
}

/** `ehcp users change`: says anew who somebody is and what they may do. */
@SubCommand({
  name: 'change',
  arguments: '<user>',
  argsDescription: { user: 'their id or email address' },
  description: 'change a name, email address, roles or teams',
})
export class ChangeUserCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp users change --help'));
  }

  @Option({ flags: '--name <name>', description: 'what colleagues call them' })
  readName(text: string): string {
    return text;
  }

  @Option({ flags: '--email <address>', description: 'what they sign in with' })
  readEmail(text: string): string {
    return text;
  }

  @Option({ flags: '--roles <roles>', description: `all that they may do: ${ROLES.join(', ')}` })
  readRoles(text: string): readonly string[] {
    return listed(text);
  }

  @Option({ flags: '--teams <teams>', description: 'the ids of all their teams; "" for none' })
  readTeams(text: string): readonly string[] {
    return listed(text);
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
What is left out stays. It takes effect at once, also for who is signed in.

Examples:
  ehcp users change officer-017 --roles caseworker,manager
  ehcp users change b.ward@example.gov.uk --teams plans-north,post-16

Exit codes: 0 changed, 1 unexpected failure, 2 wrong usage, or nobody would be left who administers.`;
  }

  async run([named = '']: string[], { json = false, ...changes }: ChangeOptions): Promise<void> {
    if (Object.keys(changes).length === 0) {
      const reason = 'nothing is to be changed';
      throw new Problems([{ place: '--roles', reason, accepted: '--name, --email, --roles or --teams' }]);
    }
    const account = await byOption(
      withAccounts(this.config, async ({ accounts }) => {
        const before = await accountNamed(accounts, named);
        return accounts.change(before.id, { ...before, ...changes });
      }),
    );
    if (json) this.terminal.writeJson(account);
    else {
      const teams = account.teams.length === 0 ? 'no team' : account.teams.join(', ');
      this.terminal.write(`${account.id} is ${account.name}: ${account.roles.join(', ')}; ${teams}.`);
    }
  }
}
