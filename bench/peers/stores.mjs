/** The stores that are compared. Each opens an empty one; `folder` is where it may keep files. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { decide, evolve, initialState } from './work.mjs';

const POSTGRESQL = process.env.PEERS_POSTGRESQL_URL ?? 'postgresql://postgres@127.0.0.1:55432/postgres';
const DATABASE = 'ehcp_bench_peers';

async function ours(folder) {
  const { SqliteEventStore } = await import('../../dist/event-store/sqlite/sqlite-event-store.js');
  const store = await SqliteEventStore.open({ file: join(folder, 'events.db') });
  const identified = (event) => ({ id: randomUUID(), ...event });
  return {
    start: (stream, events) => store.append(stream, events.map(identified), 'no-stream'),
    decideOn: async (stream, event) => {
      const events = await store.readStream(stream);
      await store.append(
        stream,
        decide(events.reduce(evolve, initialState()), event).map(identified),
        events.length - 1,
      );
    },
  };
}

async function throughEmmett(store) {
  const { CommandHandler } = await import('@event-driven-io/emmett');
  const handle = CommandHandler({ evolve, initialState });
  return {
    start: (stream, events) => store.appendToStream(stream, events, { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    decideOn: (stream, event) => handle(store, stream, (state) => decide(state, event)),
  };
}

async function emmettSqlite(folder, shared) {
  const { getSQLiteEventStore, sqliteConnection } = await import('@event-driven-io/emmett-sqlite');
  const fileName = join(folder, 'emmett.db');
  const connectionOptions = { connection: sqliteConnection({ fileName }), singleton: true };
  const store = getSQLiteEventStore({
    fileName,
    schema: { autoMigration: 'CreateOrUpdate' },
    ...(shared ? { connectionOptions } : {}),
  });
  await store.schema.migrate?.();
  return throughEmmett(store);
}

async function emmettPostgresql() {
  const { default: pg } = await import('pg');
  const { getPostgreSQLEventStore } = await import('@event-driven-io/emmett-postgresql');
  const server = new pg.Client({ connectionString: POSTGRESQL, connectionTimeoutMillis: 3_000 });
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
  await server.query(`CREATE DATABASE ${DATABASE}`);
  await server.end();
  const url = new URL(POSTGRESQL);
  url.pathname = `/${DATABASE}`;
  const store = getPostgreSQLEventStore(url.href);
  await store.schema.migrate();
  return throughEmmett(store);
}

export const STORES = {
  'ehcp-tracker, SQLite': ours,
  'emmett-sqlite 0.42.4, one connection': (folder) => emmettSqlite(folder, true),
  'emmett-sqlite 0.42.4, its own pool': (folder) => emmettSqlite(folder, false),
  'emmett-postgresql 0.42.0': emmettPostgresql,
};
