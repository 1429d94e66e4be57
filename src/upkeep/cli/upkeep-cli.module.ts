import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { RebuildCommand } from './rebuild.command.js';
import { ServeCommand } from './serve.command.js';

/** Running the tracker, on the command line. */
@Module({ providers: [Terminal, ServeCommand, RebuildCommand] })
export class UpkeepCliModule {}
