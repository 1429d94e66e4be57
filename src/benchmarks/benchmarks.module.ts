import { Module } from '@nestjs/common';
import { BenchmarkLog } from './application/benchmark-log.js';
import { Benchmarks } from './application/benchmarks.js';
import { ImportBenchmarks } from './application/import-benchmarks.js';
import { ListBenchmarks } from './application/list-benchmarks.js';
import { OwnAuthorityFinder } from './application/own-authority.js';

/** What the Department for Education publishes, to stand beside the council's own figures. */
@Module({
  providers: [BenchmarkLog, Benchmarks, ImportBenchmarks, ListBenchmarks, OwnAuthorityFinder],
  exports: [BenchmarkLog, Benchmarks, ImportBenchmarks, ListBenchmarks, OwnAuthorityFinder],
})
export class BenchmarksModule {}
