import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { PROJECTED } from '../../read-model/projector.js';
import type { ReadModels } from '../../read-model/read-models.js';

/** Milliseconds after which the tables are looked at although this process projected nothing: another one may have. */
const LOOK_AGAIN = 1_000;

/** Told when alerts changed in the tables. */
export type ChangeListener = () => void;

/** Tells when alerts changed in the tables, whichever process brought them up to date. It looks only while somebody listens. */
export class AlertChanges {
  readonly #listeners = new Set<ChangeListener>();
  #seen: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(private readonly models: ReadModels) {}

  /**
   * Calls a listener after each change, once for many at a time.
   * @returns ends it
   */
  listen(listener: ChangeListener): () => void {
    // The same function may listen twice.
    const one: ChangeListener = () => listener();
    this.#listeners.add(one);
    if (this.#listeners.size === 1) this.#begin();
    return () => {
      this.#listeners.delete(one);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  /** Ends all looking. */
  stop(): void {
    clearInterval(this.#timer);
    unsubscribe(PROJECTED.name, this.#look);
    this.#listeners.clear();
  }

  #begin(): void {
    this.#seen = undefined;
    this.#look();
    this.#timer = setInterval(this.#look, LOOK_AGAIN);
    this.#timer.unref();
    subscribe(PROJECTED.name, this.#look);
  }

  readonly #look = (): void => {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#compare()
      // Tables that cannot be asked now are asked again.
      .catch(() => undefined)
      .finally(() => {
        this.#isLooking = false;
      });
  };

  async #compare(): Promise<void> {
    const mark = await this.#mark();
    const isNews = this.#seen !== undefined && this.#seen !== mark;
    this.#seen = mark;
    if (isNews) for (const listener of [...this.#listeners]) listener();
  }

  /** Another text whenever alerts changed: when the last was, and how many were at that instant. */
  async #mark(): Promise<string> {
    const { db } = this.models.live();
    const row = await db
      .selectFrom('alert')
      .select((eb) => ['recorded_at', eb.fn.countAll<string | number | bigint>().as('count')])
      .where('recorded_at', '=', (eb) => eb.selectFrom('alert').select((of) => of.fn.max('recorded_at').as('last')))
      .groupBy('recorded_at')
      .executeTakeFirst();
    return row === undefined ? '' : `${row.recorded_at} ${String(row.count)}`;
  }
}
