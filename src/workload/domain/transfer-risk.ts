import type { TRANSFER_PHASES } from '../../statute/milestones.js';
import { addDays, daysBetween, type CalendarDate } from '../../statute/calendar.js';

/** A phase of education that children move between, as the record names it. */
export type Phase = (typeof TRANSFER_PHASES)[number];

/** A child who moves to another phase of education: the limit of the plan, and the review that serves it. */
export interface PhaseTransferDays {
  readonly plan: string;
  readonly person: string;
  readonly officer: string | null;
  readonly team: string | null;
  /** `P1` to `P4` of the rulebook. */
  readonly rule: string;
  readonly phase: Phase;
  /** The last day on which the amended plan complies. */
  readonly dueOn: CalendarDate;
  /** The last day of a review meeting that leaves the whole time for the notice and the plan. */
  readonly lastSafeMeetingOn: CalendarDate;
  /** The day on which the plan that names the setting was issued after a review. */
  readonly finalOn: CalendarDate | null;
  readonly review: string | null;
  readonly meetingOn: CalendarDate | null;
  readonly decisionOn: CalendarDate | null;
  readonly outcome: string | null;
  readonly noticeOn: CalendarDate | null;
}

/** How a transfer stands, the worst first. */
export const TRANSFER_STANDINGS = ['late', 'at-risk', 'on-course', 'done-late', 'done'] as const;
export type TransferStanding = (typeof TRANSFER_STANDINGS)[number];

/** What has still to be done before the plan is final: each step with all that follow it. */
export const STEPS_LEFT = ['meeting', 'notice', 'plan', 'none'] as const;
export type StepLeft = (typeof STEPS_LEFT)[number];

/**
 * How many days the law gives for what is still to be done: 12 weeks from the meeting (regulations 20 and 22), 8 weeks
 * from the notice (regulation 22(3)), and 15 days for the family's reply, beginning with the day of the notice.
 */
export const DAYS_NEEDED: Readonly<Record<StepLeft, number>> = { meeting: 84, notice: 56, plan: 15, none: 0 };

/** A transfer as at a day. */
export interface PhaseTransfer extends PhaseTransferDays {
  readonly standing: TransferStanding;
  readonly left: StepLeft;
  /** Days from the day that is looked at, or from the plan, to the limit; below zero where it passed. */
  readonly daysLeft: number;
}

/** The step that comes next: a notice is not needed once more where a plan is about to follow one. */
export function stepLeft({ meetingOn, noticeOn, finalOn }: PhaseTransferDays): StepLeft {
  if (finalOn !== null) return 'none';
  if (meetingOn === null) return 'meeting';
  return noticeOn === null ? 'notice' : 'plan';
}

/**
 * How a transfer stands on a day. It is at risk where less time is left than the law gives for what is still to be done,
 * counted for a notice that was sent from the day on which the family's 15 days end.
 */
export function transferAsAt(transfer: PhaseTransferDays, asAt: CalendarDate): PhaseTransfer {
  const { dueOn, finalOn, noticeOn } = transfer;
  const left = stepLeft(transfer);
  const daysLeft = daysBetween(finalOn ?? asAt, dueOn);
  const stands = (standing: TransferStanding): PhaseTransfer => ({ ...transfer, standing, left, daysLeft });
  if (left === 'none') return stands(daysLeft < 0 ? 'done-late' : 'done');
  if (daysLeft < 0) return stands('late');
  if (left === 'plan' && noticeOn !== null) {
    return stands(addDays(noticeOn, DAYS_NEEDED.plan) > dueOn ? 'at-risk' : 'on-course');
  }
  return stands(daysLeft < DAYS_NEEDED[left] ? 'at-risk' : 'on-course');
}

/** The worst first: by how they stand, then by how much more time is needed than is left. */
export function worstFirst(one: PhaseTransfer, other: PhaseTransfer): number {
  const order = TRANSFER_STANDINGS.indexOf(one.standing) - TRANSFER_STANDINGS.indexOf(other.standing);
  if (order !== 0) return order;
  const short = ({ daysLeft, left }: PhaseTransfer): number => daysLeft - DAYS_NEEDED[left];
  return short(one) - short(other) || one.dueOn.localeCompare(other.dueOn) || one.plan.localeCompare(other.plan);
}

/** What is counted of the transfers of a year. */
export const TRANSFER_COUNTS = [
  'children',
  'meeting-held',
  'no-meeting',
  'decided',
  'notice-sent',
  'done',
  'done-late',
  'on-course',
  'at-risk',
  'late',
] as const;
export type TransferCount = (typeof TRANSFER_COUNTS)[number];

const COUNTED: Readonly<Record<TransferCount, (transfer: PhaseTransfer) => boolean>> = {
  children: () => true,
  'meeting-held': ({ meetingOn }) => meetingOn !== null,
  'no-meeting': ({ meetingOn }) => meetingOn === null,
  decided: ({ decisionOn }) => decisionOn !== null,
  'notice-sent': ({ noticeOn }) => noticeOn !== null,
  done: ({ standing }) => standing === 'done',
  'done-late': ({ standing }) => standing === 'done-late',
  'on-course': ({ standing }) => standing === 'on-course',
  'at-risk': ({ standing }) => standing === 'at-risk',
  late: ({ standing }) => standing === 'late',
};

/** Those of some transfers that a count counts. */
export function countedTransfers(transfers: readonly PhaseTransfer[], count: TransferCount): readonly PhaseTransfer[] {
  return transfers.filter(COUNTED[count]);
}
