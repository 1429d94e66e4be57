import { Injectable } from '@nestjs/common';
import type { Transaction } from 'kysely';
import { v4 } from 'uuid';
import { SharedDatabase, type MailRow, type SharedTables } from '../../access/application/shared-database.js';
import { WallClock } from '../../platform/wall-clock.js';
import type { Delivery, FailureCode } from './mail-server.js';

/** How a mail stands: it waits, was sent, was given up, or is no longer to be sent. */
export const MAIL_STATES = ['waiting', 'sent', 'given-up', 'withdrawn'] as const;
export type MailState = (typeof MAIL_STATES)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** For how long a mail is tried. */
const PATIENCE = DAY;
/** For how long whoever sends a mail has it alone: more than an attempt takes. */
const LEASE = 3 * MINUTE;
/** After how long the next attempt is made, doubled each time. */
const BACKOFF = { first: MINUTE, longest: HOUR };
/** For how long it is kept that a mail was sent, or was not. */
const KEPT = 90 * DAY;

/** A transaction on the database that the outbox lies in. */
export type OutboxWork = Transaction<SharedTables>;

/** What a mail is to tell. */
export interface NewMail {
  readonly id: string;
  /** Who writes its words: see `Letters`. */
  readonly kind: string;
  /** The id of the account that it goes to. */
  readonly account: string;
  /** Ids and days; no name, no initials, no text. */
  readonly content: unknown;
}

/** A mail that whoever claimed it is to send. */
export interface ClaimedMail extends NewMail {
  readonly lease: string;
}

/** A mail as it is shown: whom it goes to, never what it tells. */
export interface ListedMail {
  readonly id: string;
  readonly kind: string;
  readonly account: string;
  /** The address that it was sent to last. */
  readonly address?: string;
  readonly state: MailState;
  readonly attempts: number;
  /** Whether it may have arrived twice, under one Message-ID. */
  readonly isUnsure: boolean;
  readonly failure?: { readonly code: FailureCode; readonly status?: number };
  /** Instants, ISO 8601 in UTC. */
  readonly madeAt: string;
  readonly nextAt?: string;
  readonly endedAt?: string;
}

/** How the outbox stands. */
export interface OutboxStanding {
  readonly waiting: number;
  /** How many of them were tried in vain. */
  readonly failing: number;
  /** Seconds since the oldest of them was made. */
  readonly oldestSeconds: number;
  /** How many were given up within a day. */
  readonly givenUp: number;
}

const failureText = ({ failure, status }: Extract<Delivery, { readonly outcome: 'failed' }>): string =>
  status === undefined ? failure : `${failure} ${String(status)}`;

function failureOf(text: string): NonNullable<ListedMail['failure']> {
  const [code = '', status] = text.split(' ');
  return { code: code as FailureCode, ...(status === undefined ? {} : { status: Number(status) }) };
}

const listed = (row: MailRow): ListedMail => ({
  id: row.id,
  kind: row.kind,
  account: row.account,
  ...(row.address === null ? {} : { address: row.address }),
  state: row.state as MailState,
  attempts: row.attempts,
  isUnsure: row.is_unsure === 1,
  ...(row.failure === null ? {} : { failure: failureOf(row.failure) }),
  madeAt: row.made_at,
  ...(row.state === 'waiting' ? { nextAt: row.due_at } : {}),
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
});

