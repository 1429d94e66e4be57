import type { CalendarDate } from '../../statute/calendar.js';

/** The kinds of case that acts are recorded on. */
export type CaseKind = 'assessment' | 'plan' | 'review';

/**
 * A case: by its own id, or as the tracker makes it: the plan that a needs assessment led to, or the next review of a
 * plan.
 */
export type CaseRef =
  | { readonly kind: CaseKind; readonly id: string }
  | { readonly kind: 'plan'; readonly madeBy: CaseRef }
  | { readonly kind: 'review'; readonly of: CaseRef; readonly after: ReviewAnchor };

/** What a review comes a year after: the plan, a review, or a review that is on record on the plan alone. */
export type ReviewAnchor = 'made' | 'transferred-in' | `entry-${number}` | CaseRef;

/** Who a child or young person is; all of it is invented. */
export interface InventedPerson {
  readonly surname: string;
  readonly forename: string;
  readonly dateOfBirth: CalendarDate;
  readonly sex: 'M' | 'F';
  readonly ethnicity: string;
  readonly primaryNeed?:
    'SPLD' | 'MLD' | 'SLD' | 'PMLD' | 'SEMH' | 'SLCN' | 'HI' | 'VI' | 'MSI' | 'PD' | 'ASD' | 'DS' | 'OTH';
  readonly postcode?: string;
  readonly upn?: string;
  readonly upnUnknown?: 'UN1' | 'UN3' | 'UN9';
  readonly preferredName?: string;
  readonly language?: string;
  readonly interpreterNeeded?: boolean;
}

interface AnyAct {
  /** The day on which it is recorded. */
  readonly recordedOn: CalendarDate;
  /** Who records it. */
  readonly actor: string;
}

/** A milestone of a case is recorded. */
export interface RecordAct extends AnyAct {
  readonly type: 'record';
  readonly case: CaseRef;
  /** The milestone as files and programs outside name it, such as `draft-plan-sent`. */
  readonly milestone: string;
  /** Its attributes, `on` among them. */
  readonly fields: Readonly<Record<string, unknown>> & { readonly on: CalendarDate };
  /** The warnings that the officer confirms. */
  readonly confirm?: readonly string[];
}

/** One thing that an officer records. */
export type Act =
  | (AnyAct & { readonly type: 'register'; readonly person: string; readonly identity: InventedPerson })
  | RecordAct
  | (AnyAct & {
      readonly type: 'assign';
      readonly case: CaseRef;
      readonly officer: string;
      readonly team: string;
      readonly on: CalendarDate;
    })
  | (AnyAct & {
      readonly type: 'correct';
      readonly case: CaseRef;
      /** The number of the milestone in its case, from 1. */
      readonly entry: number;
      readonly to: Readonly<Record<string, string>>;
      readonly reason: string;
    });

/** Everything that is recorded of a child or young person, in the order of recording. */
export interface Story {
  readonly person: string;
  readonly acts: readonly Act[];
}

/** The days between which acts are recorded. */
export interface Period {
  /** The day on which the tracker takes over what happened before. */
  readonly goLive: CalendarDate;
  /** What happened up to this day is on record by it, so that its counts do not depend on the last day. */
  readonly census: CalendarDate;
  readonly today: CalendarDate;
}
