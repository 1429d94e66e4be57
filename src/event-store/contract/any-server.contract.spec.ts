import { test } from '@jest/globals';
import { openEventStore } from '../open-event-store.js';
import { eventStoreContract } from './event-store.contract.js';

const url = process.env.EVENT_STORE_URL;

if (url === undefined || url === '') {
  test.skip('skipped: EVENT_STORE_URL does not name a server (sqlite:<file> or esdb://...)', () => undefined);
} else {
  eventStoreContract(`the server at EVENT_STORE_URL (${url.replace(/:\/\/.*@/, '://')})`, () =>
    Promise.resolve({
      open: (options) => openEventStore(url, options),
      stop: () => Promise.resolve(),
    }),
  );
}
