import type { Kysely } from 'kysely';
import type { Position } from '../../event-store/event-store.js';
import type { PolicyTables } from '../../read-model/schema.js';
import { isBusy } from '../../read-model/trouble.js';
import {
  PolicyMemory,
  PolicyMemoryUnavailable,
  type PolicyRefusal,
  type PolicyStop,
} from '../application/policy-memory.js';

/** What policies remember, in the database of the read models. A rebuild of those leaves it as it is. */
export class KyselyPolicyMemory extends PolicyMemory {
  constructor(private readonly db: Kysely<PolicyTables>) {
    super();
  }

  override checkpointOf(policy: string): Promise<Position | undefined> {
    return attempt(async () => {
      const row = await this.db
        .selectFrom('policy_checkpoint')
        .select('position')
        .where('policy', '=', policy)
        .executeTakeFirst();
      return row?.position as Position | undefined;
    });
  }

  override moveCheckpoint(policy: string, from: Position | undefined, to: Position): Promise<boolean> {
    return attempt(async () => {
      if (from === undefined) {
        const { numInsertedOrUpdatedRows } = await this.db
          .insertInto('policy_checkpoint')
          .values({ policy, position: to })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await this.db
        .updateTable('policy_checkpoint')
        .set({ position: to })
        .where('policy', '=', policy)
        .where('position', '=', from)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    });
  }

  override refusals(): Promise<readonly PolicyRefusal[]> {
    return attempt(async () => {
      const rows = await this.db
        .selectFrom('policy_refusal')
        .select(['policy', 'stream', 'target', 'event', 'codes', 'refused_at'])
        .orderBy('refused_at')
        .orderBy('policy')
        .orderBy('stream')
        .execute();
      return rows.map(({ codes, refused_at: refusedAt, ...row }) => ({ ...row, codes: codes.split(' '), refusedAt }));
    });
  }

  override keepRefusal({ policy, stream, target, event, codes, refusedAt }: PolicyRefusal): Promise<void> {
    const row = { target, event, codes: codes.join(' '), refused_at: refusedAt };
    return attempt(async () => {
      await this.db
        .insertInto('policy_refusal')
        .values({ policy, stream, ...row })
        .onConflict((conflict) => conflict.columns(['policy', 'stream']).doUpdateSet(row))
        .execute();
    });
  }

  override removeRefusal(policy: string, stream: string): Promise<void> {
    return attempt(async () => {
      await this.db.deleteFrom('policy_refusal').where('policy', '=', policy).where('stream', '=', stream).execute();
    });
  }

  override stopOf(policy: string): Promise<PolicyStop | undefined> {
    return attempt(async () => {
      const row = await this.db
        .selectFrom('policy_stop')
        .select(['event', 'reason', 'stopped_at'])
        .where('policy', '=', policy)
        .executeTakeFirst();
      return row && { event: row.event, reason: row.reason, stoppedAt: row.stopped_at };
    });
  }

  override keepStop(policy: string, stop: PolicyStop | undefined): Promise<void> {
    return attempt(async () => {
      if (stop === undefined) {
        await this.db.deleteFrom('policy_stop').where('policy', '=', policy).execute();
        return;
      }
      const { event, reason, stoppedAt: stopped_at } = stop;
      await this.db
        .insertInto('policy_stop')
        .values({ policy, event, reason, stopped_at })
        .onConflict((conflict) => conflict.column('policy').doUpdateSet({ event, reason, stopped_at }))
        .execute();
    });
  }

  override forget(): Promise<void> {
    return attempt(async () => {
      await this.db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('policy_checkpoint').execute();
        await transaction.deleteFrom('policy_refusal').execute();
        await transaction.deleteFrom('policy_stop').execute();
      });
    });
  }
}

/** Tells a database that cannot do its work now from one that does what it should not. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new PolicyMemoryUnavailable(
      'What the policies remember cannot be written now: the database of the read models is busy or its disk is full.',
      { cause: error },
    );
  }
}
