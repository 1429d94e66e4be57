import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { numberOption } from '../../platform/cli/options.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { addDays, dayInLondon, longDate } from '../../statute/calendar.js';
import { LONGEST_DAYS, SCOPES, USUAL_DAYS } from '../application/token.js';
import { Tokens } from '../application/tokens.js';
import { listed } from './with-accounts.js';

/** Who makes tokens from the command line. */
const ACTOR = 'command-line';

interface AddOptions {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days?: number;
  readonly json?: boolean;
}

/** What is wrong with a token, by the names of the options. */
const PLACES: Readonly<Record<string, string>> = { name: '--name', scopes: '--scopes', lastDay: '--days' };

/** `ehcp tokens add`: makes a token, which is shown once. */
@SubCommand({ name: 'add', description: 'make a token; it is shown this once' })
export class AddTokenCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp tokens add --help'));
  }

  @Option({ flags: '--name <name>', description: 'what the program is called', required: true })
  readName(text: string): string {
    return text;
  }

  @Option({ flags: '--scopes <scopes>', description: `what it may do: ${SCOPES.join(', ')}`, required: true })
  readScopes(text: string): readonly string[] {
    return listed(text);
  }

  @Option({ flags: '--days <number>', description: `for how many days it works; ${String(USUAL_DAYS)} if left out` })
  readDays(text: string): number {
    return numberOption('--days', text, 1, LONGEST_DAYS, 'of days ');
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Scopes: figures (counts and shares), cases (children and their cases), record (recording on them; includes cases),
manage (erasing children; includes cases). No token sees a restricted child.

Examples:
  ehcp tokens add --name "Admissions system" --scopes cases
  ehcp tokens add --name "Case management" --scopes record --days 90 --json

Exit codes: 0 made, 1 unexpected failure, 2 wrong usage.`;
  }

  async run(_: string[], { name, scopes, days = USUAL_DAYS, json = false }: AddOptions): Promise<void> {
    const made = await this.access
      .withTracker(async (tracker) => {
        const lastDay = addDays(dayInLondon(tracker.get(WallClock).now()), days);
        return { ...(await tracker.get(Tokens).add({ name, scopes, lastDay }, ACTOR)), lastDay };
      })
      .catch((error: unknown) => {
        throw error instanceof Problems
          ? new Problems(error.problems.map((one) => ({ ...one, place: PLACES[one.place] ?? one.place })))
          : error;
      });
    if (json) this.terminal.writeJson({ ...made, name });
    else {
      process.stderr.write(
        `Made ${made.id} for ${name}: ${made.scopes.join(', ')}, until the end of ${longDate(made.lastDay)}. It is shown this once:\n`,
      );
      // Alone on standard output, so that it can be piped to where it is kept.
      this.terminal.write(made.token);
    }
  }
}
