import type { Request } from 'express';
import type {} from 'express-session';

const marked = new WeakSet<object>();

type WithSession = Partial<Pick<Request, 'session'>>;

/**
 * Says that a page asks by itself and nobody did anything: the session is not used by it, so that a page that is left open
 * does not keep it, and what the next page has to say is left to the page that somebody opens.
 */
export function askInBackground(request: Request): void {
  const { session } = request as WithSession;
  marked.add(request);
  if (session !== undefined) marked.add(session);
}

/** Whether a request, or the request that a session was read for, came from a page by itself. */
export const isInBackground = (requestOrSession: object): boolean => marked.has(requestOrSession);
