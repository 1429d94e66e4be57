import type { Request } from 'express';

const FOR_PROGRAMS = /^\/(?:api|health|metrics)(?:\/|$)/;

/** Whether a request is for a page that a person reads; what programs ask for has paths of its own. */
export function isPage({ path }: Pick<Request, 'path'>): boolean {
  return !FOR_PROGRAMS.test(path);
}
