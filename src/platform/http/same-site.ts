import type { NextFunction, Request, Response } from 'express';
import { isLoopback } from '../configuration.js';
import { Refusal } from './refusal.js';

/** Methods that change nothing. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What a browser says of a request that comes from a page of this server, or from nobody's page. */
const OURS: ReadonlySet<string> = new Set(['same-origin', 'none']);

/** The name in a host header, without its port. */
const nameIn = (host: string): string => host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

function isOwnOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}

/**
 * Refuses what another website makes a browser send here: requests under a name that is not this server's, which is what
 * a name that was pointed at this machine afterwards looks like, and changes that come from another site's page.
 * @param hostNames names of the server beside those of the machine itself
 */
export function sameSite(hostNames: readonly string[]) {
  const isOurs = (host: string): boolean => {
    const name = nameIn(host).toLowerCase();
    return isLoopback(name) || hostNames.includes(name);
  };
  return ({ headers, method }: Request, _: Response, next: NextFunction): void => {
    const { host = '', origin } = headers;
    if (!isOurs(host)) {
      next(
        new Refusal(
          421,
          'This server does not answer under that name. Use the address that it printed at its start; EHCP_HOSTS adds names.',
        ),
      );
      return;
    }
    const site = headers['sec-fetch-site'];
    const isForeign =
      (typeof site === 'string' && !OURS.has(site)) || (origin !== undefined && !isOwnOrigin(origin, host));
    if (!SAFE.has(method) && isForeign) {
      next(new Refusal(403, 'The request comes from a page of another site. Nothing was done.'));
      return;
    }
    next();
  };
}
