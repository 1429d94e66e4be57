import { Module } from '@nestjs/common';
import { receivingFiles, UploadStoreModule } from '../../platform/web/upload-store.module.js';
import { BenchmarksModule } from '../benchmarks.module.js';
import { BenchmarkUploads } from './benchmark-uploads.js';
import { BenchmarksPageController } from './benchmarks-page.controller.js';
import { MOST_FILES } from './benchmarks-page.js';

/** The page on which published figures are imported. */
@Module({
  imports: [BenchmarksModule, UploadStoreModule, receivingFiles(MOST_FILES)],
  controllers: [BenchmarksPageController],
  providers: [BenchmarkUploads],
})
export class BenchmarksWebModule {}
