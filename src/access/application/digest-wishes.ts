import { Injectable } from '@nestjs/common';
import { WallClock } from '../../platform/wall-clock.js';
import { AccessDatabase } from '../database/access-database.js';

/** Who wants no mail in the morning. Everybody to whom one can be sent gets it, until they say otherwise. */
@Injectable()
export class DigestWishes {
  constructor(
    private readonly database: AccessDatabase,
    private readonly clock: WallClock,
  ) {}

  async wants(account: string): Promise<boolean> {
    return !(await this.unwilling()).has(account);
  }

  /** The ids of the accounts that want none. */
  async unwilling(): Promise<ReadonlySet<string>> {
    const rows = await this.database.db.selectFrom('digest_off').select('account').execute();
    return new Set(rows.map(({ account }) => account));
  }

  async say(account: string, wants: boolean): Promise<void> {
    const { db } = this.database;
    if (wants) {
      await db.deleteFrom('digest_off').where('account', '=', account).execute();
      return;
    }
    await db
      .insertInto('digest_off')
      .values({ account, since: this.clock.now().toISOString() })
      .onConflict((conflict) => conflict.column('account').doNothing())
      .execute();
  }
}
