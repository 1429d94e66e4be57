import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { TimelinessCommand } from './timeliness.command.js';

/** The council's timeliness on the command line. */
@Module({ providers: [Terminal, TimelinessCommand] })
export class TimelinessCliModule {}
