import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { WallClock } from '../../platform/wall-clock.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Sealer } from '../../streams/application/sealer.js';
import { refuse, type Refused } from '../../streams/domain/decider.js';
import { isRaised } from '../domain/alert.js';
import type { AlertCommand } from '../domain/alert.decider.js';
import { assertAcknowledgeable, type AcknowledgeAlerts } from './acknowledge-alerts.js';
import { AlertChanges, type ChangeListener } from './alert-changes.js';
import { AlertSettings } from './alert-settings.js';
import { AlertStreams } from './alert-streams.js';
import { SweepLog, type AlertSummary, type LastSweep } from './sweep-log.js';

/** What came of acknowledging one alert. */
export interface Acknowledged {
  readonly alert: string;
  readonly outcome: Outcome;
}

/** How many alerts are acknowledged at once: what is appended together waits for the disk once. */
const APPENDS_AT_ONCE = 64;

/** The alerts: how managers answer them, and when they change. Which there are is asked of the tables. */
@Injectable()
export class Alerts implements OnModuleDestroy {
  readonly #streams: AlertStreams;
  readonly #sweeps: SweepLog;
  readonly #changes: AlertChanges;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    clock: WallClock,
    models: ReadModels,
    private readonly sealer: Sealer,
    readonly settings: AlertSettings,
  ) {
    this.#streams = new AlertStreams(store, clock);
    this.#sweeps = new SweepLog(store);
    this.#changes = new AlertChanges(models);
  }

  /**
   * What an import, or the first sweep of the log, found late and is told of together; the last first.
   * @throws StoreUnavailable
   */
  summaries(): Promise<readonly AlertSummary[]> {
    return this.#sweeps.summaries();
  }

  /**
   * The last sweep; nothing before the first one ended.
   * @throws StoreUnavailable
   */
  lastSweep(): Promise<LastSweep | undefined> {
    return this.#sweeps.last();
  }

  /**
   * Acknowledges alerts, each by itself: what is refused for one is recorded for the others. Whoever does so is named by
   * `onBehalfOf`.
   * @throws Problems where the request is malformed, or its reason is not in the council's list
   * @throws StoreUnavailable
   */
  async acknowledge(request: AcknowledgeAlerts): Promise<readonly Acknowledged[]> {
    assertAcknowledgeable(request, this.settings);
    const results: Acknowledged[] = [];
    const alerts = [...new Set(request.alerts)];
    for (let from = 0; from < alerts.length; from += APPENDS_AT_ONCE) {
      const some = alerts.slice(from, from + APPENDS_AT_ONCE);
      results.push(...(await Promise.all(some.map((alert) => this.#acknowledge(alert, request)))));
    }
    return results;
  }

  async #acknowledge(alert: string, { reason, recoveryOn, note }: AcknowledgeAlerts): Promise<Acknowledged> {
    const said = { reason, ...(recoveryOn === undefined ? {} : { recoveryOn }) };
    const outcome = await this.#streams.execute(alert, async (state): Promise<AlertCommand | Refused> => {
      if (note === undefined || !isRaised(state)) return { type: 'Acknowledge', ...said };
      if ((await this.sealer.standing(state.person)) !== 'known') return erased();
      const sealed = await this.sealer.seal(state.person, this.#placeOf(alert), note);
      return { type: 'Acknowledge', ...said, note: sealed };
    });
    return { alert, outcome };
  }

  /**
   * The note of the last acknowledgement of an alert; nothing where there is none, or the child was erased.
   * @throws StoreUnavailable
   */
  async noteOf(alert: string): Promise<string | undefined> {
    const { state } = await this.#streams.load(alert);
    if (!isRaised(state) || state.acknowledged?.note === undefined) return undefined;
    return this.sealer.open(state.person, this.#placeOf(alert), state.acknowledged.note);
  }

  /** Where the note of an alert belongs. */
  #placeOf(alert: string): string {
    return `${this.#streams.streamOf(alert)}/note`;
  }

  /**
   * Calls a listener after alerts changed in the tables, whichever process did it; once for many at a time.
   * @returns ends it
   */
  onChange(listener: ChangeListener): () => void {
    return this.#changes.listen(listener);
  }

  onModuleDestroy(): void {
    this.#changes.stop();
  }
}

const erased = (): Refused =>
  refuse(
    'person-erased',
    'The child or young person of this alert was erased: no note can be kept. Acknowledge it without one.',
    'note',
  );
