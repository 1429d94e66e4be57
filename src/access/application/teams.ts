import { Injectable } from '@nestjs/common';
import { echo, Problems } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { AccessDatabase } from '../database/access-database.js';
import { AccessDirectory } from './access-directory.js';
import { problemsOfId, problemsOfName } from './account.js';

/** A team, to which cases can be assigned. */
export interface Team {
  readonly id: string;
  readonly name: string;
  /** The ids of the accounts that belong to it. */
  readonly members: readonly string[];
}

/** The teams. */
@Injectable()
export class Teams {
  constructor(
    private readonly database: AccessDatabase,
    private readonly directory: AccessDirectory,
    private readonly clock: WallClock,
  ) {}

  /** All teams, by name. */
  async list(): Promise<readonly Team[]> {
    const { db } = this.database;
    const rows = await db.selectFrom('team').select(['id', 'name']).execute();
    const members = await db.selectFrom('membership').selectAll().orderBy('account').execute();
    const accounts = Map.groupBy(members, ({ team }) => team);
    return rows
      .map(({ id, name }) => ({ id, name, members: (accounts.get(id) ?? []).map(({ account }) => account) }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
  }

  /** @throws Problems where the id or the name cannot be used, or the id is taken */
  async add(id: string, name: string): Promise<void> {
    const problems = [...problemsOfId(id), ...problemsOfName(name)];
    const { db } = this.database;
    const now = this.clock.now().toISOString();
    await db.transaction().execute(async (work) => {
      const taken = await work.selectFrom('team').select('id').where('id', '=', id).execute();
      if (taken.length > 0)
        problems.push({ place: 'id', reason: `${echo(id)} is taken`, accepted: 'an id that is free' });
      if (problems.length > 0) throw new Problems(problems);
      await work.insertInto('team').values({ id, name, created_at: now, changed_at: now }).execute();
    });
    await this.directory.refresh();
  }

  /** @throws Problems where the name cannot be used, or there is no such team */
  async rename(id: string, name: string): Promise<void> {
    const problems = problemsOfName(name);
    if (problems.length > 0) throw new Problems(problems);
    const { numUpdatedRows } = await this.database.db
      .updateTable('team')
      .set({ name, changed_at: this.clock.now().toISOString() })
      .where('id', '=', id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      throw new Problems([
        { place: 'id', reason: `there is no team ${echo(id)}`, accepted: 'an id that "ehcp users teams" shows' },
      ]);
    }
    await this.directory.refresh();
  }
}
