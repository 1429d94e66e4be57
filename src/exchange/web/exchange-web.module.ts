import { Module } from '@nestjs/common';
import { receivingFiles, UploadStoreModule } from '../../platform/web/upload-store.module.js';
import { ExchangeModule } from '../exchange.module.js';
import { ImportController } from './import.controller.js';
import { Uploads } from './uploads.js';

/** The pages on which cases are taken in from a file. */
@Module({
  imports: [ExchangeModule, UploadStoreModule, receivingFiles(1)],
  controllers: [ImportController],
  providers: [Uploads],
})
export class ExchangeWebModule {}
