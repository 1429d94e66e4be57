import { Injectable } from '@nestjs/common';
import { AccessDatabase } from '../database/access-database.js';

/**
 * What belongs to the data of a tracker and not to the machine. `council`: its name. `demo`: `yes` where every child is
 * invented. `session-secret`: what the cookies of sessions are signed with.
 */
export type AccessSetting = 'council' | 'demo' | 'session-secret';

/** The settings that lie with the data. */
@Injectable()
export class AccessSettings {
  constructor(private readonly database: AccessDatabase) {}

  /** A setting; nothing where it was never set. */
  async get(name: AccessSetting): Promise<string | undefined> {
    const row = await this.database.db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.value;
  }

  async set(name: AccessSetting, value: string): Promise<void> {
    await this.database.db
      .insertInto('setting')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }

  /** A setting that is made where it is missing; every process gets the same. */
  async getOrMake(name: AccessSetting, make: () => string): Promise<string> {
    await this.database.db
      .insertInto('setting')
      .values({ name, value: make() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const value = await this.get(name);
    if (value === undefined) throw new Error(`The setting ${name} was removed while it was made.`);
    return value;
  }
}
