import { ConfigService } from '@nestjs/config';
import { CommandRunner, Help, SubCommand } from 'nest-commander';
import { isEmail } from '../../access/application/account.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { strict } from '../../platform/cli/usage.js';
import { OperatorError } from '../../platform/operator-error.js';
import { Problems } from '../../platform/problem.js';
import { mailSettings } from '../application/mail-settings.js';
import { FAILURES } from '../application/mail-server.js';
import { sendTestMail } from '../application/test-mail.js';
import { SmtpServer } from '../smtp/smtp-server.js';
import { failureText } from './failure-text.js';

/** A mail that was to show that mails arrive was not sent: why, and what can be done. */
export class TestMailFailed extends OperatorError {
  override readonly name = 'TestMailFailed';
}

/** `ehcp mail test`: sends one mail at once, to see whether mails arrive. */
@SubCommand({
  name: 'test',
  arguments: '<address>',
  argsDescription: { address: 'the address that the mail goes to' },
  description: 'send one mail at once, to see whether mails arrive',
})
export class TestMailCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigService,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp mail test --help'));
  }

  @Help('after')
  examples(): string {
    return `
It takes EHCP_SMTP_URL, EHCP_SMTP_FROM and the password from the environment, as the server does.

Example:
  ehcp mail test a.khan@example.gov.uk`;
  }

  /**
   * @throws Problems where the address is none, or no mail server is configured
   * @throws TestMailFailed where the mail server did not take it
   */
  async run([address = '']: string[]): Promise<void> {
    if (!isEmail(address)) {
      const accepted = 'one such as a.khan@example.gov.uk';
      throw new Problems([{ place: 'address', reason: 'it is no email address', accepted }]);
    }
    const settings = mailSettings(this.config);
    if (settings === undefined) {
      const accepted = "the address of the council's mail server, such as smtps://mail.example.gov.uk";
      throw new Problems([{ place: 'EHCP_SMTP_URL', reason: 'no mail server is configured', accepted }]);
    }
    const delivery = await sendTestMail(new SmtpServer(settings), address);
    if (delivery.outcome === 'failed') {
      const { failure: code, status } = delivery;
      const why = failureText({ code, ...(status === undefined ? {} : { status }) });
      throw new TestMailFailed(`The mail was not sent: ${why}. ${FAILURES[code].mend}`);
    }
    this.terminal.write('The mail server took the mail. Look whether it arrives.');
  }
}
