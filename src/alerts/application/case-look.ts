import { v7 } from 'uuid';
import {
  ConcurrencyConflict,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
} from '../../event-store/event-store.js';
import { UPCASTERS } from '../../event-store/upcasters.js';
import { currentVersion } from '../../event-store/upcasting.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import type { CaseKindName } from '../../streams/application/case-kinds.js';
import { APPENDED } from '../../streams/application/stream-repository.js';
import { fold, isRefused } from '../../streams/domain/decider.js';
import { isRaised, type AlertState } from '../domain/alert.js';
import { alertDecider } from '../domain/alert.decider.js';
import type { AlertedClock, AlertEvent } from '../domain/alert.events.js';
import { standingOf, type Standing } from '../domain/sighting.js';
import type { AlertSettings } from './alert-settings.js';
import { alertIdOf } from './alert-streams.js';
import { clocksOf, type CaseClock, type CaseClocks } from './case-clocks.js';
import { BreachOrigins, type FoundLate, type LookedAt } from './found-late.js';
import { undoneBy } from './undone-by.js';
import { ALERTS_ACTOR, type AlertsBeginning, type SweepCounts, type SweepLog } from './sweep-log.js';

/** How often a case is looked at anew because others recorded something meanwhile. */
const MOST_LOOKS = 50;

/** A case that is to be looked at. */
export interface CaseToLookAt {
  readonly kind: CaseKindName;
  readonly id: string;
  /** How many of its events are known to have been looked at; all were where nothing is said. */
  readonly lookedAt?: number;
  /** The clocks of the alerts that the tables have of it. */
  readonly alerted: readonly AlertedClock[];
}

/** What a look is part of. */
export interface Occasion {
  readonly today: CalendarDate;
  readonly beginning: AlertsBeginning;
  readonly correlationId: string;
  /** The event, or the sweep, that leads to it. */
  readonly causationId: string;
}

/** How many alerts a look raised, escalated and resolved. */
export type LookCounts = Omit<SweepCounts, 'failed'>;

/** An alert as it is on record. */
interface AlertOnRecord {
  readonly id: string;
  readonly about: AlertedClock;
  readonly state: AlertState;
  readonly revision: number;
}

interface Appending {
  readonly alert: AlertOnRecord;
  readonly events: readonly AlertEvent[];
}

const streamOf = (alert: string): string => `alert-${alert}`;

/**
 * Looks at cases: brings the alerts of a case to what its record says today. The alerts are read before the case, so that
 * what others recorded on an alert rests on no later record than the one that is looked at.
 */
export class CaseLooks {
  readonly #origins: BreachOrigins;

  constructor(
    private readonly store: EventStore,
    private readonly settings: AlertSettings,
    private readonly evaluation: EvaluationOptions,
    private readonly sweeps: SweepLog,
  ) {
    this.#origins = new BreachOrigins(store);
  }

  /**
   * Looks at a case until nothing is missing.
   * @throws StoreUnavailable
   */
  async look(one: CaseToLookAt, occasion: Occasion): Promise<LookCounts> {
    const stream = `${one.kind}-${one.id}`;
    let events = await this.store.readStream(stream);
    const done = { raised: 0, escalated: 0, resolved: 0 };
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      const looked = this.#lookedAt(one, events);
      const alerts = await this.#alertsOf(one, looked, occasion);
      const newer = await this.store.readStream(stream, events.length);
      if (newer.length > 0) {
        events = [...events, ...newer];
        continue;
      }
      const missing = await Promise.all(alerts.map((alert) => this.#missing(alert, looked, occasion)));
      const isDone = await this.#append(
        missing.filter((appending) => appending.events.length > 0),
        occasion,
        done,
      );
      if (isDone) return done;
    }
    throw new Error('The streams never stood still.');
  }

