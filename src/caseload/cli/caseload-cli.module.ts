import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { DueCommand } from './due.command.js';

/** What is asked of the caseload on the command line. */
@Module({ providers: [Terminal, DueCommand] })
export class CaseloadCliModule {}
