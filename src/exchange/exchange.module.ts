import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ImportCases } from './application/import-cases.js';
import { Stages } from './application/rehearsal.js';
import { NestStages } from './rehearsal.module.js';

/** Cases from and to other systems. */
@Module({
  imports: [CqrsModule],
  providers: [ImportCases, { provide: Stages, useClass: NestStages }],
  exports: [ImportCases],
})
export class ExchangeModule {}
