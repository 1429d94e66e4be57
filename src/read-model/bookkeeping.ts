import type { Kysely } from 'kysely';
import { createIndexes, createTables, DEFINITION } from './definition.js';
import type { Tables } from './schema.js';
import { CHECKPOINT, type ReadModel } from './read-model.js';

/** Makes what a database of read models needs where it is missing: the tables, the checkpoint, what policies remember. */
export async function makeBookkeeping({ writing, isSqlite }: ReadModel): Promise<void> {
  await writing.transaction().execute(async (transaction) => {
    const { schema } = transaction;
    await schema
      .createTable('checkpoint')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('position', 'text', (column) => column.notNull())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('fault_event', 'text')
      .addColumn('fault_position', 'text')
      .addColumn('fault_reason', 'text')
      .execute();
    await schema
      .createTable('rebuild')
      .ifNotExists()
      .addColumn('generation', 'text', (column) => column.primaryKey())
      .addColumn('heard_at', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('policy_checkpoint')
      .ifNotExists()
      .addColumn('policy', 'text', (column) => column.primaryKey())
      .addColumn('position', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('policy_refusal')
      .ifNotExists()
      .addColumn('policy', 'text', (column) => column.notNull())
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('codes', 'text', (column) => column.notNull())
      .addColumn('refused_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('policy_refusal_key', ['policy', 'stream'])
      .execute();
    await schema
      .createTable('policy_stop')
      .ifNotExists()
      .addColumn('policy', 'text', (column) => column.primaryKey())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('stopped_at', 'text', (column) => column.notNull())
      .execute();
    const known = await transaction.selectFrom('checkpoint').select('name').where('name', '=', CHECKPOINT).execute();
    if (known.length > 0) return;
    const tables = transaction as unknown as Kysely<Tables>;
    await createTables(tables, '', isSqlite);
    await createIndexes(tables, '', 'first');
    await transaction
      .insertInto('checkpoint')
      .values({
        name: CHECKPOINT,
        position: '',
        definition: DEFINITION,
        fault_event: null,
        fault_position: null,
        fault_reason: null,
      })
      .execute();
  });
}
