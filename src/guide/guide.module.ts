import { Module } from '@nestjs/common';
import { GuideController } from './web/guide.controller.js';

/** What helps to use the tracker: the help page and the accessibility statement. */
@Module({ controllers: [GuideController] })
export class GuideModule {}
