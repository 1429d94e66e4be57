import { Global, Module } from '@nestjs/common';
import { WallClock } from './wall-clock.js';

/** Gives every feature the one source of the time. */
@Global()
@Module({ providers: [WallClock], exports: [WallClock] })
export class ClockModule {}
