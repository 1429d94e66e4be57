import type { CalendarDate } from '../../statute/calendar.js';
import type { Event, PersonId, SealedText } from '../../streams/domain/event.js';

/** How far a clock has come when an alert is raised: due within its lead time, or past its due date. */
export const ALERT_LEVELS = ['due-soon', 'missed'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** Why an alert is over. */
export const RESOLUTIONS = [
  /** What was due was done, after the due date where it was missed. */
  'done',
  /** What was due had been done in time and was recorded later: there was no breach. */
  'done-in-time',
  /** An exception of the regulations excuses the limit. */
  'exception',
  /** A milestone was corrected or taken back: there was no breach, or there is no such clock. */
  'correction',
  /** The case took another road, so that nothing is due any more, or not before a later day. */
  'ended',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Why an alert is raised to the managers of a team once more. */
export const ESCALATIONS = ['unacknowledged', 'recovery-date-passed'] as const;
export type Escalation = (typeof ESCALATIONS)[number];

/** The clock of a case that an alert is about. */
export interface AlertedClock {
  /** The id of the case. */
  readonly case: string;
  readonly caseKind: 'assessment' | 'plan' | 'review';
  readonly person: PersonId;
  /** The rule's id in the rulebook. */
  readonly rule: string;
  /** Tells the clocks of one rule apart. */
  readonly ref?: string;
}

/**
 * What happens to an alert: one stream for each clock of a case that comes near its due date or misses it. It is raised
 * when the clock is due soon, when it is missed, and again when a breach that was resolved is there again.
 */
export type AlertEvent =
  | Event<
      'AlertRaised',
      AlertedClock & {
        readonly level: AlertLevel;
        /** The day that the alert belongs to: the first within the lead time, or the first after the due date. */
        readonly on: CalendarDate;
        readonly dueOn: CalendarDate;
        /** The day on which it was found, where that is another. */
        readonly foundOn?: CalendarDate;
        /** The id of the summary that tells of it, where an import or the first sweep found it. */
        readonly summary?: string;
      }
    >
  /** The clock has another due date: the alert stands, and belongs to another day. */
  | Event<'AlertMoved', { readonly on: CalendarDate; readonly dueOn: CalendarDate }>
  | Event<
      'AlertAcknowledged',
      {
        /** An id in the list of reasons that the council keeps. */
        readonly reason: string;
        /** The day by which what is due will be done. */
        readonly recoveryOn?: CalendarDate;
        readonly note?: SealedText;
        readonly on: CalendarDate;
      }
    >
  | Event<'AlertEscalated', { readonly because: Escalation; readonly on: CalendarDate }>
  | Event<
      'AlertResolved',
      {
        readonly because: Resolution;
        readonly on: CalendarDate;
        /** The milestone that resolved it, by its number in the case. */
        readonly entry?: number;
      }
    >;
