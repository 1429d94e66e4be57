import { deciderOf } from '../cases/application/case-deciders.js';
import type { RecordedEvent } from '../event-store/event-store.js';
import { addDays, type CalendarDate } from '../statute/calendar.js';
import { statusOn, type Clock, type Status } from '../statute/clock.js';
import { CASE_KINDS, type CaseKindName } from '../streams/application/case-kinds.js';
import { isOpened } from '../streams/domain/case-decider.js';

/** What has to be told of a clock, worked out from the record day by day. */
export interface ExpectedAlert {
  /** Its case, rule and ref. */
  readonly clock: string;
  /** Whether the record shows a breach now, whether it is over or not. */
  isBreach: boolean;
  /** Whether it was due soon once more since. */
  isDueAgain?: boolean;
  /** Whether it is there still, or else for which reasons it can be over. */
  standing: 'missed' | readonly string[];
  /** The day on which it was missed. */
  on: CalendarDate;
  /** Where many were found late at once: `first-sweep` or `import`. */
  readonly foundBy: string | undefined;
}

interface KnownCase {
  readonly kind: CaseKindName;
  readonly id: string;
  readonly events: RecordedEvent[];
  clocks: readonly Clock[];
  /** The events since the last look. */
  fresh: RecordedEvent[];
}

const UNDOING = ['MilestoneCorrected', 'MilestoneRetracted', 'ExceptionWithdrawn'];

const keyOf = (id: string, { rule, ref }: Clock): string => `${id}/${rule}/${ref ?? ''}`;

/** Whether a clock is over on a day, and its due date had passed before. */
const wasLate = ({ endedOn, dueOn }: Clock, status: Status): boolean =>
  status === 'met-late' || (status === 'ended' && (endedOn ?? '') > dueOn);

/**
 * Keeps a list of every breach, from the events and the law alone: `statusOn` of every clock of every case on every day on
 * which somebody looks.
 */
export class BreachLedger {
  readonly #cases = new Map<string, KnownCase>();
  readonly expected = new Map<string, ExpectedAlert>();
  /** Clocks that were over when an import brought them. */
  readonly #broughtOver = new Set<string>();
  #isFirst = true;

  /** @param began the day on which alerts began */
  constructor(private readonly began: CalendarDate) {}

  /** Takes in what was recorded since. */
  take(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      const kind = CASE_KINDS.find((one) => event.stream.startsWith(`${one}-`));
      if (kind === undefined) continue;
      const id = event.stream.slice(kind.length + 1);
      const known = this.#cases.get(event.stream) ?? { kind, id, events: [], clocks: [], fresh: [] };
      this.#cases.set(event.stream, known);
      known.events.push(event);
      known.fresh.push(event);
    }
  }

  /** Notes how every clock stands on a day. */
  look(today: CalendarDate): void {
    for (const one of this.#cases.values()) {
      if (one.fresh.length > 0) this.#workOut(one);
      for (const clock of one.clocks) this.#note(one, clock, today);
      one.fresh = [];
    }
    this.#isFirst = false;
  }

  /** What is due within 14 days: the clock and the day from which that is told. */
  dueSoon(today: CalendarDate): ReadonlyMap<string, CalendarDate> {
    const found = new Map<string, CalendarDate>();
    for (const { id, clocks } of this.#cases.values()) {
      for (const clock of clocks) {
        if (statusOn(clock, today) !== 'due-soon') continue;
        const from = addDays(clock.dueOn, -14);
        found.set(keyOf(id, clock), from < clock.startedOn ? clock.startedOn : from);
      }
    }
    return found;
  }

  #workOut(one: KnownCase): void {
    const decider = deciderOf(one.kind);
    const state = decider.replay(one.events as unknown as Parameters<typeof decider.replay>[0]);
    const all = isOpened(state) ? decider.evaluate(state).clocks : [];
    one.clocks = all.filter(({ nature, force }) => nature === 'duty' && force !== 'guidance');
    const keys = new Set(one.clocks.map((clock) => keyOf(one.id, clock)));
    for (const [key, alert] of this.expected) {
      if (key.startsWith(one.id) && !keys.has(key)) this.#undo(alert, one, ['ended', 'correction']);
    }
  }

  #note(one: KnownCase, clock: Clock, today: CalendarDate): void {
    const key = keyOf(one.id, clock);
    const status = statusOn(clock, today);
    const known = this.expected.get(key);
    const on = addDays(clock.dueOn, 1);
    if (status === 'overdue') {
      if (known === undefined)
        this.expected.set(key, { clock: key, standing: 'missed', isBreach: true, on, foundBy: this.#foundBy(one) });
      else Object.assign(known, { standing: 'missed', isBreach: true, isDueAgain: false, on });
      return;
    }
    if (wasLate(clock, status) && clock.excused === undefined) {
      const over = clock.metOn ?? clock.endedOn ?? today;
      if (this.#foundBy(one) === 'import') this.#broughtOver.add(key);
      const standing = [status === 'ended' ? 'ended' : 'done'];
      if (known !== undefined) Object.assign(known, { standing, isBreach: true, on });
      else if (over > this.began && !this.#broughtOver.has(key))
        this.expected.set(key, { clock: key, standing, isBreach: true, on, foundBy: undefined });
      return;
    }
    if (known === undefined) return;
    if (status === 'due-soon') known.isDueAgain = true;
    if (status === 'excused' || wasLate(clock, status)) this.#undo(known, one, ['exception']);
    else if (status === 'met') this.#undo(known, one, ['done-in-time', 'correction']);
    else this.#undo(known, one, ['ended', 'correction']);
  }

  /** There is no breach any more: only a correction can say that there was none, and only where something was corrected. */
  #undo(alert: ExpectedAlert, one: KnownCase, reasons: readonly string[]): void {
    if (!alert.isBreach) {
      // What ended, and turns out to have been done in time, was done.
      const isDone = alert.isDueAgain !== true && reasons.includes('done-in-time') && alert.standing.includes('ended');
      if (isDone)
        alert.standing = reasons.filter((reason) => reason === 'done-in-time' || alert.standing.includes(reason));
      return;
    }
    alert.isBreach = false;
    const isCorrected = one.fresh.some(({ type }) => UNDOING.includes(type));
    alert.standing = reasons.filter((reason) => isCorrected || reason !== 'correction');
  }

  #foundBy({ fresh, events }: KnownCase): string | undefined {
    if (this.#isFirst) return 'first-sweep';
    const isImported = fresh.some(
      ({ metadata }) => metadata.actor === 'import' || metadata.correlationId === 'import-1',
    );
    return isImported && fresh.length === events.length ? 'import' : undefined;
  }
}
