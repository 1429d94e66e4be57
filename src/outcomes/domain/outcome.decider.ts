import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { refuse, type Context, type Decider, type Decision } from '../../streams/domain/decider.js';
import type { HandValue, OutcomeEvent, OutcomeOf } from './outcome.events.js';
import type { Status } from './statuses.js';

/** A value as it stands now, after corrections. */
export interface RecordedValue extends HandValue {
  /** Its number, from 1 in the order of recording. */
  readonly entry: number;
  /** Whether it was taken back. */
  readonly isRetracted: boolean;
}

/** A status that a person confirmed. */
export interface Confirmation {
  readonly status: Status;
  readonly proposed?: Status;
  readonly value?: number;
  readonly comment: string;
  readonly on: CalendarDate;
}

/** A measure of a plan as its stream tells. */
export interface OutcomeState {
  /** In the order of recording. */
  readonly confirmations: readonly Confirmation[];
  /** In the order of recording. */
  readonly values: readonly RecordedValue[];
}

/** What can be asked of a measure of a plan. */
export type OutcomeCommand =
  | (OutcomeOf & Confirmation & { readonly type: 'ConfirmStatus' })
  | (OutcomeOf & HandValue & { readonly type: 'RecordValue' })
  | (HandValue & { readonly type: 'CorrectValue'; readonly entry: number; readonly reason: string })
  | { readonly type: 'RetractValue'; readonly entry: number; readonly reason: string };

const valueOf = ({ value, on, source }: HandValue): HandValue => ({ value, on, source });

const isSame = (one: HandValue, other: HandValue): boolean =>
  one.value === other.value && one.on === other.on && one.source === other.source;

function evolve(state: OutcomeState, event: OutcomeEvent): OutcomeState {
  const change = (entry: number, to: Partial<RecordedValue>): OutcomeState => ({
    ...state,
    values: state.values.map((one) => (one.entry === entry ? { ...one, ...to } : one)),
  });
  switch (event.type) {
    case 'StatusConfirmed': {
      const { plan: _plan, measure: _measure, ...confirmation } = event.data;
      return { ...state, confirmations: [...state.confirmations, confirmation] };
    }
    case 'ValueRecorded': {
      const value = { ...valueOf(event.data), entry: state.values.length + 1, isRetracted: false };
      return { ...state, values: [...state.values, value] };
    }
    case 'ValueCorrected':
      return change(event.data.entry, valueOf(event.data.to));
    case 'ValueRetracted':
      return change(event.data.entry, { isRetracted: true });
    default:
      return state;
  }
}

/** Refuses a day that has not come. */
const inTheFuture = (on: CalendarDate, { today }: Context): Decision<OutcomeEvent> | undefined =>
  on > today
    ? refuse('in-the-future', `${longDate(on)} has not come. Enter a day up to today, ${longDate(today)}.`, 'on')
    : undefined;

/** Refuses another value for a day that has one. */
function takenDay(state: OutcomeState, on: CalendarDate, except?: number): Decision<OutcomeEvent> | undefined {
  const other = state.values.find((one) => one.on === on && !one.isRetracted && one.entry !== except);
  return other === undefined
    ? undefined
    : refuse('day-taken', `There is a value of ${longDate(on)} already. Correct that one if it is wrong.`, 'on');
}

function confirm(
  { type: _, ...data }: Extract<OutcomeCommand, { readonly type: 'ConfirmStatus' }>,
  state: OutcomeState,
  context: Context,
): Decision<OutcomeEvent> {
  const last = state.confirmations.at(-1);
  if (last?.status === data.status && last.on === data.on && last.comment === data.comment) return [];
  if (last !== undefined && data.on < last.on) {
    const accepted = `Enter a day from ${longDate(last.on)}, of which the last status was confirmed.`;
    return refuse('before-the-last', accepted, 'on');
  }
  return inTheFuture(data.on, context) ?? [{ type: 'StatusConfirmed', data }];
}

function record(
  { type: _, ...data }: Extract<OutcomeCommand, { readonly type: 'RecordValue' }>,
  state: OutcomeState,
  context: Context,
): Decision<OutcomeEvent> {
  if (state.values.some((one) => !one.isRetracted && isSame(one, data))) return [];
  return inTheFuture(data.on, context) ?? takenDay(state, data.on) ?? [{ type: 'ValueRecorded', data }];
}

const standing = (state: OutcomeState, entry: number): RecordedValue | undefined =>
  state.values.find((one) => one.entry === entry && !one.isRetracted);

const gone = (): Decision<OutcomeEvent> =>
  refuse('no-such-value', 'There is no such value, or it was taken back. See the values that there are.', 'entry');

/** How a measure of a plan decides. */
export const outcomeDecider: Decider<OutcomeCommand, OutcomeState, OutcomeEvent> = {
  initialState: { confirmations: [], values: [] },
  evolve,
  decide: (command, state, context) => {
    switch (command.type) {
      case 'ConfirmStatus':
        return confirm(command, state, context);
      case 'RecordValue':
        return record(command, state, context);
      case 'CorrectValue': {
        const { entry, reason } = command;
        const before = standing(state, entry);
        const to = valueOf(command);
        if (before === undefined) return gone();
        if (isSame(before, to)) return [];
        const refused = inTheFuture(to.on, context) ?? takenDay(state, to.on, entry);
        return refused ?? [{ type: 'ValueCorrected', data: { entry, from: valueOf(before), to, reason } }];
      }
      case 'RetractValue': {
        const { entry, reason } = command;
        if (state.values.some((one) => one.entry === entry && one.isRetracted)) return [];
        return standing(state, entry) === undefined ? gone() : [{ type: 'ValueRetracted', data: { entry, reason } }];
      }
    }
  },
};

/** The values that stand on a day, the earliest first. */
export function valuesUpTo({ values }: OutcomeState, on: CalendarDate): readonly RecordedValue[] {
  return values.filter((one) => !one.isRetracted && one.on <= on).sort((one, other) => one.on.localeCompare(other.on));
}

/** The status that was confirmed last by a day; nothing where none was. */
export function confirmedOn({ confirmations }: OutcomeState, on: CalendarDate): Confirmation | undefined {
  return confirmations.findLast((one) => one.on <= on);
}
