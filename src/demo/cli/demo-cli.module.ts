import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { DemoCheckCommand } from './demo-check.command.js';
import { DemoCommand } from './demo.command.js';

/** Demo caseloads on the command line. */
@Module({ providers: [DemoCommand, DemoCheckCommand, Terminal] })
export class DemoCliModule {}
