import { Module } from '@nestjs/common';
import { NoPageViews, PageViews } from './page-views.js';
import { NoRestrictions, Restrictions } from './restrictions.js';
import { SightInterceptor } from './sight.interceptor.js';

/** What stands between every route and the children whom it may show. */
@Module({
  providers: [
    SightInterceptor,
    { provide: Restrictions, useClass: NoRestrictions },
    { provide: PageViews, useClass: NoPageViews },
  ],
  exports: [SightInterceptor],
})
export class SightModule {}
