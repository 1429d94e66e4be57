import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { USERS_COMMANDS, UsersCommand } from './users.command.js';

/** Accounts and teams on the command line. */
@Module({ providers: [Terminal, UsersCommand, ...USERS_COMMANDS] })
export class UsersCliModule {}
