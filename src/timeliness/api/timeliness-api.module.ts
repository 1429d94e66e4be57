import { Module } from '@nestjs/common';
import { TimelinessModule } from '../timeliness.module.js';
import { TimelinessController } from './timeliness.controller.js';

/** The council's timeliness over HTTP. */
@Module({ imports: [TimelinessModule], controllers: [TimelinessController] })
export class TimelinessApiModule {}
