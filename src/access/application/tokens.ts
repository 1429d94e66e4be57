import { Injectable } from '@nestjs/common';
import { TokenViewers } from '../../platform/access/token-viewers.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { echo, Problems } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { AccessDatabase } from '../database/access-database.js';
import type { AccessTables, ApiTokenRow } from '../database/schema.js';
import {
  actorOf,
  digestOf,
  isToken,
  newToken,
  problemsOfToken,
  readScopes,
  scopesFor,
  type Scope,
  type TokenDetails,
} from './token.js';
import type { Transaction } from 'kysely';

/** Milliseconds for which the last use of a token is not written down again. */
const PRECISION = 60_000;
const NUMBERED = /^token-(\d{1,6})$/;

/** A token as it is shown: never the token itself. */
export interface TokenItem {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Who made it. */
  readonly madeBy: string;
  readonly madeAt: string;
  /** The last day on which it works. */
  readonly lastDay: CalendarDate;
  /** To the minute; nothing where it was never used. */
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
  /** Whether it works now. */
  readonly isActive: boolean;
}

/** A token that was just made. */
export interface MadeToken {
  readonly id: string;
  /** What the program sends. It cannot be read again. */
  readonly token: string;
  readonly scopes: readonly Scope[];
}

/** The tokens with which programs ask the API. */
@Injectable()
export class Tokens extends TokenViewers {
  constructor(
    private readonly database: AccessDatabase,
    private readonly clock: WallClock,
  ) {
    super();
  }

  /** All tokens, those made last first. */
  async list(): Promise<readonly TokenItem[]> {
    const rows = await this.database.db.selectFrom('api_token').selectAll().orderBy('created_at', 'desc').execute();
    return rows.map((row) => this.#item(row));
  }

  /**
   * Makes a token.
   * @param by the id of who makes it
   * @param form the id of the form that asks for it: sent twice, it makes one
   * @throws Problems where it cannot be made like that, or the form made one before
   */
  async add(details: TokenDetails, by: string, form?: string): Promise<MadeToken> {
    this.assertPossible(details);
    const now = this.clock.now();
    const scopes = scopesFor(details.scopes);
    const token = newToken();
    const id = await this.database.db.transaction().execute(async (work) => {
      if (form !== undefined) await this.#assertNew(work, form);
      const next = await this.#nextId(work);
      await work
        .insertInto('api_token')
        .values({
          id: next,
          name: details.name,
          hash: digestOf(token),
          scopes: scopes.join(' '),
          made_by: by,
          made_with: form ?? null,
          created_at: now.toISOString(),
          last_day: details.lastDay,
          last_used_at: null,
          revoked_at: null,
          revoked_by: null,
        })
        .execute();
      return next;
    });
    return { id, token, scopes };
  }

  /** @throws Problems where {@link add} would, apart from the form */
  assertPossible(details: TokenDetails): void {
    const problems = problemsOfToken(details, dayInLondon(this.clock.now()));
    if (problems.length > 0) throw new Problems(problems);
  }

  /**
   * Ends a token; one that was revoked before stays as it is.
   * @param by the id of who revokes it
   * @throws Problems where there is no such token
   */
  async revoke(id: string, by: string): Promise<void> {
    const { db } = this.database;
    const found = await db.selectFrom('api_token').select('id').where('id', '=', id).executeTakeFirst();
    if (found === undefined) {
      const accepted = 'an id that "ehcp tokens list" shows';
      throw new Problems([{ place: 'id', reason: `there is no token ${echo(id)}`, accepted }]);
    }
    await db
      .updateTable('api_token')
      .set({ revoked_at: this.clock.now().toISOString(), revoked_by: by })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .execute();
  }

  override async viewerOf(token: string): Promise<Viewer | undefined> {
    if (!isToken(token)) return undefined;
    const row = await this.database.db
      .selectFrom('api_token')
      .selectAll()
      .where('hash', '=', digestOf(token))
      .executeTakeFirst();
    if (row === undefined || !this.#isActive(row)) return undefined;
    await this.#used(row);
    const scopes = readScopes(row.scopes);
    return { id: actorOf(row.id), name: row.name, roles: [], teams: [], permissions: new Set(scopes), by: 'token' };
  }

  #isActive({ last_day: lastDay, revoked_at: revokedAt }: ApiTokenRow): boolean {
    return revokedAt === null && dayInLondon(this.clock.now()) <= lastDay;
  }

  async #used({ id, last_used_at: last }: ApiTokenRow): Promise<void> {
    const now = this.clock.now();
    if (last !== null && now.getTime() - Date.parse(last) < PRECISION) return;
    await this.database.db
      .updateTable('api_token')
      .set({ last_used_at: now.toISOString() })
      .where('id', '=', id)
      .execute();
  }

  async #assertNew(work: Transaction<AccessTables>, form: string): Promise<void> {
    const made = await work.selectFrom('api_token').select('id').where('made_with', '=', form).executeTakeFirst();
    if (made === undefined) return;
    const reason = `this form was sent before, and made the token ${made.id}, which was shown then`;
    throw new Problems([
      { place: 'name', reason, accepted: 'another form; revoke that token if it was not noted down' },
    ]);
  }

  async #nextId(work: Transaction<AccessTables>): Promise<string> {
    const rows = await work.selectFrom('api_token').select('id').execute();
    const numbers = rows.map(({ id }) => Number(NUMBERED.exec(id)?.[1] ?? 0));
    return `token-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
  }

  #item(row: ApiTokenRow): TokenItem {
    return {
      id: row.id,
      name: row.name,
      scopes: readScopes(row.scopes),
      madeBy: row.made_by,
      madeAt: row.created_at,
      lastDay: row.last_day as CalendarDate,
      ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
      ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
      isActive: this.#isActive(row),
    };
  }
}
