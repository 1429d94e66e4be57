import { Injectable } from '@nestjs/common';

/** Where the time comes from, so that a specification can say what day it is. */
@Injectable()
export class WallClock {
  /** This instant. */
  now(): Date {
    return new Date();
  }
}
