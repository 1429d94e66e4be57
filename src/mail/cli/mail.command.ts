import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { ListMailCommand } from './list-mail.command.js';
import { RetryMailCommand } from './retry-mail.command.js';
import { TestMailCommand } from './test-mail.command.js';

/** The commands of `ehcp mail`. */
export const MAIL_COMMANDS = [ListMailCommand, RetryMailCommand, TestMailCommand];

/** `ehcp mail`: the mails that the tracker sends. */
@Command({ name: 'mail', description: 'the mails that the tracker sends', subCommands: MAIL_COMMANDS })
export class MailCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp mail --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp mail list --state given-up
  ehcp mail retry
  ehcp mail test a.khan@example.gov.uk`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
