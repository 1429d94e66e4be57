import { join } from 'node:path';
import { AlertWatch } from '../alerts/application/alert-watch.js';
import type { AlertSettings } from '../alerts/application/alert-settings.js';
import { projectionsOf } from '../caseload/application/projections.js';
import { StoreUnavailable, type EventStore } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import type { WallClock } from '../platform/wall-clock.js';
import { KyselyPolicyMemory } from '../policies/memory/kysely-policy-memory.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { ReadModels } from '../read-model/read-models.js';
import { rulebook } from '../statute/rulebook.js';

/** What a node is made of. */
export interface NodePlaces {
  /** The event log, which all nodes share. */
  readonly log: string;
  /** Where it keeps its own tables. */
  readonly folder: string;
  readonly name: string;
  readonly clock: WallClock;
  readonly settings: AlertSettings;
}

/** A store that dies after some appends, the last of which nobody hears of. */
function dyingAfter(store: EventStore, appends: number): EventStore {
  let left = appends;
  return {
    append: async (...given) => {
      const appended = left > 0 ? await store.append(...given) : undefined;
      left -= 1;
      if (left > 0 && appended !== undefined) return appended;
      throw new StoreUnavailable('The program is being killed.', 'unknown');
    },
    readStream: (...given) => store.readStream(...given),
    readAll: (...given) => store.readAll(...given),
    subscribe: (...given) => store.subscribe(...given),
    check: () => store.check(),
    close: () => store.close(),
  };
}

/** A tracker as far as alerts go: its own connection to the log, tables, follower and sweeps. */
export class AlertNode {
  private constructor(
    readonly store: SqliteEventStore,
    readonly models: ReadModels,
    readonly watch: AlertWatch,
  ) {}

  /** @param dyingAfterAppends the node is killed between two appends of alerts */
  static async open(places: NodePlaces, dyingAfterAppends?: number): Promise<AlertNode> {
    const { log, folder, name, clock, settings } = places;
    const store = await SqliteEventStore.open({ file: log, now: () => clock.now(), isDurable: false });
    const model = await openReadModel(`sqlite:${join(folder, `${name}.db`)}`);
    const models = new ReadModels(store, model, projectionsOf(store, undefined), clock, folder);
    const through = dyingAfterAppends === undefined ? store : dyingAfter(store, dyingAfterAppends);
    const memory = new KyselyPolicyMemory(model.writing);
    return new AlertNode(store, models, new AlertWatch(through, models, settings, clock, rulebook, memory));
  }

  /** Does what a tracker does by itself: takes in what was recorded, follows it, and sweeps. */
  async works(): Promise<void> {
    await this.models.bringUpToDate();
    await this.watch.catchUp();
    await this.watch.sweep({ takesIn: true });
    await this.models.bringUpToDate();
  }

  /** Ends, in order or as one that was killed: nothing is kept but the files. */
  async close(): Promise<void> {
    await this.watch.stop();
    await this.models.close();
    await this.store.close();
  }
}
