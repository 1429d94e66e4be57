import type { Request } from 'express';
import type {} from 'express-session';

/** Something to be said once, at the head of the next page: what was done. */
export interface Notice {
  readonly text: string;
  /** Something that can be done about it, by a form: its label, and where it is sent. */
  readonly action?: { readonly text: string; readonly href: string; readonly fields: Readonly<Record<string, string>> };
  /** Where more is to be seen. */
  readonly link?: { readonly text: string; readonly href: string };
}

declare module 'express-session' {
  interface SessionData {
    notices?: readonly Notice[];
  }
}

const same = (one: Notice) => (other: Notice) => JSON.stringify(one) === JSON.stringify(other);

/** Has the next page say something, once however often. It is kept with the session, so it names no child. */
export function leaveNotice(request: Request, notice: Notice): void {
  const { session } = request as Partial<Pick<Request, 'session'>>;
  const said = session?.notices ?? [];
  if (session !== undefined && !said.some(same(notice))) session.notices = [...said, notice];
}

/** What there is to be said, once. */
export function takeNotices(request: Request): readonly Notice[] {
  const { session } = request as Partial<Pick<Request, 'session'>>;
  const notices = session?.notices ?? [];
  if (session !== undefined && notices.length > 0) delete session.notices;
  return notices;
}
