import type { Request } from 'express';
import { Cookie, Store, type SessionData } from 'express-session';
import { isInBackground } from '../../platform/web/background.js';
import type { Sessions } from '../application/sessions.js';

declare module 'express-session' {
  interface SessionData {
    /** Who signed in. */
    account?: string;
    /** Whether they have to choose a password of their own before they go on. */
    mustChoosePassword?: boolean;
    /** When it began and was last noted as used; nothing for a session that is not kept yet. */
    kept?: { readonly startedAt: string; readonly lastSeenAt: string };
    /** The program that it is used with, in words. */
    agent?: string;
  }
}

type Done = (error?: unknown) => void;

/** Keeps the sessions of `express-session` in our database. */
export class SessionStore extends Store {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.sessions.read(id).then(
      (kept) => {
        if (kept === undefined) {
          done(undefined, null);
          return;
        }
        const { data, account, startedAt, lastSeenAt } = kept;
        done(undefined, {
          ...data,
          ...(account === undefined ? {} : { account }),
          kept: { startedAt, lastSeenAt },
          cookie: new Cookie(),
        });
      },
      (error: unknown) => done(error),
    );
  }

  override set(id: string, { cookie: _, kept, account, agent = '', ...data }: SessionData, done: Done = ignore): void {
    const session = { ...(account === undefined ? {} : { account }), data };
    // One that is kept already may have been ended meanwhile by another request: that must not bring it back.
    const work = kept === undefined ? this.sessions.start(id, session, agent) : this.sessions.keep(id, session);
    work.then(() => done(), done);
  }

  override touch(id: string, session: SessionData, done: Done = ignore): void {
    const { kept } = session;
    if (kept === undefined || isInBackground(session)) done();
    else this.sessions.seen(id, kept).then(() => done(), done);
  }

  override destroy(id: string, done: Done = ignore): void {
    this.sessions.end(id).then(() => done(), done);
  }
}

const ignore = (): void => undefined;

/** Begins a new session in the place of the one at hand, under an id that nobody can have known before. */
export function renewSession({ session }: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    session.regenerate((error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('The session could not be renewed.'));
    });
  });
}

/** Ends the session at hand. */
export function endSession({ session }: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    session.destroy((error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('The session could not be ended.'));
    });
  });
}
