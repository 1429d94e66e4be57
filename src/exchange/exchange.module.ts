import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ExportCases } from './application/export-cases.js';
import { ImportCases } from './application/import-cases.js';
import { Stages } from './application/rehearsal.js';
import { NestStages } from './rehearsal.module.js';

/** Cases from and to other systems. */
@Module({
  imports: [CqrsModule],
  providers: [ImportCases, ExportCases, { provide: Stages, useClass: NestStages }],
  exports: [ImportCases, ExportCases],
})
export class ExchangeModule {}
