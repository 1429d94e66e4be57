import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { BenchmarksCommand } from './benchmarks.command.js';
import { ImportBenchmarksCommand } from './import-benchmarks.command.js';
import { ListBenchmarksCommand } from './list-benchmarks.command.js';

/** Published figures on the command line. */
@Module({ providers: [BenchmarksCommand, ImportBenchmarksCommand, ListBenchmarksCommand, Terminal] })
export class BenchmarksCliModule {}
