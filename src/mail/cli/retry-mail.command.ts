import { ConfigService } from '@nestjs/config';
import { CommandRunner, Help, SubCommand } from 'nest-commander';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import { withOutbox } from './with-outbox.js';

/** `ehcp mail retry`: has mails tried again that were given up or wait. */
@SubCommand({
  name: 'retry',
  arguments: '[id]',
  argsDescription: { id: 'the id of a mail, as "ehcp mail list" shows it; all where it is left out' },
  description: 'have mails tried again at once that wait or were given up',
})
export class RetryMailCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp mail retry --help'));
  }

  @Help('after')
  examples(): string {
    return `
A running tracker sends them within a quarter of a minute.

Examples:
  ehcp mail retry
  ehcp mail retry 6f9619ff-8b86-5011-b42d-00cf4fc964ff`;
  }

  /** @throws Problems where the mail that is named does not wait and was not given up */
  async run([id]: string[]): Promise<void> {
    const count = (await withOutbox(this.config, (outbox) => outbox.retry(id?.toLowerCase()))) ?? 0;
    if (count === 0 && id !== undefined) {
      const reason = 'there is no such mail that waits or was given up';
      throw new Problems([{ place: 'id', reason, accepted: 'an id that "ehcp mail list" shows' }]);
    }
    this.terminal.write(
      count === 0
        ? 'No mail waits or was given up.'
        : `${String(count)} ${count === 1 ? 'mail is' : 'mails are'} tried again.`,
    );
  }
}
