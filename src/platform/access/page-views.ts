import type { Shown } from './access.js';

/** Somebody looked at, or changed, one case or one child. */
export interface PageView {
  /** The id of who it was. */
  readonly viewer: string;
  /** The method and the pattern of the route, such as `GET /cases/:id`: it names no child. */
  readonly route: string;
  readonly shows: Shown;
  /** The id of the case or the child. */
  readonly subject: string;
  /** The child; nothing where there is no such case, or the tables do not show it yet. */
  readonly person?: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** An instant in UTC, ISO 8601. */
  readonly at: string;
}

/** Where it is kept who looked at whom. */
export abstract class PageViews {
  /** Takes a view in. It is written shortly after, and at the latest when the program ends in order. */
  abstract note(view: PageView): void;
}
