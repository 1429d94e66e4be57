import type { DigestRow, MailRow, SharedDatabase } from '../../access/application/shared-database.js';
import type { Position } from '../../event-store/event-store.js';
import type { NewMail, Outbox } from '../../mail/application/outbox.js';
import type { WallClock } from '../../platform/wall-clock.js';
import type { CalendarDate } from '../../statute/calendar.js';

/** How far somebody was told what happens. */
export interface Told {
  /** The day of the last digest that was made for them. */
  readonly day: CalendarDate;
  /** Up to which event they were told, or had nothing to be told. */
  readonly until: Position | '';
}

/** A digest that is made. */
export interface MadeDigest {
  readonly account: string;
  readonly day: CalendarDate;
  readonly after: Position | '';
  readonly until: Position | '';
  /** Nothing where there is nothing to tell. */
  readonly mail: NewMail | undefined;
}

/** A digest of a day, with how its mail stands. */
export type KeptDigest = DigestRow & { readonly [K in 'state' | 'failure' | 'ended_at']: MailRow[K] | null };

/** Which digests were made. It lies beside the outbox, so that a digest and its mail are there together or not at all. */
export class DigestMemory {
  constructor(
    private readonly database: SharedDatabase,
    private readonly outbox: Outbox,
    private readonly clock: WallClock,
  ) {}

  /** How far some accounts were told: a digest whose mail did not go out told nothing. */
  async lastTold(accounts: readonly string[]): Promise<ReadonlyMap<string, Told>> {
    const told = new Map<string, Told>();
    for (const row of await this.#rowsOf(accounts)) {
      const { account, state, day, covers_until: until } = row;
      const before = told.get(account);
      const hasTold = row.mail === null || state === 'sent';
      told.set(account, {
        day: day as CalendarDate,
        until: hasTold ? (until as Position) : (before?.until ?? (row.covers_from as Position)),
      });
    }
    return told;
  }

  /**
   * Keeps that a digest was made, and puts its mail into the outbox. Older ones that did not go out are taken out of it:
   * this one tells what they would have told.
   * @returns whether a digest of the day is there now; it is not while an older one is being sent
   */
  async keep({ account, day, after, until, mail }: MadeDigest): Promise<boolean> {
    return this.outbox.changing(async (work) => {
      const older = await work
        .selectFrom('digest')
        .innerJoin('mail', 'mail.id', 'digest.mail')
        .select('mail.id')
        .where('digest.account', '=', account)
        .where('digest.day', '<', day)
        .where('mail.state', 'in', ['waiting', 'given-up'])
        .execute();
      const ids = older.map(({ id }) => id);
      if (await this.outbox.withdraw(work, ids)) return false;
      if (mail !== undefined) await this.outbox.put(work, mail);
      await work
        .insertInto('digest')
        .values({
          account,
          day,
          made_at: this.clock.now().toISOString(),
          covers_from: after,
          covers_until: until,
          mail: mail?.id ?? null,
        })
        .onConflict((conflict) => conflict.columns(['account', 'day']).doNothing())
        .execute();
      return true;
    });
  }

  /** The digest of a day for an account; nothing where none was made. */
  async find(account: string, day: CalendarDate): Promise<KeptDigest | undefined> {
    return (await this.#rowsOf([account])).find((row) => row.day === day);
  }

  /** By day, the first first. */
  #rowsOf(accounts: readonly string[]): Promise<readonly KeptDigest[]> {
    if (accounts.length === 0) return Promise.resolve([]);
    return this.database.db
      .selectFrom('digest')
      .leftJoin('mail', 'mail.id', 'digest.mail')
      .selectAll('digest')
      .select(['mail.state', 'mail.failure', 'mail.ended_at'])
      .where('digest.account', 'in', accounts)
      .orderBy('digest.day')
      .execute();
  }
}
