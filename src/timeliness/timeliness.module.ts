import { Module } from '@nestjs/common';
import { ProtectedTimeliness } from './application/protected-timeliness.js';
import { Timeliness } from './application/timeliness.js';

/** How timely the council is. */
@Module({ providers: [Timeliness, ProtectedTimeliness], exports: [Timeliness, ProtectedTimeliness] })
export class TimelinessModule {}
