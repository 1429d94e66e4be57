import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { EXIT, strict } from '../../platform/cli/usage.js';
import { ReadModels } from '../../read-model/read-models.js';
import { AlertWatch } from '../application/alert-watch.js';
import { sweepText } from './sweep-text.js';

/** Fewer steps than these are over within a second. */
const LONG = { events: 20_000, cases: 2_000 };

/** `ehcp alerts sweep`: raises and settles what time alone brought. */
@SubCommand({ name: 'sweep', description: 'raise and settle now what time alone has brought' })
export class SweepAlertsCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp alerts sweep --help'));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
The server does this by itself, at its start and at the hour that EHCP_ALERTS sets (06:00 unless set). Use this where no
server runs, or after a sweep that failed. It may run beside a server: whatever is missing is recorded once. Days on which
nothing ran are made up for, and each alert bears the day that it belongs to.

Examples:
  ehcp alerts sweep
  ehcp alerts sweep --json

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, or something to mend first, 3 some cases could not be looked at.`;
  }

  async run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const result = await this.access.withTracker(async (tracker, signal) => {
      const models = tracker.get(ReadModels);
      const watch = tracker.get(AlertWatch);
      const taking = progressBar(process.stderr, 'Taking in events', LONG.events);
      await models.bringUpToDate({ signal, progress: taking });
      const following = progressBar(process.stderr, 'Following events', LONG.events);
      const followed = await watch.catchUp((done) => {
        signal.throwIfAborted();
        following(done, Infinity);
      });
      const sweeping = progressBar(process.stderr, 'Looking at cases', LONG.cases);
      const swept = await watch.sweep({ takesIn: true, signal, progress: (cases) => sweeping(cases, Infinity) });
      sweeping(swept.cases, swept.cases);
      await models.bringUpToDate({ signal });
      return {
        ...swept,
        raised: followed.raised + swept.raised,
        escalated: followed.escalated + swept.escalated,
        resolved: followed.resolved + swept.resolved,
        isFollowed: followed.isFollowed,
      };
    });
    if (json) this.terminal.writeJson(result);
    else this.terminal.write(sweepText(result));
    if (result.failed > 0 || !result.isFollowed) process.exitCode = EXIT.amiss;
  }
}
