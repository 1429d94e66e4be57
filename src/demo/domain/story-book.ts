import { addDays, type CalendarDate } from '../../statute/calendar.js';
import type { Act, CaseRef, InventedPerson, Period, RecordAct, Story } from './acts.js';
import type { Random } from './random.js';
import { workedFrom } from './school-year.js';

/** How a milestone is recorded, where it is not as usual. */
export interface Recording {
  readonly confirm?: readonly string[];
  /** Another day was recorded at first, and corrected some days later. */
  readonly firstAs?: CalendarDate;
  /** The day on which it was known, where it tells of a day to come. */
  readonly from?: CalendarDate;
}

/**
 * What has the tracker make the plan, or the next review. A dispute about the plan, and the amendment of it, can go on
 * for long on the case from which they came.
 */
const LEADS_ON: ReadonlySet<string> = new Set(['final-plan-issued', 'review-decision-notified']);

const REASONS = [
  'The day on the letter is another.',
  'Mistyped.',
  'The day was that of the panel, not of the notice.',
  'Received the day before; scanned later.',
];

/** Writes down what is recorded of one child or young person, as officers do: mostly at once, sometimes days later. */
export class StoryBook {
  readonly #acts: Act[] = [];
  readonly #lastOf = new Map<CaseRef, CalendarDate>();
  readonly #entries = new Map<CaseRef, number>();
  /** The day on which something was recorded that has the tracker make the case that follows. */
  readonly #ledOn = new Map<CaseRef, CalendarDate>();
  #isRegistered = false;

  constructor(
    readonly person: string,
    private readonly identity: InventedPerson,
    private readonly period: Period,
    private readonly random: Random,
    /** Who records it from now on. */
    public actor: string,
  ) {}

  /** Says that the tracker itself makes a case on the day on which another act is recorded, and with how many milestones. */
  made(ref: CaseRef, by: CaseRef, entries = 1): void {
    const on = this.#ledOn.get(by) ?? this.#lastOf.get(by);
    if (on !== undefined) this.#lastOf.set(ref, addDays(on, 1));
    this.#entries.set(ref, entries);
  }

  /** Records a milestone on a case; the milestones of a case are recorded in the order of the calls. */
  record(
    ref: CaseRef,
    milestone: string,
    fields: RecordAct['fields'],
    { confirm, firstAs, from = fields.on }: Recording = {},
  ): CalendarDate {
    const recordedOn = this.#dayFor(ref, from);
    this.#register(recordedOn);
    const said = firstAs === undefined ? fields : { ...fields, on: firstAs };
    const entry = (this.#entries.get(ref) ?? 0) + 1;
    this.#entries.set(ref, entry);
    if (LEADS_ON.has(milestone)) this.#ledOn.set(ref, recordedOn);
    const { actor } = this;
    this.#acts.push({
      type: 'record',
      recordedOn,
      actor,
      case: ref,
      milestone,
      fields: said,
      ...(confirm === undefined ? {} : { confirm }),
    });
    if (firstAs !== undefined) {
      const later = this.#capped(workedFrom(addDays(recordedOn, this.random.whole(1, 12))), fields.on);
      this.#acts.push({
        type: 'correct',
        recordedOn: later,
        actor,
        case: ref,
        entry,
        to: { on: fields.on },
        reason: this.random.pick(REASONS),
      });
      this.#lastOf.set(ref, later);
    }
    return recordedOn;
  }

  /** The first day on which something more can be recorded on a case. */
  from(ref: CaseRef): CalendarDate {
    return this.#lastOf.get(ref) ?? this.period.goLive;
  }

  /** Records on a day that a meeting is planned. */
  plan(ref: CaseRef, from: CalendarDate, on: CalendarDate): void {
    this.record(ref, 'review-meeting-planned', { on }, { from });
  }

  /** Gives a case to another officer on a day, among whatever else happens on it. */
  assignOn(ref: CaseRef, officer: string, team: string, on: CalendarDate): void {
    if (on < (this.#lastOf.get(ref) ?? on)) return;
    this.#acts.push({ type: 'assign', recordedOn: workedFrom(on), actor: this.actor, case: ref, officer, team, on });
  }

  /** Gives a case to an officer. */
  assign(ref: CaseRef, officer: string, team: string, on: CalendarDate): void {
    const recordedOn = this.#dayFor(ref, on);
    this.#acts.push({
      type: 'assign',
      recordedOn,
      actor: this.actor,
      case: ref,
      officer,
      team,
      on: on < this.period.goLive ? this.period.goLive : on,
    });
  }

  /** What is recorded by the last day, in the order of recording. */
  get story(): Story {
    const acts = this.#acts
      .filter(({ recordedOn }) => recordedOn <= this.period.today)
      .map((act, index) => ({ act, index }))
      .sort((one, other) =>
        one.act.recordedOn < other.act.recordedOn
          ? -1
          : one.act.recordedOn > other.act.recordedOn
            ? 1
            : one.index - other.index,
      )
      .map(({ act }) => act);
    return { person: this.person, acts };
  }

  #register(recordedOn: CalendarDate): void {
    if (this.#isRegistered) return;
    this.#isRegistered = true;
    const { person, identity, actor } = this;
    this.#acts.push({ type: 'register', recordedOn, actor, person, identity });
  }

  /** The day on which something is recorded that happened on a day. */
  #dayFor(ref: CaseRef, on: CalendarDate): CalendarDate {
    const { goLive } = this.period;
    const drawn = this.random.next();
    const lag = drawn < 0.72 ? 0 : drawn < 0.9 ? 1 : this.random.whole(2, 6);
    const last = this.from(ref);
    const wished = on <= goLive ? goLive : this.#capped(workedFrom(addDays(on, lag)), on);
    const recordedOn = wished < last ? last : wished;
    this.#lastOf.set(ref, recordedOn);
    return recordedOn;
  }

  /** What happened by the census day is recorded by then. */
  #capped(recordedOn: CalendarDate, on: CalendarDate): CalendarDate {
    const { census } = this.period;
    return on <= census && recordedOn > census ? census : recordedOn;
  }
}
