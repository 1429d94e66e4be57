import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { MAIL_COMMANDS, MailCommand } from './mail.command.js';

/** The outbox on the command line. */
@Module({ providers: [Terminal, MailCommand, ...MAIL_COMMANDS] })
export class MailCliModule {}
