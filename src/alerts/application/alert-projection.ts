import type { EventReading, RecordedEvent } from '../../event-store/event-store.js';
import { knownBy } from '../../read-model/fill.js';
import type { Projection, View } from '../../read-model/projection.js';
import type { AlertRow } from '../../read-model/schema.js';
import type { Writer } from '../../read-model/writer.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { alertIn, rowOf, withEvent, type FoldedAlert } from './alert-row.js';

/** How many alerts are kept in memory where nothing has to be written. */
const MOST_ALERTS = 50_000;

/** The rows of alerts. Their streams are short, so that one is read again whenever it goes on. */
export class AlertProjection implements Projection {
  readonly #store: EventReading;
  readonly #view: View;
  readonly #mostAlerts: number;
  readonly #changed = new Map<string, FoldedAlert>();

  /** @param mostAlerts how many alerts are kept in memory */
  constructor(store: EventReading, view: View, mostAlerts = MOST_ALERTS) {
    this.#store = store;
    this.#view = view;
    this.#mostAlerts = mostAlerts;
  }

  async take(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const id = alertIn(event.stream);
      if (id === undefined) continue;
      const before = this.#changed.get(id) ?? (await this.#before(id, event));
      if (before !== undefined && before.revision >= event.revision) continue;
      const after = this.#isShown(event) ? withEvent(id, before, event) : before;
      if (after !== undefined) this.#changed.set(id, after);
    }
  }

  async flush(to: Writer, all: boolean): Promise<void> {
    const canWait = this.#view.fresh && this.#view.whole !== true && this.#changed.size <= this.#mostAlerts;
    if (canWait && !all) return;
    const rows = [...this.#changed.values()].map(rowOf).filter((row): row is AlertRow => row !== undefined);
    this.#changed.clear();
    // In the order of the key, so that rows are added where the last were.
    rows.sort((one, other) => (one.id < other.id ? -1 : 1));
    await (this.#view.whole === true ? to.insert('alert', rows) : to.put('alert', rows));
  }

  forget(): void {
    this.#changed.clear();
  }

  /** An alert before an event, where that is not the first of its stream. */
  async #before(id: string, { stream, revision }: RecordedEvent): Promise<FoldedAlert | undefined> {
    if (revision === 0 || this.#view.whole === true) return undefined;
    const earlier = (await this.#store.readStream(stream)).filter((one) => one.revision < revision);
    return knownBy(this.#view, earlier)
      .filter((one) => this.#isShown(one))
      .reduce<FoldedAlert | undefined>((folded, one) => withEvent(id, folded, one), undefined);
  }

  /** Whether an event tells of a day up to the one that is looked at. */
  #isShown({ data }: RecordedEvent): boolean {
    const { asAt } = this.#view;
    return asAt === undefined || (data.on as CalendarDate) <= asAt;
  }
}
