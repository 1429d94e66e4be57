import { Command, CommandRunner, Help } from 'nest-commander';
import { strict } from '../../platform/cli/usage.js';
import { SweepAlertsCommand } from './sweep-alerts.command.js';

/** The commands of `ehcp alerts`. */
export const ALERT_COMMANDS = [SweepAlertsCommand];

/** `ehcp alerts`: alerts of what is due soon or was missed. */
@Command({ name: 'alerts', description: 'alerts of what is due soon or was missed', subCommands: ALERT_COMMANDS })
export class AlertsCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command, 'ehcp alerts --help'));
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  ehcp alerts sweep`;
  }

  run(): Promise<void> {
    this.command.help({ error: true });
  }
}
