import { may, type Viewer } from '../../platform/access/viewer.js';

/** Stands for this server while an address is read; nobody can have the name (RFC 6761). */
const HERE = 'http://here.invalid';
/** What leads nowhere: signing in again, and answers for programs. */
const NO_PAGES = /^\/(?:sign-in|sign-out|api|health|metrics|assets|account\/password)(?:\/|$)/;
// eslint-disable-next-line no-control-regex -- browsers pass over such characters, and may then see another server's name
const ODD = /[\u0000-\u0020\u007f-\u00a0\\]/;

/**
 * The page to which somebody returns after signing in; nothing where what is asked for is no page of ours, so that nobody
 * is led to another site by a link that begins here.
 */
export function returnPath(wanted: string | undefined): string | undefined {
  if (wanted === undefined || !/^\/(?!\/)/.test(wanted) || ODD.test(wanted) || !URL.canParse(wanted, HERE)) {
    return undefined;
  }
  const { origin, pathname, search } = new URL(wanted, HERE);
  // A path such as /..//elsewhere only turns into another server's name when it is tidied up.
  if (origin !== HERE || pathname.startsWith('//') || NO_PAGES.test(pathname)) return undefined;
  return `${pathname}${search}`;
}

/** The page on which somebody's day begins. */
export const firstPageOf = (viewer: Pick<Viewer, 'permissions'>): string =>
  may(viewer as Viewer, 'cases') ? '/worklist' : '/';
