import { Module } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { ExchangeModule } from '../exchange.module.js';
import { ImportController } from './import.controller.js';
import { MOST_UPLOADED, UploadStore } from './upload-store.js';
import { Uploads } from './uploads.js';

/** Where uploaded files are kept while they are looked at. */
@Module({ providers: [UploadStore], exports: [UploadStore] })
class UploadStoreModule {}

/** The pages on which cases are taken in from a file. */
@Module({
  imports: [
    ExchangeModule,
    UploadStoreModule,
    MulterModule.registerAsync({
      imports: [UploadStoreModule],
      inject: [UploadStore],
      useFactory: (storage: UploadStore) => ({
        storage,
        limits: { fileSize: MOST_UPLOADED, files: 1, fields: 10, fieldSize: 1024, parts: 11 },
      }),
    }),
  ],
  controllers: [ImportController],
  providers: [Uploads],
})
export class ExchangeWebModule {}
