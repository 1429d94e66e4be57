import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { ImportCasesCommand } from './import-cases.command.js';
import { ImportCommand } from './import.command.js';

/** Import and export on the command line. */
@Module({ providers: [ImportCommand, ImportCasesCommand, Terminal] })
export class ExchangeCliModule {}
