import { ConfigService } from '@nestjs/config';
import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { existsSync } from 'node:fs';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { TextCheck } from '../../people/application/text-check.js';
import { interruptible } from '../../platform/cli/interruption.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { EXIT, strict } from '../../platform/cli/usage.js';
import { Policies } from '../../policies/application/policies.js';
import { ReadModels } from '../../read-model/read-models.js';
import { placesOf } from '../application/places.js';
import { verify, verifyLog, type Verification } from '../application/verification.js';
import { verifyText } from './verify-text.js';
import { partsProgress, Stopwatch } from './words.js';

/** `ehcp verify`: whether everything is as it follows from the events. */
@Command({ name: 'verify', description: 'check the event log, and that everything else is as it follows from it' })
export class VerifyCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
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
Checks, while the tracker may run:
  event log    every page, index and digest, and that nothing acknowledged is lost (where it is a file); no gaps in
               positions and revisions, no event id twice in a stream
  keys         everybody has a key or was erased, no erased key came back, every sealed text opens
  read models  every row of every table, compared with tables that are made anew from the events
  policies     everything that follows from what is on record is on record, once

What policies and read models have still to take in is done first. Texts are opened and forgotten; the report names
streams, tables, keys of rows and columns, and never who a child is.

Examples:
  ehcp verify
  ehcp verify --json

Exit codes: 0 all is well, 3 something is not as it should be, 1 unexpected failure, 2 wrong usage, or something to
mend first.`;
  }

  async run(_: string[], { json = false }: { readonly json?: boolean }): Promise<void> {
    const watch = new Stopwatch();
    const result = await this.#verify();
    const { seconds } = watch;
    if (json) this.terminal.writeJson({ ...result, seconds });
    else {
      const { paint, width } = this.terminal;
      this.terminal.write(verifyText(result, { paint, width, seconds }));
    }
    if (!result.ok) process.exitCode = EXIT.amiss;
  }

  async #verify(): Promise<Verification> {
    const progress = partsProgress({
      log: ['Checking digests', 100_000],
      policies: ['Following events', 20_000],
      'taking-in': ['Taking in events', 5_000],
      events: ['Projecting events', 20_000],
      rows: ['Comparing rows', 100_000],
      effects: ['Checking effects', 5_000],
    });
    // A damaged log is told as it is; the tracker would not open it.
    const { eventLog } = placesOf(this.config);
    if (eventLog !== undefined && existsSync(eventLog)) {
      const damaged = await interruptible((signal) => verifyLog(eventLog, { progress, signal }));
      if (damaged !== undefined) return damaged;
    }
    return this.access.withTracker((tracker, signal) =>
      verify(
        {
          store: tracker.get(EVENT_STORE),
          models: tracker.get(ReadModels),
          policies: tracker.get(Policies),
          texts: tracker.get(TextCheck),
        },
        { progress, signal },
      ),
    );
  }
}
