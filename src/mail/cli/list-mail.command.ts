import { ConfigService } from '@nestjs/config';
import { CommandRunner, Help, Option, SubCommand } from 'nest-commander';
import { choiceOption, numberOption } from '../../platform/cli/options.js';
import { table } from '../../platform/cli/table.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { instantInWords } from '../../platform/instants.js';
import { MAIL_STATES, type ListedMail, type MailState } from '../application/outbox.js';
import { advice, failureText } from './failure-text.js';
import { withOutbox } from './with-outbox.js';

interface ListOptions {
  readonly state?: MailState;
  readonly limit?: number;
  readonly json?: boolean;
}

const USUAL = 50;
const MOST = 10_000;

/** How a mail stands, in words. */
function standing({ state, nextAt, endedAt, failure, isUnsure, attempts }: ListedMail): string {
  const when = state === 'waiting' ? nextAt : endedAt;
  const words = {
    waiting: attempts === 0 ? 'waits' : 'is tried again',
    sent: 'sent',
    'given-up': 'given up',
    withdrawn: 'no longer to be sent',
  }[state];
  return [
    when === undefined ? words : `${words} ${instantInWords(when)}`,
    ...(failure === undefined ? [] : [failureText(failure)]),
    ...(isUnsure ? ['may arrive twice'] : []),
  ].join('; ');
}

/** `ehcp mail list`: the mails that were made last. */
@SubCommand({
  name: 'list',
  description: 'the mails that were made last, to whom and how they stand; never what they say',
})
export class ListMailCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp mail list --help'));
  }

  @Option({ flags: '--state <state>', description: `those alone that are ${MAIL_STATES.join(', ')}` })
  readState(text: string): MailState {
    return choiceOption('--state', text, MAIL_STATES);
  }

  @Option({ flags: '--limit <number>', description: `how many at most; ${String(USUAL)} unless said` })
  readLimit(text: string): number {
    return numberOption('--limit', text, 1, MOST);
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp mail list
  ehcp mail list --state given-up`;
  }

  async run(_: string[], { state, limit = USUAL, json = false }: ListOptions): Promise<void> {
    const mails = (await withOutbox(this.config, (outbox) => outbox.list(limit, state))) ?? [];
    if (json) this.terminal.writeJson({ mails });
    else if (mails.length === 0) this.terminal.write('There are no such mails.');
    else {
      this.terminal.write(
        table(
          ['id', 'kind', 'account', 'made', 'attempts', 'how it stands'],
          mails.map((mail) => [
            mail.id,
            mail.kind,
            mail.account,
            instantInWords(mail.madeAt),
            String(mail.attempts),
            standing(mail),
          ]),
        ),
      );
      for (const line of advice(mails)) this.terminal.write(line);
    }
  }
}
