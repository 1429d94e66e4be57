import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import type { EventStore } from '../event-store.js';
import { specifyAppends } from './appends.js';
import { specifyIdempotency } from './idempotency.js';
import { specifyInterruptions } from './interruptions.js';
import { specifyReads } from './reads.js';
import { PATIENCE, type Ability, type ContractServer, type Setting } from './setting.js';
import { specifySubscriptions } from './subscriptions.js';

export type { Ability, ContractServer } from './setting.js';

/**
 * What every adapter of the event store promises. Each test uses new streams and looks only at what comes after its
 * own beginning, so that the suite can run against a server in use.
 * @param start gives the server, which is stopped after the last test
 */
export function eventStoreContract(
  name: string,
  start: () => Promise<ContractServer>,
  can: readonly Ability[] = [],
): void {
  describe(`The contract of an event store: ${name}`, () => {
    let server: ContractServer | undefined;
    let store: EventStore | undefined;
    const running = (): ContractServer => {
      if (server === undefined) throw new Error('The server has not started.');
      return server;
    };
    const opened = (): EventStore => {
      if (store === undefined) throw new Error('The store is not open.');
      return store;
    };
    beforeAll(async () => {
      server = await start();
    }, PATIENCE);
    beforeEach(async () => {
      store = await running().open();
    }, PATIENCE);
    afterEach(() => opened().close(), PATIENCE);
    afterAll(() => running().stop(), PATIENCE);

    const setting: Setting = { server: running, store: opened, can };
    describe('appending', () => specifyAppends(setting));
    describe('the same event twice', () => specifyIdempotency(setting));
    describe('reading', () => specifyReads(setting));
    describe('subscribing', () => specifySubscriptions(setting));
    describe('interruptions', () => specifyInterruptions(setting));
  });
}
