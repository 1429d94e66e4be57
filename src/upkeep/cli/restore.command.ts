import { ConfigService } from '@nestjs/config';
import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { ErasuresAtStart } from '../../people/application/erasures-at-start.js';
import { interruptible } from '../../platform/cli/interruption.js';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { ReadModels } from '../../read-model/read-models.js';
import { placesOf } from '../application/places.js';
import { restoreFiles } from '../application/restore.js';
import { counted, partsProgress, Stopwatch } from './words.js';

/** Fewer events than this are projected within a second. */
const LONG = 20_000;

interface RestoreOptions {
  readonly into?: string;
  readonly json?: boolean;
}

/** `ehcp restore`: puts a backup in its place. */
@Command({
  name: 'restore',
  arguments: '<backup>',
  argsDescription: { backup: 'the directory that "ehcp backup" made' },
  description: 'restore a backup to where nothing is yet',
})
export class RestoreCommand extends CommandRunner {
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

  @Option({ flags: '--into <directory>', description: 'where it goes; else where the settings say (DATA_DIRECTORY)' })
  readInto(path: string): string {
    return path;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Everything in the backup is checked first: sizes, digests, every event, that the keys open under the master key. A backup
that is damaged or cut off is refused, and so is a place where something is already or a tracker runs; nothing is written
then. Afterwards erasures that the events tell of are carried out again, and the read models are made.

The master key is taken from EHCP_MASTER_KEY or EHCP_MASTER_KEY_FILE, or from master.key in the directory, which may be
there already; else from the backup, if it was made --with-master-key.

What was recorded after the backup is lost, erasures too: erase those people again.

Examples:
  ehcp restore /backups/ehcp-2026-03-02
  EHCP_MASTER_KEY_FILE=/safe/master.key ehcp restore /backups/ehcp-2026-03-02 --into /tmp/trial
  DATA_DIRECTORY=/tmp/trial EHCP_MASTER_KEY_FILE=/safe/master.key ehcp verify

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, a backup that is refused, or something to mend first.`;
  }

  async run([backup = '']: string[], { into, json = false }: RestoreOptions): Promise<void> {
    const watch = new Stopwatch();
    const places = placesOf(this.config, into);
    const manifest = await interruptible((signal) =>
      restoreFiles(places, backup, {
        progress: partsProgress({ copy: ['Copying bytes', 200_000_000], check: ['Checking events', 50_000] }),
        signal,
      }),
    );
    const { events } = await this.access.withTracker(async (tracker, signal) => {
      await tracker.get(ErasuresAtStart).done;
      const bar = progressBar(process.stderr, 'Projecting events', LONG);
      const progress = (done: number, total: number): void => bar(done, Math.max(total, manifest.events?.count ?? 0));
      return tracker.get(ReadModels).rebuild({ progress, signal });
    }, places.environment);
    const { madeAt, keys, accounts } = manifest;
    const { seconds } = watch;
    if (json) {
      this.terminal.writeJson({
        directory: places.dataDirectory,
        madeAt,
        events,
        keys: keys.count,
        accounts: accounts?.count ?? 0,
        seconds,
      });
      return;
    }
    this.terminal.write(
      [
        `Restored to ${places.dataDirectory} in ${String(seconds)} seconds, as it was on ${madeAt}:`,
        `  ${counted(events, 'event')}, each of them checked; the read models were made from them`,
        `  ${counted(keys.count, 'key')}`,
        `  ${counted(accounts?.count ?? 0, 'account')}; everybody signs in again`,
        'What was recorded afterwards is lost. If people were erased since, erase them again: ehcp people erase.',
      ].join('\n'),
    );
  }
}
