import { createHash } from 'node:crypto';
import type { WallClock } from '../../platform/wall-clock.js';
import type { AccessDatabase } from '../database/access-database.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds within which it is not written again that a session was used. */
const SEEN_OFTEN_ENOUGH = MINUTE;
/** Milliseconds that somebody has for signing in, from opening the page. */
const SIGNING_IN = 30 * MINUTE;

/** How long sessions last. */
export interface SessionLimits {
  /** A session ends when it was not used for so long. */
  readonly idleMinutes: number;
  /** A session ends after so long, however much it is used. */
  readonly hours: number;
}

/** What is kept of a session. */
export interface KeptSession {
  /** Who signed in; nothing before they did. */
  readonly account?: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Instants, ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly lastSeenAt: string;
}

/** A session as its owner sees it in a list. */
export interface ListedSession {
  readonly isThis: boolean;
  readonly agent: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
}

/** What a session is found by: who reads the table learns no id that a browser keeps. */
const digestOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

/** The sessions of browsers. They are kept here and not in the browser, so that they can be ended from here. */
export class Sessions {
  constructor(
    private readonly database: AccessDatabase,
    private readonly clock: WallClock,
    private readonly limits: SessionLimits,
  ) {}

  /** A session; nothing where there is none, or its time is over. */
  async read(id: string): Promise<KeptSession | undefined> {
    const row = await this.database.db
      .selectFrom('session')
      .select(['account', 'data', 'created_at', 'last_seen_at'])
      .where('id', '=', digestOf(id))
      .where('idle_until', '>', this.#now)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return {
      ...(row.account === null ? {} : { account: row.account }),
      data: JSON.parse(row.data) as KeptSession['data'],
      startedAt: row.created_at,
      lastSeenAt: row.last_seen_at,
    };
  }

  /** Begins a session, and forgets those whose time is over. */
  async start(id: string, session: Pick<KeptSession, 'account' | 'data'>, agent: string): Promise<void> {
    const { db } = this.database;
    const now = this.clock.now().getTime();
    const account = session.account ?? null;
    const endsAt = now + (account === null ? SIGNING_IN : this.limits.hours * HOUR);
    const changing = { account, data: JSON.stringify(session.data) };
    await db.deleteFrom('session').where('idle_until', '<=', this.#now).execute();
    await db
      .insertInto('session')
      .values({
        id: digestOf(id),
        ...changing,
        created_at: this.#now,
        last_seen_at: this.#now,
        idle_until: this.#idleUntil(endsAt),
        ends_at: new Date(endsAt).toISOString(),
        agent,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
      .execute();
  }

  /** Keeps what changed in a session. One that was ended meanwhile, from elsewhere, stays ended. */
  async keep(id: string, { account, data }: Pick<KeptSession, 'account' | 'data'>): Promise<void> {
    await this.database.db
      .updateTable('session')
      .set({ account: account ?? null, data: JSON.stringify(data) })
      .where('id', '=', digestOf(id))
      .execute();
    await this.#extend(id);
  }

  /** Notes that a session is in use. */
  async seen(id: string, { lastSeenAt }: Pick<KeptSession, 'lastSeenAt'>): Promise<void> {
    if (this.clock.now().getTime() - Date.parse(lastSeenAt) >= SEEN_OFTEN_ENOUGH) await this.#extend(id);
  }

  async end(id: string): Promise<void> {
    await this.database.db.deleteFrom('session').where('id', '=', digestOf(id)).execute();
  }

  /**
   * Ends every session of an account.
   * @param except the id of one that stays
   */
  async endAllOf(account: string, except?: string): Promise<void> {
    let ending = this.database.db.deleteFrom('session').where('account', '=', account);
    if (except !== undefined) ending = ending.where('id', '!=', digestOf(except));
    await ending.execute();
  }

  /** The sessions of an account, the one used last first. */
  async listOf(account: string, ownId: string): Promise<readonly ListedSession[]> {
    const rows = await this.database.db
      .selectFrom('session')
      .select(['id', 'agent', 'created_at', 'last_seen_at'])
      .where('account', '=', account)
      .where('idle_until', '>', this.#now)
      .orderBy('last_seen_at', 'desc')
      .execute();
    const own = digestOf(ownId);
    return rows.map(({ id, agent, created_at, last_seen_at }) => ({
      isThis: id === own,
      agent,
      startedAt: created_at,
      lastSeenAt: last_seen_at,
    }));
  }

  get #now(): string {
    return this.clock.now().toISOString();
  }

  #idleUntil(endsAt: number): string {
    return new Date(Math.min(this.clock.now().getTime() + this.limits.idleMinutes * MINUTE, endsAt)).toISOString();
  }

  async #extend(id: string): Promise<void> {
    const { db } = this.database;
    const row = await db
      .selectFrom('session')
      .select('ends_at')
      .where('id', '=', digestOf(id))
      .where('idle_until', '>', this.#now)
      .executeTakeFirst();
    if (row === undefined) return;
    await db
      .updateTable('session')
      .set({ last_seen_at: this.#now, idle_until: this.#idleUntil(Date.parse(row.ends_at)) })
      .where('id', '=', digestOf(id))
      .execute();
  }
}
