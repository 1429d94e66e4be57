import { Injectable } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import { Problems, type Problem } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { AccessDatabase } from '../database/access-database.js';
import type { Account } from './account.js';

const LEAST = 12;
const MOST = 128;
/** A password of fewer different characters is one that others try first. */
const LEAST_DIFFERENT = 5;
const DAY = 24 * 3_600_000;
/** Milliseconds for which a password that somebody else made can be used. */
const ONE_TIME = 7 * DAY;

/** Memory in KiB, passes, threads for Argon2id, which is the package's default: OWASP Password Storage Cheat Sheet. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Letters and digits that nobody takes for one another. */
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 5;
const IN_A_GROUP = 4;

/** What a password opens. */
export type PasswordStanding = 'wrong' | 'right' | 'right-once';

/** The same characters are the same password, however a keyboard composes them. */
const normal = (password: string): string => password.normalize('NFKC');
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * What is wrong with a password that somebody chose.
 * @param place the field or option that it was given in
 */
export function problemsOfPassword(
  password: string,
  { name, email }: Pick<Account, 'name' | 'email'>,
  place = 'password',
): readonly Problem[] {
  const accepted = `from ${String(LEAST)} to ${String(MOST)} characters, such as three or four words that do not belong together`;
  const characters = Array.from(normal(password));
  if (characters.length < LEAST) return [{ place, reason: `it has fewer than ${String(LEAST)} characters`, accepted }];
  if (characters.length > MOST) return [{ place, reason: `it has more than ${String(MOST)} characters`, accepted }];
  if (new Set(characters).size < LEAST_DIFFERENT) {
    return [{ place, reason: 'it repeats a few characters', accepted }];
  }
  const own = [name, email ?? '', (email ?? '').replace(/@.*$/, '')].map(plain).filter((text) => text !== '');
  if (own.includes(plain(password))) return [{ place, reason: 'it is your own name or email address', accepted }];
  return [];
}

/** A password that nobody guesses and that can be read out: five groups of four letters and digits. */
export function generatePassword(): string {
  const group = (): string => Array.from({ length: IN_A_GROUP }, () => CLEAR[randomInt(CLEAR.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** What unknown people are compared with, so that their answer takes as long as that of others. */
let nobodys: Promise<string> | undefined;

/** The passwords of accounts. Nobody can read them. */
@Injectable()
export class Passwords {
  constructor(
    private readonly database: AccessDatabase,
    private readonly clock: WallClock,
  ) {}

  /**
   * Gives an account a password.
   * @param isOneTime whether somebody else made it: it is good for a week, to choose another
   * @throws Problems where it cannot be used
   */
  async set(account: Account, password: string, { isOneTime }: { readonly isOneTime: boolean }): Promise<void> {
    const problems = problemsOfPassword(password, account);
    if (problems.length > 0) throw new Problems(problems);
    const now = this.clock.now();
    const columns = {
      hash: await hash(normal(password), PARAMETERS),
      changed_at: now.toISOString(),
      one_time_until: isOneTime ? new Date(now.getTime() + ONE_TIME).toISOString() : null,
    };
    await this.database.db
      .insertInto('password')
      .values({ account: account.id, ...columns })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(columns))
      .execute();
  }

  /**
   * Whether a password is that of an account; it takes the same time for an account that there is not.
   * @param account nothing where nobody has the email address that was typed
   */
  async check(account: Pick<Account, 'id'> | undefined, password: string): Promise<PasswordStanding> {
    const row =
      account === undefined
        ? undefined
        : await this.database.db
            .selectFrom('password')
            .select(['hash', 'one_time_until'])
            .where('account', '=', account.id)
            .executeTakeFirst();
    nobodys ??= hash(generatePassword(), PARAMETERS);
    const isRight = await verify(row?.hash ?? (await nobodys), normal(password.slice(0, 4 * MOST)));
    if (!isRight || row === undefined) return 'wrong';
    if (row.one_time_until === null) return 'right';
    return row.one_time_until > this.clock.now().toISOString() ? 'right-once' : 'wrong';
  }

  /** When the password of an account was set; nothing where it has none. */
  async changedAt(account: string): Promise<string | undefined> {
    const row = await this.database.db
      .selectFrom('password')
      .select('changed_at')
      .where('account', '=', account)
      .executeTakeFirst();
    return row?.changed_at;
  }
}
