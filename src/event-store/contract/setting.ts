import type { EventStore } from '../event-store.js';
import type { Upcasters } from '../upcasting.js';

/** A server of events that the contract can trouble; for an embedded store, its files. It need not be empty. */
export interface ContractServer {
  /** Opens another store on the same events. */
  open(options?: { readonly upcasters?: Upcasters }): Promise<EventStore>;
  /** The server stops and starts again; what it recorded survives. */
  restart?(): Promise<void>;
  /** The next append is recorded, and its reply is lost. */
  loseNextReply?(): void;
  /** The leader of the cluster fails and another becomes the leader: what the failed one served is cut. */
  moveLeader?(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What the server of an adapter can be made to do; the specifications that need something else are skipped by name.
 * With `restart` the open stores go on by themselves; with `reopen` restarting closes them, and they are opened again.
 */
export type Ability = 'restart' | 'reopen' | 'loseNextReply' | 'moveLeader';

/** What a group of specifications works with. */
export interface Setting {
  readonly server: () => ContractServer;
  /** A store that is opened for each test. */
  readonly store: () => EventStore;
  readonly can: readonly Ability[];
}

/** For servers at the other end of a network too. */
export const PATIENCE = 30_000;
