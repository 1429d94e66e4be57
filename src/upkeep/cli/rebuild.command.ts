import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { ReadModels } from '../../read-model/read-models.js';
import { counted, Stopwatch } from './words.js';

/** Fewer events than this are projected within a second. */
const LONG = 20_000;

/** `ehcp rebuild`: makes the read models anew from the events. */
@Command({ name: 'rebuild', description: 'make the read models anew from the events' })
export class RebuildCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Everything that is asked every day stands in tables that follow from the events: worklists, searches, figures. This
makes those tables anew, beside the ones in use, and puts them in their place when they have caught up. The server may
run meanwhile, and answers from the tables of before. Cut short, as by Ctrl-C, it leaves those as they are.

It is needed only where "ehcp verify" finds a difference. No event is touched.

Examples:
  ehcp rebuild
  ehcp rebuild --json

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, or something to mend first.`;
  }

  async run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const { events, seconds } = await this.access.withTracker(async (tracker, signal) => {
      const watch = new Stopwatch();
      const bar = progressBar(process.stderr, 'Projecting events', LONG);
      // Tables that are empty do not know how many events there are.
      const progress = (done: number, total: number): void => bar(done, done < total ? total : Infinity);
      const rebuilt = await tracker.get(ReadModels).rebuild({ progress, signal });
      bar(rebuilt.events, rebuilt.events);
      return { ...rebuilt, seconds: watch.seconds };
    });
    if (json) this.terminal.writeJson({ events, seconds });
    else {
      const took = `${seconds.toLocaleString('en-GB')} seconds`;
      this.terminal.write(`The read models were made anew from ${counted(events, 'event')} in ${took}.`);
    }
  }
}
