import type { Request } from 'express';

// The router takes a path in whatever letters it is written.
const FOR_PROGRAMS = /^\/(?:api|health|metrics)(?:\/|$)/i;

/** Whether a request is for a page that a person reads; what programs ask for has paths of its own. */
export function isPage({ path }: Pick<Request, 'path'>): boolean {
  return !FOR_PROGRAMS.test(path);
}
