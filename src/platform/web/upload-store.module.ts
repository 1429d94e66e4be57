import { Module, type DynamicModule } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { MOST_UPLOADED, UploadStore } from './upload-store.js';

/** Where uploaded files are kept while they are looked at. */
@Module({ providers: [UploadStore], exports: [UploadStore] })
export class UploadStoreModule {}

/**
 * Lets the controllers of a module receive files.
 * @param files how many at once
 */
export function receivingFiles(files: number): DynamicModule {
  const fields = 10;
  return MulterModule.registerAsync({
    imports: [UploadStoreModule],
    inject: [UploadStore],
    useFactory: (storage: UploadStore) => ({
      storage,
      limits: { fileSize: MOST_UPLOADED, files, fields, fieldSize: 1024, parts: files + fields },
    }),
  });
}
