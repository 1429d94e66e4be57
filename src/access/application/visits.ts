import { Injectable } from '@nestjs/common';
import { WallClock } from '../../platform/wall-clock.js';
import { AccessDatabase } from '../database/access-database.js';

/** The pages that tell what changed since somebody last looked. */
export type VisitedPage = 'alerts';

/** Milliseconds after which somebody who looks again begins another visit. */
const BREAK = 30 * 60_000;

/** When people last looked at pages that tell what changed since. */
@Injectable()
export class Visits {
  constructor(
    private readonly database: AccessDatabase,
    private readonly clock: WallClock,
  ) {}

  /**
   * Notes that somebody looks at a page. Whoever looks again within half an hour is on the same visit, so that loading a
   * page again does not hide what it told.
   * @returns the end of the visit before, or the instant up to which they said that they had seen everything, ISO 8601
   *   in UTC; nothing on the first visit
   */
  async look(account: string, page: VisitedPage): Promise<string | undefined> {
    const now = this.clock.now();
    const row = await this.#row(account, page);
    const isAnother = row !== undefined && now.getTime() - Date.parse(row.last_at) >= BREAK;
    const seenUntil = isAnother ? row.last_at : (row?.seen_until ?? null);
    await this.#keep({ account, page, seen_until: seenUntil, last_at: now.toISOString() });
    return seenUntil ?? undefined;
  }

  /** Up to when somebody has seen what a page tells, without noting that they look. */
  async seenUntil(account: string, page: VisitedPage): Promise<string | undefined> {
    return (await this.#row(account, page))?.seen_until ?? undefined;
  }

  /**
   * Notes that somebody has seen everything that a page told up to an instant, ISO 8601 in UTC. An instant before the one
   * that is noted already, as an old window sends it, changes nothing.
   */
  async seen(account: string, page: VisitedPage, upTo: string): Promise<void> {
    const before = (await this.#row(account, page))?.seen_until ?? '';
    const now = this.clock.now().toISOString();
    const until = upTo > now ? now : upTo;
    await this.#keep({ account, page, seen_until: until > before ? until : before, last_at: now });
  }

  #row(account: string, page: VisitedPage) {
    return this.database.db
      .selectFrom('visit')
      .select(['seen_until', 'last_at'])
      .where('account', '=', account)
      .where('page', '=', page)
      .executeTakeFirst();
  }

  async #keep(row: { account: string; page: VisitedPage; seen_until: string | null; last_at: string }): Promise<void> {
    const { seen_until, last_at } = row;
    await this.database.db
      .insertInto('visit')
      .values(row)
      .onConflict((conflict) => conflict.columns(['account', 'page']).doUpdateSet({ seen_until, last_at }))
      .execute();
  }
}
