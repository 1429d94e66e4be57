import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { ListBenchmarks } from '../application/list-benchmarks.js';
import { listText } from './benchmarks-text.js';

/** `ehcp benchmarks list`: which published figures are held. */
@SubCommand({ name: 'list', description: 'which published figures are held, and which authority is ours' })
export class ListBenchmarksCommand extends CommandRunner {
  constructor(
    private readonly tracker: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp benchmarks list --help'));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Which authority is ours follows from EHCP_AUTHORITY, the name or the code of three digits under which it is published; or
else from the council's name.

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage.`;
  }

  async run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const listed = await this.tracker.withTracker((tracker) => tracker.get(ListBenchmarks, { strict: false }).list());
    if (json) this.terminal.writeJson(listed);
    else this.terminal.write(listText(listed));
  }
}
