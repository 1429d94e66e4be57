import { Module } from '@nestjs/common';
import { Benchmarks } from './application/benchmarks.js';

/** What the Department for Education publishes, to stand beside the council's own figures. */
@Module({ providers: [Benchmarks], exports: [Benchmarks] })
export class BenchmarksModule {}
