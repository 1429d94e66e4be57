import type { Viewer } from './viewer.js';

/** The programs that may ask, by the tokens that they send. */
export abstract class TokenViewers {
  /** The program to which a token was given; nothing where it is none, has run out or was revoked. */
  abstract viewerOf(token: string): Promise<Viewer | undefined>;
}
