import { addDays, longDate, type CalendarDate } from '../../statute/calendar.js';
import { refuse, type Decider, type Decision } from '../../streams/domain/decider.js';
import type { SealedText } from '../../streams/domain/event.js';
import { evolveAlert, isOpenAlert, isRaised, lastDayOf, UNRAISED, type AlertState, type RaisedAlert } from './alert.js';
import type { AlertedClock, AlertEvent, AlertLevel, Resolution } from './alert.events.js';
import { missedFrom, standingOf, type Over, type SeenClock, type Standing } from './sighting.js';

/** Somebody looked at a clock as the record of its case shows it now. */
export interface Observe {
  readonly type: 'Observe';
  readonly clock: AlertedClock;
  /** Missing where there is no such clock. */
  readonly seen?: SeenClock;
  readonly leadDays: number;
  /** How many days after a breach was found managers are told again where nobody acknowledged it. */
  readonly escalateAfterDays: number;
  /**
   * Where what was told of is there no more because a milestone was corrected or taken back: that milestone, by its number
   * in the case.
   */
  readonly undoneBy?: number;
  /** The id of the summary that tells of the breach, where an import or the first sweep of the log found it. */
  readonly summary?: string;
  /** Whether the breach was over before alerts began, or before an import brought it. */
  readonly isOldNews?: boolean;
}

/** A manager answers an alert. */
export interface Acknowledge {
  readonly type: 'Acknowledge';
  readonly reason: string;
  readonly recoveryOn?: CalendarDate;
  readonly note?: SealedText;
}

export type AlertCommand = Observe | Acknowledge;

type Raising = Extract<Standing, { readonly is: AlertLevel }>;

const isRaising = (standing: Standing): standing is Raising => standing.is === 'due-soon' || standing.is === 'missed';

function raising({ clock, summary }: Observe, { is: level, on, dueOn }: Raising, today: CalendarDate): AlertEvent {
  const found = on === today ? {} : { foundOn: today };
  const told = summary === undefined || level !== 'missed' ? {} : { summary };
  return { type: 'AlertRaised', data: { ...clock, level, on, dueOn, ...found, ...told } };
}

const resolving = (because: Resolution, on: CalendarDate, entry?: number): AlertEvent => ({
  type: 'AlertResolved',
  data: { because, on, ...(entry === undefined ? {} : { entry }) },
});

/** There is no such breach, or no such clock: because of a correction, or because the case took another road. */
const undone = ({ undoneBy }: Observe, today: CalendarDate): AlertEvent =>
  undoneBy === undefined ? resolving('ended', today) : resolving('correction', today, undoneBy);

/** Why an alert of a breach is over although nothing was done late: the record shows that there was no breach. */
function withoutBreach(command: Observe, { because, on, entry }: Over, today: CalendarDate): AlertEvent {
  if (because === 'exception') return resolving('exception', today, entry);
  if (command.undoneBy !== undefined) return undone(command, today);
  return because === 'done' ? resolving('done-in-time', today, entry) : resolving('ended', on ?? today, entry);
}

const overLate = ({ because, on, entry }: Over, today: CalendarDate): AlertEvent =>
  resolving(because, on ?? today, entry);

/** The breach of a clock that was over when it was found. */
function pastBreach(command: Observe, over: Over, today: CalendarDate): readonly AlertEvent[] {
  const { dueOn } = over;
  return [raising(command, { is: 'missed', on: missedFrom(dueOn), dueOn }, today), overLate(over, today)];
}

const moved = (dueOn: CalendarDate, on: CalendarDate): AlertEvent => ({ type: 'AlertMoved', data: { on, dueOn } });

/** What becomes of an open alert of a clock that is over. */
function overWhileOpen(state: RaisedAlert, command: Observe, over: Over, today: CalendarDate): readonly AlertEvent[] {
  if (state.level === 'missed') {
    if (!over.isLate) return [withoutBreach(command, over, today)];
    const { dueOn } = over;
    const move = dueOn === state.dueOn ? [] : [moved(dueOn, missedFrom(dueOn))];
    return [...move, overLate(over, today)];
  }
  if (over.isLate) return pastBreach(command, over, today);
  return [resolving(over.because, over.on ?? today, over.entry)];
}

function whileOpen(
  state: RaisedAlert,
  command: Observe,
  standing: Standing,
  today: CalendarDate,
): readonly AlertEvent[] {
  switch (standing.is) {
    case 'missed':
      if (state.level === 'due-soon') return [raising(command, standing, today)];
      return state.dueOn === standing.dueOn ? [] : [moved(standing.dueOn, standing.on)];
    case 'due-soon':
      if (state.level === 'missed') return [undone(command, today), raising(command, standing, today)];
      return state.dueOn === standing.dueOn ? [] : [moved(standing.dueOn, standing.on)];
    case 'quiet':
      // Another lead time since does not take back what was told.
      return state.level === 'due-soon' && state.dueOn === standing.dueOn ? [] : [undone(command, today)];
    case 'over':
      return overWhileOpen(state, command, standing, today);
    case 'gone':
      return [undone(command, today)];
  }
}

