import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { BackupCommand } from './backup.command.js';
import { RebuildCommand } from './rebuild.command.js';
import { RestoreCommand } from './restore.command.js';
import { ServeCommand } from './serve.command.js';
import { VerifyCommand } from './verify.command.js';

/** Running the tracker, on the command line. */
@Module({ providers: [Terminal, ServeCommand, RebuildCommand, VerifyCommand, BackupCommand, RestoreCommand] })
export class UpkeepCliModule {}
