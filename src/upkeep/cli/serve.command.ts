import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { TrackerAccess } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import type { Environment } from '../../platform/configuration.js';
import { startFailure } from '../../platform/start-failure.js';
import { EXIT } from '../../platform/cli/usage.js';

interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
}

/** `ehcp serve`: the server, as `npm start` starts it. */
@Command({ name: 'serve', description: 'start the server: pages, API and documentation' })
export class ServeCommand extends CommandRunner {
  constructor(private readonly access: TrackerAccess) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--port <number>', description: 'the port to listen on, 0 for any free one; else PORT, or 3000' })
  readPort(text: string): string {
    return text;
  }

  @Option({
    flags: '--host <address>',
    description: 'the address to listen on; else HOST, or 127.0.0.1, which this machine alone reaches',
  })
  readHost(text: string): string {
    return text;
  }

  @Help('after')
  examples(): string {
    return `
It runs until Ctrl-C, or until it is sent SIGTERM, and then ends in order.

Examples:
  ehcp serve
  ehcp serve --port 8080
  DATA_DIRECTORY=/srv/ehcp ehcp serve

Exit codes: 1 the server did not start.`;
  }

  async run(_: string[], { host, port }: ServeOptions): Promise<void> {
    const over: Environment = {
      ...(host === undefined ? {} : { HOST: host }),
      ...(port === undefined ? {} : { PORT: port }),
    };
    try {
      await this.access.startServer(over);
    } catch (error) {
      process.stderr.write(startFailure(error));
      process.exit(EXIT.failed);
    }
  }
}