/** Whether what a resolved alert tells of was late: done, or ended, after its due date. */
function wasBreach({ dueOn, resolved }: RaisedAlert): boolean {
  return resolved?.because === 'done' || (resolved?.because === 'ended' && resolved.on > dueOn);
}

/** What becomes of an alert that is resolved where its clock is over: its reason is kept right. */
function overSinceResolved(
  state: RaisedAlert,
  command: Observe,
  over: Over,
  today: CalendarDate,
): readonly AlertEvent[] {
  const { because } = state.resolved ?? {};
  if (state.level === 'due-soon') {
    return over.isLate && command.isOldNews !== true ? pastBreach(command, over, today) : [];
  }
  if (!over.isLate) {
    const event = withoutBreach(command, over, today);
    const isNews = event.type === 'AlertResolved' && event.data.because !== because;
    // What ended, and turns out to have been done in time, was done.
    const isDone = because === 'ended' && over.because === 'done';
    return (wasBreach(state) || isDone) && isNews ? [event] : [];
  }
  const { dueOn } = over;
  return [
    ...(dueOn === state.dueOn ? [] : [moved(dueOn, missedFrom(dueOn))]),
    ...(because === over.because ? [] : [overLate(over, today)]),
  ];
}

function sinceResolved(
  state: RaisedAlert,
  command: Observe,
  standing: Standing,
  today: CalendarDate,
): readonly AlertEvent[] {
  if (isRaising(standing)) return [raising(command, standing, today)];
  if (standing.is === 'over') return overSinceResolved(state, command, standing, today);
  // What was done late is no breach where the record shows since that nothing was due.
  const wasDoneLate = state.level === 'missed' && state.resolved?.because === 'done';
  return wasDoneLate ? [undone(command, today)] : [];
}

function unraised(command: Observe, standing: Standing, today: CalendarDate): readonly AlertEvent[] {
  if (isRaising(standing)) return [raising(command, standing, today)];
  const isToBeTold = standing.is === 'over' && standing.isLate && command.isOldNews !== true;
  return isToBeTold ? pastBreach(command, standing, today) : [];
}

/** Managers are told once more where nobody answered in time, or the answer did not hold. */
function escalating(state: AlertState, { escalateAfterDays }: Observe, today: CalendarDate): readonly AlertEvent[] {
  if (!isOpenAlert(state) || state.escalated !== undefined) return [];
  const { level, acknowledged, foundOn, summary } = state;
  if (acknowledged === undefined) {
    const on = addDays(foundOn, escalateAfterDays);
    if (level !== 'missed' || summary !== undefined || today < on) return [];
    return [{ type: 'AlertEscalated', data: { because: 'unacknowledged', on } }];
  }
  const { recoveryOn } = acknowledged;
  if (recoveryOn === undefined || today <= recoveryOn) return [];
  return [{ type: 'AlertEscalated', data: { because: 'recovery-date-passed', on: addDays(recoveryOn, 1) } }];
}

function observe(command: Observe, state: AlertState, day: CalendarDate): readonly AlertEvent[] {
  const today = lastDayOf(state, day);
  const standing = standingOf(command.seen, today, command.leadDays);
  const decide = (): readonly AlertEvent[] => {
    if (!isRaised(state)) return unraised(command, standing, today);
    return state.resolved === undefined
      ? whileOpen(state, command, standing, today)
      : sinceResolved(state, command, standing, today);
  };
  const events = decide();
  return [...events, ...escalating(events.reduce(evolveAlert, state), command, today)];
}

function acknowledge(
  { reason, recoveryOn, note }: Acknowledge,
  state: AlertState,
  today: CalendarDate,
): Decision<AlertEvent> {
  if (!isRaised(state)) {
    return refuse('unknown-alert', 'There is no alert with this id. Look at the list of alerts again.', 'alert');
  }
  if (state.resolved !== undefined) {
    return refuse('alert-resolved', 'This alert is resolved: nothing is left to acknowledge.', 'alert');
  }
  if (recoveryOn !== undefined && recoveryOn < today) {
    return refuse(
      'recovery-in-the-past',
      `${longDate(recoveryOn)} has passed. Give the day by which it will be done, from today, ${longDate(today)}.`,
      'recoveryOn',
    );
  }
  const { acknowledged, escalated } = state;
  const isSame =
    acknowledged?.reason === reason && acknowledged.recoveryOn === recoveryOn && acknowledged.note === note;
  if (isSame && escalated === undefined) return [];
  const said = { ...(recoveryOn === undefined ? {} : { recoveryOn }), ...(note === undefined ? {} : { note }) };
  return [{ type: 'AlertAcknowledged', data: { reason, ...said, on: today } }];
}

/**
 * How an alert decides. Whoever looks at a clock, however often and in whatever order, what is missing is recorded once: the
 * alert follows from the record of the case as it stands, and never from a day before one that it knows of.
 */
export const alertDecider: Decider<AlertCommand, AlertState, AlertEvent> = {
  initialState: UNRAISED,
  evolve: evolveAlert,
  decide: (command, state, { today }) =>
    command.type === 'Observe' ? observe(command, state, today) : acknowledge(command, state, today),
};
