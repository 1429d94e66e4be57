import { Module } from '@nestjs/common';
import { Timeliness } from './application/timeliness.js';

/** How timely the council is. */
@Module({ providers: [Timeliness], exports: [Timeliness] })
export class TimelinessModule {}
