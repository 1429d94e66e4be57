import { jest } from '@jest/globals';
import { EventStoreDbDouble, type DoubleOptions } from '../../testing/eventstoredb/eventstoredb-double.js';
import { eventStoreContract, type ContractServer } from '../contract/event-store.contract.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(30_000);

async function contractServer(options: DoubleOptions): Promise<ContractServer> {
  const double = await EventStoreDbDouble.start({ maxAppendSize: 16_000_000, ...options });
  return {
    open: (given) => EventStoreDbEventStore.connect({ url: double.url, ...given }),
    restart: async () => {
      double.stopAll();
      await double.startAll();
    },
    loseNextReply: () => {
      double.faults.inject({ kind: 'lose-reply' }, { times: 1 });
    },
    // The leader fails, which cuts the subscriptions that it serves, and comes back as a follower.
    moveLeader: async () => {
      const { leader } = double;
      double.stopNode(leader);
      await double.startNode(leader);
    },
    stop: () => {
      double.destroy();
      return Promise.resolve();
    },
  };
}

eventStoreContract('EventStoreDB', () => contractServer({}), ['restart', 'loseNextReply']);
eventStoreContract('a cluster of EventStoreDB', () => contractServer({ nodes: 3 }), [
  'restart',
  'loseNextReply',
  'moveLeader',
]);