const after = (now: Date, milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();
const NO_LEASE = { lease: null, leased_until: null } as const;

/**
 * The mails that are to be sent, were sent, or were not. Whoever makes a mail puts it here in the same transaction in which
 * they remember that they made it; every process of the tracker sends from it, and one has a mail at a time.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: SharedDatabase,
    private readonly clock: WallClock,
  ) {}

  /** Does work that is kept whole or not at all. */
  changing<T>(work: (transaction: OutboxWork) => Promise<T>): Promise<T> {
    return this.database.db.transaction().execute(work);
  }

  /** Puts a mail in; one with an id that is there already changes nothing. */
  async put(work: OutboxWork, { id, kind, account, content }: NewMail): Promise<void> {
    const now = this.clock.now();
    await work
      .insertInto('mail')
      .values({
        id,
        kind,
        account,
        content: JSON.stringify(content),
        state: 'waiting',
        attempts: 0,
        is_unsure: 0,
        failure: null,
        made_at: now.toISOString(),
        due_at: now.toISOString(),
        expires_at: after(now, PATIENCE),
        lease: null,
        leased_until: null,
        address: null,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /**
   * Takes mails out that are not to be sent any more, except those that somebody is sending.
   * @returns whether somebody is sending one of them
   */
  async withdraw(work: OutboxWork, ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return false;
    const now = this.clock.now().toISOString();
    await work
      .updateTable('mail')
      .set({ state: 'withdrawn', content: '', ended_at: now, ...NO_LEASE })
      .where('id', 'in', ids)
      .where('state', 'in', ['waiting', 'given-up'])
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
      .execute();
    const left = await work
      .selectFrom('mail')
      .select('id')
      .where('id', 'in', ids)
      .where('state', '=', 'waiting')
      .execute();
    return left.length > 0;
  }

  /** Gives whoever asks a mail that is due and that nobody is sending; nothing where there is none. */
  claim(): Promise<ClaimedMail | undefined> {
    return this.changing(async (work) => {
      const now = this.clock.now();
      const row = await work
        .selectFrom('mail')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now.toISOString())
        .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now.toISOString())]))
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const lease = v4();
      const { numUpdatedRows } = await work
        .updateTable('mail')
        .set({
          lease,
          leased_until: after(now, LEASE),
          attempts: row.attempts + 1,
          // Whoever had it before ended without a word: the mail server may have it.
          is_unsure: row.lease === null ? row.is_unsure : 1,
        })
        .where('id', '=', row.id)
        .where('state', '=', 'waiting')
        .where((eb) => (row.lease === null ? eb('lease', 'is', null) : eb('lease', '=', row.lease)))
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return undefined;
      return { id: row.id, kind: row.kind, account: row.account, content: JSON.parse(row.content) as unknown, lease };
    });
  }

  /** Keeps how an attempt went, whoever has the mail now where it was taken. */
  async keep({ id, lease }: ClaimedMail, address: string, delivery: Delivery): Promise<void> {
    await this.changing(async (work) => {
      const row = await work.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst();
      if (row?.state !== 'waiting') return;
      const now = this.clock.now();
      if (delivery.outcome === 'taken') {
        await this.#end(work, id, 'sent', { address, failure: null, content: '' });
        return;
      }
      if (row.lease !== lease) return;
      const failed = { address, failure: failureText(delivery), is_unsure: delivery.isUnsure ? 1 : row.is_unsure };
      if (delivery.isFinal) {
        await this.#end(work, id, 'given-up', failed);
        return;
      }
      const wait = Math.min(BACKOFF.longest, BACKOFF.first * 2 ** (row.attempts - 1));
      await work
        .updateTable('mail')
        .set({ ...failed, ...NO_LEASE, due_at: after(now, wait) })
        .where('id', '=', id)
        .execute();
    });
  }

  /** Keeps that a claimed mail is not to be sent: there is nothing to tell any more, or nobody to tell it to. */
  async drop({ id }: ClaimedMail): Promise<void> {
    await this.changing((work) => this.#end(work, id, 'withdrawn', { content: '' }));
  }

  /** Gives up what was tried for a day, and forgets what is long over. */
  async tidy(): Promise<void> {
    const now = this.clock.now();
    await this.changing(async (work) => {
      await work
        .updateTable('mail')
        .set({ state: 'given-up', ended_at: now.toISOString(), ...NO_LEASE })
        .where('state', '=', 'waiting')
        .where('expires_at', '<=', now.toISOString())
        .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now.toISOString())]))
        .execute();
      const old = after(now, -KEPT);
      const over = work.selectFrom('mail').select('id').where('made_at', '<', old).where('state', '!=', 'waiting');
      await work
        .deleteFrom('digest')
        .where((eb) => eb.or([eb('mail', 'in', over), eb.and([eb('mail', 'is', null), eb('made_at', '<', old)])]))
        .execute();
      await work.deleteFrom('mail').where('id', 'in', over).execute();
    });
  }

  /**
   * Has mails that were given up tried again for a day, and those that wait tried at once.
   * @param id one of them; all where it is left out
   * @returns how many there are
   */
  async retry(id?: string): Promise<number> {
    const now = this.clock.now();
    const { numUpdatedRows } = await this.database.db
      .updateTable('mail')
      .set({
        state: 'waiting',
        due_at: now.toISOString(),
        expires_at: after(now, PATIENCE),
        ended_at: null,
        attempts: 0,
      })
      .where('state', 'in', ['waiting', 'given-up'])
      .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  /** One mail; nothing where there is none. */
  async find(id: string): Promise<ListedMail | undefined> {
    const row = await this.database.db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : listed(row);
  }

  /** The mails that were made last, the last first. */
  async list(most: number, state?: MailState): Promise<readonly ListedMail[]> {
    const rows = await this.database.db
      .selectFrom('mail')
      .selectAll()
      .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
      .orderBy('made_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most)
      .execute();
    return rows.map(listed);
  }

  async standing(): Promise<OutboxStanding> {
    const now = this.clock.now();
    const waiting = await this.database.db
      .selectFrom('mail')
      .select(['made_at', 'failure'])
      .where('state', '=', 'waiting')
      .orderBy('made_at')
      .execute();
    const givenUp = await this.database.db
      .selectFrom('mail')
      .select('id')
      .where('state', '=', 'given-up')
      .where('ended_at', '>', after(now, -DAY))
      .execute();
    const [oldest] = waiting;
    return {
      waiting: waiting.length,
      failing: waiting.filter(({ failure }) => failure !== null).length,
      oldestSeconds: oldest === undefined ? 0 : Math.max(0, (now.getTime() - Date.parse(oldest.made_at)) / 1000),
      givenUp: givenUp.length,
    };
  }

  async #end(work: OutboxWork, id: string, state: MailState, more: Partial<MailRow>): Promise<void> {
    await work
      .updateTable('mail')
      .set({ ...more, state, ended_at: this.clock.now().toISOString(), ...NO_LEASE })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute();
  }
}
