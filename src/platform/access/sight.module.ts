import { Module } from '@nestjs/common';
import { SightInterceptor } from './sight.interceptor.js';

/** What stands between every route and the children whom it may show. */
@Module({ providers: [SightInterceptor], exports: [SightInterceptor] })
export class SightModule {}
