import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { createHmac, randomBytes } from 'node:crypto';
import { AccessSettings } from '../src/access/application/access-settings.js';
import { Accounts } from '../src/access/application/accounts.js';
import { Sessions } from '../src/access/application/sessions.js';
import type { Role } from '../src/platform/access/viewer.js';

/** A browser in which somebody has signed in. */
export interface Browser {
  readonly account: string;
  /** What it sends as `Cookie`. */
  readonly cookie: string;
  /** What its forms carry. */
  readonly token: string;
}

/** Makes an account, and a session of it in the database, as signing in does. */
export async function beginBrowser(
  app: NestExpressApplication,
  roles: readonly Role[],
  { id, name = 'Specification' }: { readonly id?: string; readonly name?: string } = {},
): Promise<Browser> {
  const account = await app.get(Accounts).add({ ...(id === undefined ? {} : { id }), name, roles, teams: [] });
  return browserOf(app, account.id);
}

/** Makes a session of an account in the database, as signing in does. */
export async function browserOf(app: NestExpressApplication, account: string): Promise<Browser> {
  const session = randomBytes(24).toString('base64url');
  const token = randomBytes(32).toString('hex');
  await app.get(Sessions).start(session, { account, data: { csrfToken: token } }, 'Specification');
  const secret = await app.get(AccessSettings).getOrMake('session-secret', () => '');
  const signature = createHmac('sha256', secret).update(session).digest('base64').replace(/=+$/, '');
  return { account, cookie: `ehcp=${encodeURIComponent(`s:${session}.${signature}`)}`, token };
}

/** Has requests come from a browser, where they bring no cookie and no token of their own. */
export function cookiesOf({ cookie, token }: Browser) {
  return (request: Request, _: Response, next: NextFunction): void => {
    const { headers } = request;
    if (headers.cookie === undefined && headers.authorization === undefined) {
      headers.cookie = cookie;
      headers['x-csrf-token'] ??= token;
    }
    next();
  };
}
