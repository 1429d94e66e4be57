import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../contract/event-store.contract.js';
import { SqliteEventStore } from './sqlite-event-store.js';

eventStoreContract(
  'SQLite',
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'event-log-'));
    const open = new Set<SqliteEventStore>();
    return {
      async open(options = {}) {
        const store = await SqliteEventStore.open({ file: join(directory, 'events.db'), ...options });
        open.add(store);
        return store;
      },
      async restart() {
        await Promise.all([...open].map((store) => store.close()));
        open.clear();
      },
      stop: () => rm(directory, { recursive: true }),
    };
  },
  ['reopen'],
);
