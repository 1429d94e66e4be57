import { ACTOR as IMPORT } from '../../exchange/application/case-player.js';
import type { EventStore, RecordedEvent } from '../../event-store/event-store.js';
import { dayInLondon, latest, type CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/case-kinds.js';
import { standingOf, type Standing } from '../domain/sighting.js';
import { summaryIdOf } from './alert-streams.js';
import type { CaseClocks } from './case-clocks.js';
import type { AlertsBeginning } from './sweep-log.js';

/** What is known of how a breach came to be on record. */
export interface FoundLate {
  /** The summary that tells of it. */
  readonly summary?: { readonly id: string; readonly import?: { readonly on: CalendarDate } };
  /** Whether it was over when alerts began, or when an import brought it. */
  readonly isOldNews?: true;
}

/** A case as far as it is looked at. */
export interface LookedAt {
  readonly kind: CaseKindName;
  readonly events: readonly RecordedEvent[];
  /** The clocks after the first so many events. */
  readonly clocksAfter: (events: number) => CaseClocks | undefined;
}

/** The events that one import recorded on a case, or that policies recorded because of it. */
interface ImportRun {
  readonly correlationId: string;
  /** The places of the first and the last of them. */
  readonly first: number;
  readonly last: number;
}

const POLICY = 'policy:';
/** How deep a case can follow from another: a review from a plan from an assessment. */
const DEEPEST = 2;
const dayOf = ({ recordedAt }: RecordedEvent): CalendarDate => dayInLondon(new Date(recordedAt));

/** Finds out whether a breach was brought by an import, or was there when alerts began. */
export class BreachOrigins {
  constructor(private readonly store: EventStore) {}

  /**
   * How the breach of a clock came to be on record.
   * @param alert the id of its alert
   * @param standing how it stands today: missed, or over after it was missed
   * @throws StoreUnavailable
   */
  async of(one: LookedAt, alert: string, standing: Standing, beginning: AlertsBeginning): Promise<FoundLate> {
    if (standing.is === 'over' && (standing.on ?? beginning.on) <= beginning.on) return { isOldNews: true };
    if (standing.is === 'missed') {
      if (isMissedByTimeAlone(one, alert, beginning)) return {};
      if (wasMissedAtFirst(one, alert, beginning)) return { summary: { id: beginning.summary } };
    }
    const runs = await this.#importsIn(one);
    for (const { correlationId, first, last } of runs.toReversed()) {
      const [begun, ended] = [one.events[first], one.events[last]];
      if (begun === undefined || ended === undefined) continue;
      const brought = standingIn(one, alert, last + 1, dayOf(ended));
      if (standing.is === 'over' && brought.is === 'over' && brought.isLate) return { isOldNews: true };
      if (standing.is !== 'missed' || brought.is !== 'missed') continue;
      if (standingIn(one, alert, first, dayOf(begun)).is === 'missed') continue;
      return { summary: { id: summaryIdOf(correlationId), import: { on: dayOf(begun) } } };
    }
    return {};
  }

  async #importsIn(one: LookedAt): Promise<readonly ImportRun[]> {
    const runs = new Map<string, ImportRun>();
    for (const [place, event] of one.events.entries()) {
      const { actor, correlationId } = event.metadata;
      const isImported =
        actor === IMPORT ||
        (actor.startsWith(POLICY) && (await this.#isOfImport(one.clocksAfter(place + 1), correlationId)));
      if (isImported) {
        runs.set(correlationId, { correlationId, first: runs.get(correlationId)?.first ?? place, last: place });
      }
    }
    return [...runs.values()];
  }

  /** Whether an import recorded something under an id on the case that another follows from. */
  async #isOfImport(clocks: CaseClocks | undefined, correlationId: string): Promise<boolean> {
    let from = clocks?.origin;
    for (let depth = 0; from !== undefined && depth < DEEPEST; depth += 1) {
      const { kind, id } = from;
      const events = await this.store.readStream(`${kind}-${id}`);
      const own = events.filter(({ metadata }) => metadata.correlationId === correlationId);
      if (own.some(({ metadata }) => metadata.actor === IMPORT)) return true;
      const assessment = events[0]?.data.assessment;
      from = kind === 'plan' && typeof assessment === 'string' ? { kind: 'assessment', id: assessment } : undefined;
    }
    return false;
  }
}

/** How the clock of an alert stood on a day, as the first so many events of its case tell. */
function standingIn(one: LookedAt, alert: string, events: number, on: CalendarDate): Standing {
  return standingOf(one.clocksAfter(events)?.clocks.get(alert)?.dates, on, 0);
}

/** Whether nothing was recorded since a clock was missed, and that was after alerts began. */
function isMissedByTimeAlone(one: LookedAt, alert: string, { on }: AlertsBeginning): boolean {
  const last = one.events.at(-1);
  return last !== undefined && standingIn(one, alert, one.events.length, latest(dayOf(last), on)).is !== 'missed';
}

/** Whether a clock was missed when alerts began, as it was on record then. */
function wasMissedAtFirst(one: LookedAt, alert: string, { on, at }: AlertsBeginning): boolean {
  const known = one.events.filter(({ recordedAt }) => recordedAt <= at).length;
  return known > 0 && standingIn(one, alert, known, on).is === 'missed';
}
