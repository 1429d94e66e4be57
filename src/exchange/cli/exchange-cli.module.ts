import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { ExportCasesCommand } from './export-cases.command.js';
import { ExportCommand } from './export.command.js';
import { ImportCasesCommand } from './import-cases.command.js';
import { ImportMilestonesCommand } from './import-milestones.command.js';
import { ImportCommand } from './import.command.js';

/** Import and export on the command line. */
@Module({
  providers: [ImportCommand, ImportCasesCommand, ImportMilestonesCommand, ExportCommand, ExportCasesCommand, Terminal],
})
export class ExchangeCliModule {}
