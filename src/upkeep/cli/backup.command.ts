import { ConfigService } from '@nestjs/config';
import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { interruptible } from '../../platform/cli/interruption.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { makeBackup, type Backup } from '../application/backup.js';
import { placesOf } from '../application/places.js';
import { counted, megabytes, partsProgress, Stopwatch } from './words.js';

interface BackupOptions {
  readonly withMasterKey?: boolean;
  readonly json?: boolean;
}

/** `ehcp backup`: a copy of everything that cannot be made again. */
@Command({
  name: 'backup',
  arguments: '<directory>',
  argsDescription: { directory: 'where it goes: a directory that does not exist yet, or an empty one' },
  description: 'back up events, keys and accounts, while the tracker runs',
})
export class BackupCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--with-master-key', description: 'put the master key into the backup too' })
  readWithMasterKey(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
The backup is of one moment, and the tracker may run meanwhile: the events, and after them the children's keys, so that
everybody in the events has a key and nobody who was erased by then has one. Every event is checked; a damaged log is not
backed up. The read models are left out, since they follow from the events. The directory appears when it is complete;
cut short, as by Ctrl-C, nothing is left of it. Accounts, teams, tokens, restrictions and who looked at what belong to it;
sessions do not: people sign in again.

The master key is left out, unless --with-master-key is given: whoever has it and the backup can read everything about
every child. Keep it in another place. Keep backups no longer than you tell people who ask for erasure: in a backup that
was made before, an erased child's key is still there.

Where the events are kept by EventStoreDB or KurrentDB (EVENT_STORE_URL), this backs up keys and accounts alone. Back up
that server with its own means, and before the keys.

Examples:
  ehcp backup /backups/ehcp-2026-03-02
  ehcp backup "/backups/ehcp-$(date +%F)" --json
  ehcp restore /backups/ehcp-2026-03-02 --into /tmp/trial    a backup that nobody has restored is none

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, a damaged log, or something to mend first.`;
  }

  async run([directory = '']: string[], { withMasterKey = false, json = false }: BackupOptions): Promise<void> {
    const watch = new Stopwatch();
    const places = placesOf(this.config);
    const backup = await interruptible((signal) =>
      makeBackup(places, directory, {
        withMasterKey,
        now: new Date(),
        progress: partsProgress({ copy: ['Copying pages', 50_000], check: ['Checking events', 50_000] }),
        signal,
      }),
    );
    if (withMasterKey) {
      process.stderr.write('This backup holds the master key: whoever has it can read everything about every child.\n');
    }
    if (json) this.terminal.writeJson({ ...backup, seconds: watch.seconds });
    else this.terminal.write(this.#text(backup, watch.seconds));
  }

  #text({ folder, manifest, bytes, keysMissing }: Backup, seconds: number): string {
    const { events, keys, files, accounts } = manifest;
    const lines = [
      `Backed up to ${folder} in ${String(seconds)} seconds (${megabytes(bytes)}):`,
      events === undefined
        ? '  no events: EVENT_STORE_URL names a server; back that up with its own means, before the keys'
        : `  ${counted(events.count, 'event')}, each of them checked`,
      `  ${counted(keys.count, 'key')}; ${counted(keys.erased, 'person who was', 'people who were')} erased`,
      accounts === undefined
        ? '  no accounts: nobody has signed in yet'
        : `  ${counted(accounts.count, 'account')}, with tokens, restrictions and who looked at what`,
      files['master.key'] === undefined
        ? '  no master key: without it the backup opens nothing. Keep it in another place'
        : '  the master key: whoever has this backup can read everything about every child',
    ];
    if (keysMissing > 0) {
      lines.push(
        `  ${counted(keysMissing, 'person has', 'people have')} no key any more: restore their keys from an earlier backup; "ehcp verify" names them`,
      );
    }
    return lines.join('\n');
  }
}
