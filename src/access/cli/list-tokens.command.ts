import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { table } from '../../platform/cli/table.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { Tokens, type TokenItem } from '../application/tokens.js';

/** The day of an instant, as the command line shows it. */
const dayOf = (instant: string | undefined): string => instant?.slice(0, 'YYYY-MM-DD'.length) ?? '';

function standing({ isActive, revokedAt, lastDay }: TokenItem): string {
  if (revokedAt !== undefined) return `revoked ${dayOf(revokedAt)}`;
  return isActive ? `until ${lastDay}` : `ran out ${lastDay}`;
}

/** `ehcp tokens list`: the tokens, without what programs send. */
@SubCommand({ name: 'list', description: 'the tokens, those made last first; never the tokens themselves' })
export class ListTokensCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp tokens list --help'));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  async run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const tokens = await this.access.withTracker((tracker) => tracker.get(Tokens).list());
    if (json) this.terminal.writeJson({ tokens });
    else if (tokens.length === 0) this.terminal.write('There are no tokens. "ehcp tokens add" makes one.');
    else {
      this.terminal.write(
        table(
          ['id', 'name', 'scopes', 'works', 'last used'],
          tokens.map((one) => [
            one.id,
            one.name,
            one.scopes.join(' '),
            standing(one),
            dayOf(one.lastUsedAt) || 'never',
          ]),
        ),
      );
    }
  }
}
