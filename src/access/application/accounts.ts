import { Injectable } from '@nestjs/common';
import type { Transaction } from 'kysely';
import { ROLES } from '../../platform/access/viewer.js';
import { echo, Problems, type Problem } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { AccessDatabase } from '../database/access-database.js';
import type { AccessTables, AccountRow } from '../database/schema.js';
import { AccessDirectory } from './access-directory.js';
import {
  normalEmail,
  problemsOfAccount,
  problemsOfId,
  readRoles,
  type Account,
  type AccountDetails,
} from './account.js';

type Work = Transaction<AccessTables>;

const NUMBERED = /^officer-(\d{1,6})$/;

function accountOf(row: AccountRow, teams: readonly string[]): Account {
  return {
    id: row.id,
    name: row.name,
    ...(row.email === null ? {} : { email: row.email }),
    roles: readRoles(row.roles),
    teams,
    isActive: row.active === 1,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

const noSuch = (id: string): Problems =>
  new Problems([
    { place: 'id', reason: `there is no account ${echo(id)}`, accepted: 'an id that "ehcp users list" shows' },
  ]);

/** The people who may use the tracker. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: AccessDatabase,
    private readonly directory: AccessDirectory,
    private readonly clock: WallClock,
  ) {}

  /** One account; nothing where there is none. */
  async find(id: string): Promise<Account | undefined> {
    const row = await this.database.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : accountOf(row, await this.#teamsOf(id));
  }

  /** The account with an email address; nothing where there is none. */
  async findByEmail(email: string): Promise<Account | undefined> {
    const found = await this.database.db
      .selectFrom('account')
      .select('id')
      .where('email', '=', normalEmail(email))
      .executeTakeFirst();
    return found === undefined ? undefined : this.find(found.id);
  }

  /** All accounts, by name. */
  async list(): Promise<readonly Account[]> {
    const { db } = this.database;
    const rows = await db.selectFrom('account').selectAll().execute();
    const members = await db.selectFrom('membership').selectAll().orderBy('team').execute();
    const teams = Map.groupBy(members, ({ account }) => account);
    return rows
      .map((row) =>
        accountOf(
          row,
          (teams.get(row.id) ?? []).map(({ team }) => team),
        ),
      )
      .sort((one, other) => one.name.localeCompare(other.name, 'en-GB') || one.id.localeCompare(other.id));
  }

  /** Whether anybody can be an administrator, without whom nobody gives others access. */
  async hasAdministrator(): Promise<boolean> {
    const rows = await this.database.db.selectFrom('account').select('roles').where('active', '=', 1).execute();
    return rows.some(({ roles }) => readRoles(roles).includes('administrator'));
  }

  /**
   * Makes an account.
   * @param details `id` is the next free number where it is left out
   * @throws Problems where something cannot be used, or the id or the email address is taken
   */
  async add(details: AccountDetails & { readonly id?: string }): Promise<Account> {
    const id = await this.#changing(async (work) => {
      const wanted = details.id ?? (await this.#nextId(work));
      const problems = [...problemsOfId(wanted), ...(await this.#problems(work, details))];
      const taken = await work.selectFrom('account').select('id').where('id', '=', wanted).execute();
      if (taken.length > 0)
        problems.push({ place: 'id', reason: `${echo(wanted)} is taken`, accepted: 'an id that is free' });
      if (problems.length > 0) throw new Problems(problems);
      const now = this.clock.now().toISOString();
      await work
        .insertInto('account')
        .values({ id: wanted, ...this.#columns(details), active: 1, created_at: now, changed_at: now })
        .execute();
      await this.#join(work, wanted, details.teams);
      return wanted;
    });
    return this.#must(id);
  }

  /**
   * Says anew what an account is.
   * @throws Problems where something cannot be used, there is no such account, or nobody would be left to administer
   */
  async change(id: string, details: AccountDetails): Promise<Account> {
    await this.#changing((work) => this.#keepingAdministrator(work, 'roles', () => this.#write(work, id, details)));
    return this.#must(id);
  }

  /**
   * Brings an account to what an identity provider says of it, which decides also who administers.
   * @throws Problems where something cannot be used, or there is no such account
   */
  async follow(id: string, details: AccountDetails): Promise<Account> {
    await this.#changing((work) => this.#write(work, id, details));
    return this.#must(id);
  }

  /**
   * Lets nobody in with an account any more, and ends its sessions; or lets them in again.
   * @throws Problems where there is no such account, or nobody would be left to administer
   */
  async setActive(id: string, isActive: boolean): Promise<Account> {
    await this.#changing(async (work) => {
      await this.#existing(work, id);
      await this.#keepingAdministrator(work, 'id', async () => {
        await work
          .updateTable('account')
          .set({ active: isActive ? 1 : 0, changed_at: this.clock.now().toISOString() })
          .where('id', '=', id)
          .execute();
      });
      if (!isActive) await work.deleteFrom('session').where('account', '=', id).execute();
    });
    return this.#must(id);
  }

  async #changing<T>(work: (transaction: Work) => Promise<T>): Promise<T> {
    const result = await this.database.db.transaction().execute(work);
    await this.directory.refresh();
    return result;
  }

  async #write(work: Work, id: string, details: AccountDetails): Promise<void> {
    await this.#existing(work, id);
    const problems = await this.#problems(work, details, id);
    if (problems.length > 0) throw new Problems(problems);
    await work
      .updateTable('account')
      .set({ ...this.#columns(details), changed_at: this.clock.now().toISOString() })
      .where('id', '=', id)
      .execute();
    await work.deleteFrom('membership').where('account', '=', id).execute();
    await this.#join(work, id, details.teams);
  }

  async #must(id: string): Promise<Account> {
    const account = await this.find(id);
    if (account === undefined) throw noSuch(id);
    return account;
  }

  async #teamsOf(id: string): Promise<readonly string[]> {
    const rows = await this.database.db
      .selectFrom('membership')
      .select('team')
      .where('account', '=', id)
      .orderBy('team')
      .execute();
    return rows.map(({ team }) => team);
  }

  async #existing(work: Work, id: string): Promise<void> {
    const found = await work.selectFrom('account').select('id').where('id', '=', id).execute();
    if (found.length === 0) throw noSuch(id);
  }

  #columns({ name, email, roles }: AccountDetails): Pick<AccountRow, 'name' | 'email' | 'roles'> {
    return {
      name,
      email: email === undefined ? null : normalEmail(email),
      roles: ROLES.filter((role) => roles.includes(role)).join(' '),
    };
  }

  /** @param own the account that may have the email address already */
  async #problems(work: Work, details: AccountDetails, own = ''): Promise<Problem[]> {
    const { email, teams } = details;
    const normal = email === undefined ? {} : { email: normalEmail(email) };
    const problems = [...problemsOfAccount({ ...details, ...normal })];
    if (normal.email !== undefined) {
      const others = await work
        .selectFrom('account')
        .select('id')
        .where('email', '=', normal.email)
        .where('id', '!=', own)
        .execute();
      if (others.length > 0)
        problems.push({ place: 'email', reason: 'another account has it', accepted: 'one that nobody else has' });
    }
    const known = new Set((await work.selectFrom('team').select('id').execute()).map((team) => team.id));
    const strange = teams.find((team) => !known.has(team));
    if (strange !== undefined) {
      const accepted = known.size === 0 ? 'none, since there are no teams yet' : [...known].sort().join(', ');
      problems.push({ place: 'teams', reason: `there is no team ${echo(strange)}`, accepted });
    }
    return problems;
  }

  async #join(work: Work, account: string, teams: readonly string[]): Promise<void> {
    const values = [...new Set(teams)].map((team) => ({ team, account }));
    if (values.length > 0) await work.insertInto('membership').values(values).execute();
  }

  async #nextId(work: Work): Promise<string> {
    const rows = await work.selectFrom('account').select('id').execute();
    const numbers = rows.map(({ id }) => Number(NUMBERED.exec(id)?.[1] ?? 0));
    return `officer-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
  }

  /** Carries out a change after which somebody must still administer, if anybody did before. */
  async #keepingAdministrator(work: Work, place: string, change: () => Promise<void>): Promise<void> {
    const before = await this.#administrators(work);
    await change();
    if (before === 0 || (await this.#administrators(work)) > 0) return;
    const reason = 'nobody would be left who can give others access';
    throw new Problems([{ place, reason, accepted: 'this, once there is another administrator' }]);
  }

  async #administrators(work: Work): Promise<number> {
    const rows = await work.selectFrom('account').select('roles').where('active', '=', 1).execute();
    return rows.filter(({ roles }) => readRoles(roles).includes('administrator')).length;
  }
}
