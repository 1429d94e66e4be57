import type { Kysely, Transaction } from 'kysely';
import type { AccessTables } from './schema.js';

type Migration = (transaction: Transaction<AccessTables>) => Promise<void>;

/** The tables as they were first made. */
async function first({ schema }: Transaction<AccessTables>): Promise<void> {
  await schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.unique())
    .addColumn('roles', 'text', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('password')
    .addColumn('account', 'text', (column) => column.primaryKey().references('account.id'))
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addColumn('one_time_until', 'text')
    .execute();
  await schema
    .createTable('failed_sign_in')
    .addColumn('subject', 'text', (column) => column.primaryKey())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('team')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('membership')
    .addColumn('team', 'text', (column) => column.notNull().references('team.id'))
    .addColumn('account', 'text', (column) => column.notNull().references('account.id'))
    .addPrimaryKeyConstraint('membership_key', ['account', 'team'])
    .execute();
  await schema
    .createTable('session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.references('account.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addColumn('idle_until', 'text', (column) => column.notNull())
    .addColumn('ends_at', 'text', (column) => column.notNull())
    .addColumn('agent', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('session_account').on('session').column('account').execute();
  await schema.createIndex('session_idle_until').on('session').column('idle_until').execute();
  await schema
    .createTable('api_token')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_with', 'text', (column) => column.unique())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_day', 'text', (column) => column.notNull())
    .addColumn('last_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .addColumn('revoked_by', 'text')
    .execute();
  await schema
    .createTable('page_view')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('viewer', 'text', (column) => column.notNull())
    .addColumn('route', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('viewed_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('page_view_viewed_at').on('page_view').columns(['viewed_at', 'id']).execute();
  await schema.createIndex('page_view_subject').on('page_view').columns(['subject', 'viewed_at', 'id']).execute();
  await schema.createIndex('page_view_person').on('page_view').columns(['person', 'viewed_at', 'id']).execute();
  await schema.createIndex('page_view_viewer').on('page_view').columns(['viewer', 'viewed_at', 'id']).execute();
  await schema
    .createTable('restriction')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('officer', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('restricted_by', 'text', (column) => column.notNull())
    .addColumn('restricted_at', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('restriction_key', ['person', 'officer'])
    .execute();
  await schema
    .createTable('restriction_change')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('officers', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('provider_identity')
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('provider_identity_key', ['issuer', 'subject'])
    .execute();
  await schema
    .createTable('setting')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

/** When somebody last looked at pages that tell what changed since. */
async function visits({ schema }: Transaction<AccessTables>): Promise<void> {
  await schema
    .createTable('visit')
    .addColumn('account', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('page', 'text', (column) => column.notNull())
    .addColumn('seen_until', 'text')
    .addColumn('last_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_key', ['account', 'page'])
    .execute();
}

/** Mails, and which day's digest is made. */
async function mails({ schema }: Transaction<AccessTables>): Promise<void> {
  await schema
    .createTable('mail')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('is_unsure', 'integer', (column) => column.notNull())
    .addColumn('failure', 'text')
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('lease', 'text')
    .addColumn('leased_until', 'text')
    .addColumn('address', 'text')
    .addColumn('ended_at', 'text')
    .execute();
  await schema.createIndex('mail_state').on('mail').columns(['state', 'due_at']).execute();
  await schema.createIndex('mail_made_at').on('mail').columns(['made_at', 'id']).execute();
  await schema
    .createTable('digest')
    .addColumn('account', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('covers_from', 'text', (column) => column.notNull())
    .addColumn('covers_until', 'text', (column) => column.notNull())
    .addColumn('mail', 'text', (column) => column.references('mail.id'))
    .addPrimaryKeyConstraint('digest_key', ['account', 'day'])
    .execute();
  await schema
    .createTable('digest_off')
    .addColumn('account', 'text', (column) => column.primaryKey().references('account.id'))
    .addColumn('since', 'text', (column) => column.notNull())
    .execute();
}

/** Every change of the tables, in order. One that was ever released stays as it is; another change is added after it. */
const MIGRATIONS: readonly Migration[] = [first, visits, mails];

/** The database was written by a newer version of the program. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

/**
 * Brings the tables to what this version of the program needs; all in one transaction, so that a program that starts at
 * the same moment waits for it.
 * @throws NewerDatabase where a newer version was there before
 */
export async function migrate(db: Kysely<AccessTables>, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('made_at', 'text', (column) => column.notNull())
      .execute();
    const made = await transaction.selectFrom('migration').select('number').execute();
    const last = Math.max(0, ...made.map(({ number }) => number));
    if (last > MIGRATIONS.length) throw new NewerDatabase('It was written by a newer version of this program');
    for (const [index, migration] of MIGRATIONS.slice(last).entries()) {
      await migration(transaction);
      await transaction
        .insertInto('migration')
        .values({ number: last + index + 1, made_at: now.toISOString() })
        .execute();
    }
  });
}
