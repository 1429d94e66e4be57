import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { ALERT_COMMANDS, AlertsCommand } from './alerts.command.js';

/** Alerts on the command line. */
@Module({ providers: [Terminal, AlertsCommand, ...ALERT_COMMANDS] })
export class AlertsCliModule {}
