import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { WallClock } from '../../platform/wall-clock.js';
import { Injectable } from '@nestjs/common';
import { AccessDatabase } from '../database/access-database.js';
import type { AccessTables } from '../database/schema.js';
import { normalEmail } from './account.js';

const SECOND = 1000;
/** Milliseconds after the first try that counts; each further one doubles it. */
const FIRST_DELAY = 5 * SECOND;
const LONGEST_DELAY = 15 * 60 * SECOND;
/** Milliseconds after which earlier tries are forgotten. */
const FORGOTTEN = 24 * 3600 * SECOND;
/** Tries that cost nothing: people mistype, and an office has one address. */
const FREE = { account: 4, address: 30 } as const;

type Kind = keyof typeof FREE;

/** Somebody who tries to sign in. */
export interface Trying {
  /** The email address that was typed. */
  readonly email: string;
  /** Where the request comes from. */
  readonly address: string;
}

/**
 * How long the next try has to wait.
 * @param count how many have failed
 * @returns milliseconds after the last
 */
export function delayAfter(count: number, kind: Kind): number {
  const counted = count - FREE[kind];
  return counted <= 0 ? 0 : Math.min(FIRST_DELAY * 2 ** Math.min(counted - 1, 20), LONGEST_DELAY);
}

/** Neither an address of a machine nor one of a person is kept in the clear. */
const subjectOf = (kind: Kind, text: string): string =>
  createHash('sha256').update(`${kind}:${text}`).digest('base64url');

const subjectsOf = ({ email, address }: Trying): readonly (readonly [Kind, string])[] => [
  ['account', subjectOf('account', normalEmail(email))],
  ['address', subjectOf('address', address)],
];

/** Counts tries to sign in, of people who exist and of those who do not, and makes guessing slow. */
@Injectable()
export class Tries {
  constructor(
    private readonly database: AccessDatabase,
    private readonly clock: WallClock,
  ) {}

  /**
   * Counts a try as failed before it is looked at, so that many at once cannot slip through.
   * @returns milliseconds until another may be made, where this one came too soon; it is not counted then
   */
  begin(trying: Trying): Promise<number> {
    const now = this.clock.now();
    return this.database.db.transaction().execute(async (work) => {
      let wait = 0;
      for (const [kind, subject] of subjectsOf(trying)) {
        const { count, lastAt } = await this.#counted(work, subject, now);
        wait = Math.max(wait, lastAt + delayAfter(count, kind) - now.getTime());
      }
      if (wait > 0) return wait;
      for (const [, subject] of subjectsOf(trying)) {
        const { count } = await this.#counted(work, subject, now);
        await this.#write(work, subject, count + 1, now);
      }
      return 0;
    });
  }

  /** Takes back what {@link begin} counted: it was the right password. */
  async succeeded(trying: Trying): Promise<void> {
    const now = this.clock.now();
    await this.database.db.transaction().execute(async (work) => {
      for (const [kind, subject] of subjectsOf(trying)) {
        const { count } = await this.#counted(work, subject, now);
        // Who knows one password from an address may still be guessing at others from there.
        if (kind === 'address' && count > 1) await this.#write(work, subject, count - 1, now);
        else await work.deleteFrom('failed_sign_in').where('subject', '=', subject).execute();
      }
      const forgotten = new Date(now.getTime() - FORGOTTEN).toISOString();
      await work.deleteFrom('failed_sign_in').where('last_at', '<', forgotten).execute();
    });
  }

  async #counted(
    work: Transaction<AccessTables>,
    subject: string,
    now: Date,
  ): Promise<{ readonly count: number; readonly lastAt: number }> {
    const row = await work
      .selectFrom('failed_sign_in')
      .select(['count', 'last_at'])
      .where('subject', '=', subject)
      .executeTakeFirst();
    const lastAt = row === undefined ? 0 : Date.parse(row.last_at);
    return row === undefined || now.getTime() - lastAt > FORGOTTEN
      ? { count: 0, lastAt: 0 }
      : { count: row.count, lastAt };
  }

  async #write(work: Transaction<AccessTables>, subject: string, count: number, now: Date): Promise<void> {
    const columns = { count, last_at: now.toISOString() };
    await work
      .insertInto('failed_sign_in')
      .values({ subject, ...columns })
      .onConflict((conflict) => conflict.column('subject').doUpdateSet(columns))
      .execute();
  }
}
