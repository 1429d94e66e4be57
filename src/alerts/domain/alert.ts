import { latest, type CalendarDate } from '../../statute/calendar.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import type { AlertEvent, AlertLevel, Escalation, Resolution } from './alert.events.js';

/** How a manager answered an alert. */
export interface Acknowledgement {
  readonly reason: string;
  readonly recoveryOn?: CalendarDate;
  readonly note?: SealedText;
  readonly on: CalendarDate;
}

/** Why and when an alert was over. */
export interface Resolved {
  readonly because: Resolution;
  readonly on: CalendarDate;
  readonly entry?: number;
}

/** An alert that was raised. */
export interface RaisedAlert {
  readonly is: 'raised';
  readonly case: string;
  readonly person: PersonId;
  readonly level: AlertLevel;
  readonly on: CalendarDate;
  readonly dueOn: CalendarDate;
  /** The day on which it was found at this level. */
  readonly foundOn: CalendarDate;
  readonly summary?: string;
  readonly acknowledged?: Acknowledgement;
  readonly escalated?: { readonly because: Escalation; readonly on: CalendarDate };
  /** Missing while it is open. */
  readonly resolved?: Resolved;
}

/** An alert, or the clock of which there is none yet. */
export type AlertState = { readonly is: 'unraised' } | RaisedAlert;

/** Whether an alert was ever raised. */
export const isRaised = (state: AlertState): state is RaisedAlert => state.is === 'raised';

/** Whether it was raised and is not resolved. */
export const isOpenAlert = (state: AlertState): state is RaisedAlert => isRaised(state) && state.resolved === undefined;

/** The state before the first event. */
export const UNRAISED: AlertState = { is: 'unraised' };

type Raised = Extract<AlertEvent, { readonly type: 'AlertRaised' }>['data'];

/** An acknowledgement holds when a clock that was due soon is missed, if it names a later day of recovery. */
function stillHolds({ resolved, acknowledged }: RaisedAlert, dueOn: CalendarDate): boolean {
  return resolved === undefined && acknowledged?.recoveryOn !== undefined && acknowledged.recoveryOn > dueOn;
}

function raised(before: AlertState, { level, on, dueOn, foundOn = on, summary, ...clock }: Raised): RaisedAlert {
  const acknowledged = isRaised(before) && stillHolds(before, dueOn) ? before.acknowledged : undefined;
  return {
    is: 'raised',
    case: clock.case,
    person: clock.person,
    level,
    on,
    dueOn,
    foundOn,
    ...(summary === undefined ? {} : { summary }),
    ...(acknowledged === undefined ? {} : { acknowledged }),
  };
}

/** An alert after an event; events that do not belong are ignored. */
export function evolveAlert(state: AlertState, event: AlertEvent): AlertState {
  if (event.type === 'AlertRaised') return raised(state, event.data);
  if (!isRaised(state)) return state;
  switch (event.type) {
    case 'AlertMoved':
      return { ...state, on: event.data.on, dueOn: event.data.dueOn };
    case 'AlertAcknowledged': {
      const { escalated: _, ...answered } = state;
      return { ...answered, acknowledged: event.data };
    }
    case 'AlertEscalated':
      return { ...state, escalated: event.data };
    case 'AlertResolved':
      return { ...state, resolved: event.data };
    default:
      event satisfies never;
      return state;
  }
}

/** The last day that an alert knows of: nobody whose clock is behind looks at it as of an earlier one. */
export function lastDayOf(state: AlertState, today: CalendarDate): CalendarDate {
  return isRaised(state) ? latest(today, latest(state.on, state.foundOn)) : today;
}