  #lookedAt({ kind, id }: CaseToLookAt, events: readonly RecordedEvent[]): LookedAt {
    const known = new Map<number, CaseClocks | undefined>();
    return {
      kind,
      events,
      clocksAfter: (count) => {
        if (!known.has(count)) known.set(count, clocksOf(kind, id, events.slice(0, count), this.evaluation));
        return known.get(count);
      },
    };
  }

  /** The alerts that something can be missing on: of clocks that are to be told of, or were, and those in the tables. */
  async #alertsOf(one: CaseToLookAt, looked: LookedAt, occasion: Occasion): Promise<readonly AlertOnRecord[]> {
    const about = new Map(one.alerted.map((clock) => [alertIdOf(clock), clock]));
    const counts = new Set([looked.events.length, one.lookedAt ?? looked.events.length]);
    for (const count of counts) {
      for (const [id, clock] of looked.clocksAfter(count)?.clocks ?? []) {
        if (this.#canBeTold(clock, occasion)) about.set(id, clock.about);
      }
    }
    return Promise.all(
      [...about].map(async ([id, clock]): Promise<AlertOnRecord> => {
        const recorded = await this.store.readStream(streamOf(id));
        const state = fold(alertDecider, recorded as unknown as readonly AlertEvent[]);
        return { id, about: clock, state, revision: recorded.length - 1 };
      }),
    );
  }

  #standingOf({ about, dates }: CaseClock, today: CalendarDate): Standing {
    return standingOf(dates, today, this.settings.leadOf(about.rule));
  }

  #canBeTold(clock: CaseClock, { today, beginning }: Occasion): boolean {
    const standing = this.#standingOf(clock, today);
    if (standing.is === 'over') return standing.isLate && (standing.on ?? today) > beginning.on;
    return standing.is === 'due-soon' || standing.is === 'missed';
  }

  async #missing(alert: AlertOnRecord, looked: LookedAt, occasion: Occasion): Promise<Appending> {
    const { id, about, state } = alert;
    const clock = looked.clocksAfter(looked.events.length)?.clocks.get(id);
    const { summary, isOldNews } = await this.#foundLate(alert, clock, looked, occasion);
    const leadDays = this.settings.leadOf(about.rule);
    // Of one that is resolved, only what was late can turn out to have been no breach.
    const canBeUndone =
      isRaised(state) && (state.resolved === undefined || ['done', 'ended'].includes(state.resolved.because));
    const reason = canBeUndone ? undoneBy(looked, id, state, occasion.today, leadDays) : undefined;
    const decision = alertDecider.decide(
      {
        type: 'Observe',
        clock: about,
        ...(clock === undefined ? {} : { seen: clock.seen() }),
        leadDays,
        escalateAfterDays: this.settings.escalateAfterDays,
        ...(reason === undefined ? {} : { undoneBy: reason }),
        ...(summary === undefined ? {} : { summary: summary.id }),
        ...(isOldNews === undefined ? {} : { isOldNews }),
      },
      state,
      occasion,
    );
    const events = isRefused(decision) ? [] : decision;
    const tells = events.some(({ type, data }) => type === 'AlertRaised' && 'summary' in data);
    if (tells && summary?.import !== undefined) await this.sweeps.found(summary.id, summary.import.on);
    return { alert, events };
  }

  /** How a breach that nobody was told of came to be on record. */
  async #foundLate(
    { id, state }: AlertOnRecord,
    clock: CaseClock | undefined,
    looked: LookedAt,
    { today, beginning }: Occasion,
  ): Promise<FoundLate> {
    if (clock === undefined || (isRaised(state) && state.level === 'missed')) return {};
    const standing = this.#standingOf(clock, today);
    const isBreach = standing.is === 'missed' || (standing.is === 'over' && standing.isLate);
    // A clock that was due soon, and told of, is missed by time alone.
    if (!isBreach || (isRaised(state) && state.resolved === undefined)) return {};
    return this.#origins.of(looked, id, standing, beginning);
  }

  /** @returns whether everything was appended; where others were faster on one alert, all is looked at anew */
  async #append(
    missing: readonly Appending[],
    occasion: Occasion,
    done: { raised: number; escalated: number; resolved: number },
  ): Promise<boolean> {
    const appended = await Promise.all(
      missing.map(async ({ alert, events }) => {
        try {
          const expected = alert.revision < 0 ? 'no-stream' : alert.revision;
          await this.store.append(
            streamOf(alert.id),
            events.map((event) => recordable(event, occasion)),
            expected,
          );
          APPENDED.publish(events.length);
          for (const { type } of events) {
            if (type === 'AlertRaised') done.raised += 1;
            if (type === 'AlertEscalated') done.escalated += 1;
            if (type === 'AlertResolved') done.resolved += 1;
          }
          return true;
        } catch (error) {
          if (error instanceof ConcurrencyConflict) return false;
          throw error;
        }
      }),
    );
    return appended.every(Boolean);
  }
}

function recordable({ type, data }: AlertEvent, { correlationId, causationId }: Occasion): NewEvent {
  const schemaVersion = currentVersion(UPCASTERS, type);
  return { id: v7(), type, data, metadata: { actor: ALERTS_ACTOR, correlationId, causationId, schemaVersion } };
}
