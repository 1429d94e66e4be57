import { Module } from '@nestjs/common';
import { BenchmarksModule } from '../benchmarks.module.js';
import { BenchmarksController } from './benchmarks.controller.js';

/** Published figures over HTTP. */
@Module({ imports: [BenchmarksModule], controllers: [BenchmarksController] })
export class BenchmarksApiModule {}
