import type { CalendarDate } from '../../statute/calendar.js';
import type { Event } from '../../streams/domain/event.js';
import type { Status } from './statuses.js';

/** Which measure of which plan a stream is about, by their ids in the plan's file. */
export interface OutcomeOf {
  readonly plan: string;
  readonly measure: string;
}

/** A value that a person recorded, since the tracker cannot know it. */
export interface HandValue {
  readonly value: number;
  /** The day that it is of. */
  readonly on: CalendarDate;
  /** Where it was taken from. */
  readonly source: string;
}

/**
 * What happens to a measure of a council's SEND plan: one stream for each, `outcome-<uuid>`, whose id follows from those
 * of plan and measure. It is about no child: its texts are kept as they are.
 */
export type OutcomeEvent =
  | Event<
      'StatusConfirmed',
      OutcomeOf & {
        readonly status: Status;
        /** What the rules proposed then; missing where they could not say. */
        readonly proposed?: Status;
        /** The value that it was confirmed on; missing where there was none. */
        readonly value?: number;
        readonly comment: string;
        readonly on: CalendarDate;
      }
    >
  | Event<'ValueRecorded', OutcomeOf & HandValue>
  | Event<
      'ValueCorrected',
      {
        /** The number of the value in its stream, from 1 in the order of recording. */
        readonly entry: number;
        readonly from: HandValue;
        readonly to: HandValue;
        readonly reason: string;
      }
    >
  | Event<'ValueRetracted', { readonly entry: number; readonly reason: string }>;
