import { SetMetadata } from '@nestjs/common';
import type { Request } from 'express';
import type { Permission, Viewer } from './viewer.js';

/** Whose a route is: everybody's, or theirs who have a permission. */
export type AccessRule = 'public' | Permission;

/**
 * What a route shows of one child, by the `id` in its path: a case, who the child is, or an alert of a case. It is recorded
 * who looked, and kept from those shut out.
 */
export type Shown = 'case' | 'person' | 'alert';

/** What is said of the access to a route. */
export interface AccessOfRoute {
  readonly rule: AccessRule;
  readonly shows?: Shown;
}

export const ACCESS = 'ehcp:access';

/**
 * Says whose a route, or every route of a controller, is. A route of which nothing is said is nobody's.
 * @param shows what the `id` in the path names, where the route shows or changes one case, person or alert
 */
export function Access(rule: AccessRule, shows?: Shown): MethodDecorator & ClassDecorator {
  const access: AccessOfRoute = shows === undefined ? { rule } : { rule, shows };
  return SetMetadata(ACCESS, access);
}

declare module 'express' {
  interface Request {
    /** Whoever asks; nothing where they have not signed in. */
    viewer?: Viewer;
  }
}

/**
 * Whoever asks.
 * @throws Error on a public route, where it can be nobody
 */
export function viewerOf({ viewer }: Request): Viewer {
  if (viewer === undefined) throw new Error('A route that asks who is there has to say whose it is: use @Access.');
  return viewer;
}
