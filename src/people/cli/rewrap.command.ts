import { ConfigService } from '@nestjs/config';
import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { OPTION, rewrapUnder } from './rewrap.js';
import { strict } from '../../platform/cli/usage.js';

interface RewrapOptions {
  readonly newKeyFile: string;
}

/** `ehcp keys rewrap`: a new master key takes the place of the old one. */
@SubCommand({ name: 'rewrap', description: "wrap the children's keys under a new master key" })
export class RewrapCommand extends CommandRunner {
  constructor(private readonly config: ConfigService) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp keys rewrap --help'));
  }

  @Option({
    flags: `${OPTION} <file>`,
    description: 'the file with the new master key, readable by you alone',
    required: true,
  })
  readNewKeyFile(path: string): string {
    return path;
  }

  @Help('after')
  examples(): string {
    return `
Replace the master key when somebody who knew it leaves, when it may have been seen, and from time to time. What is
encrypted stays as it is; only the children's keys are wrapped anew. The tracker may run meanwhile. The command may be
cut short at any moment: both master keys work until it is finished, and the same command finishes it.

The master key in use is read from EHCP_MASTER_KEY or EHCP_MASTER_KEY_FILE, the keys from DATA_DIRECTORY. A master key
in a file is replaced at the end; one in EHCP_MASTER_KEY is for you to replace, as you are told then.

Examples:
  (umask 077; openssl rand -base64 32 > new.key)
  ehcp keys rewrap --new-key-file new.key

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or a key that cannot be used.`;
  }

  async run(_: string[], { newKeyFile }: RewrapOptions): Promise<void> {
    process.stdout.write(await rewrapUnder(this.config, newKeyFile));
  }
}
