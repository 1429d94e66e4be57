import { Module } from '@nestjs/common';
import { CaseloadModule } from '../caseload/caseload.module.js';
import { FindChild } from './application/find-child.js';
import { PageViewsController } from './web/page-views.controller.js';
import { RestrictionsController } from './web/restrictions.controller.js';
import { TokensController } from './web/tokens.controller.js';

/** Pages about who may see whom, who looked at whom, and which programs may ask. */
@Module({
  imports: [CaseloadModule],
  controllers: [RestrictionsController, PageViewsController, TokensController],
  providers: [FindChild],
})
export class OversightModule {}
