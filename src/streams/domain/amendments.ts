import { capital } from '../../statute/sentence.js';
import { addDays, longDate } from '../../statute/calendar.js';
import { comesBefore, type Entry } from './case-record.js';
import type { Check, View } from './consistency.js';
import type { DisputeMilestone } from './disputes.js';

/** The days that the family has to reply to a notice, beginning with the day it is served (regulation 22(2)(c)). */
const DAYS_TO_REPLY = 15;

/** The most days between sending and receiving a notice that are not taken for a slip of the pen. */
const DAYS_TO_ARRIVE = 30;

/** What an order, an agreement or a concession has the council do with the plan; nothing where it is about other matters. */
export function disputeLeadsTo({ type, data }: Entry): 'amend' | 'maintain' | undefined {
  const milestone = { type, data } as DisputeMilestone;
  switch (milestone.type) {
    case 'TribunalOrdered':
      return orderLeadsTo(milestone.data.order);
    case 'MediationAgreed':
      return milestone.data.healthBodyOnly === true ? undefined : orderLeadsTo(milestone.data.order);
    case 'AppealConceded':
      switch (milestone.data.appeal) {
        case 'contents':
        case 'setting':
        case 'refusal-to-amend':
          return 'amend';
        case 'cease':
          return milestone.data.amendmentAgreed === true ? 'amend' : 'maintain';
        default:
          return undefined;
      }
    default:
      return undefined;
  }
}

function orderLeadsTo(order: string): 'amend' | 'maintain' | undefined {
  switch (order) {
    case 'amend-contents':
    case 'amend-setting':
    case 'maintain-and-amend':
      return 'amend';
    case 'maintain':
      return 'maintain';
    default:
      return undefined;
  }
}

/** The last amendment notice by the day of a milestone, where neither an amended plan nor a change of mind answered it. */
function openNotice(entry: Entry, view: View, amended: string): Entry | undefined {
  const notice = view
    .of('AmendmentNoticeSent')
    .filter(({ data }) => data.on <= entry.data.on)
    .at(-1);
  if (notice === undefined) return undefined;
  const answered = view
    .of(amended, 'DecidedNotToAmend')
    .some((other) => comesBefore(notice, other) && comesBefore(other, entry));
  return answered ? undefined : notice;
}

/**
 * An amended plan, or the decision against one, answers an amendment notice, unless a dispute led to it; a notice that
 * is not on record is a warning.
 * @param amended the type of an amended plan
 */
export function answersANotice(amended: string): Check {
  return (entry, view) => {
    if (openNotice(entry, view, amended) !== undefined) return undefined;
    const before = view
      .of(amended)
      .filter((other) => comesBefore(other, entry))
      .at(-1);
    const ordered = view.entries.some(
      (other) =>
        other.data.on <= entry.data.on &&
        (before === undefined || other.data.on >= before.data.on) &&
        disputeLeadsTo(other) === 'amend',
    );
    if (ordered) return undefined;
    return {
      code: 'no-amendment-notice',
      message: `There is no amendment notice on record by ${longDate(entry.data.on)} that ${view.called(entry.type)} would answer. Record the notice first, or confirm that it came without one on record.`,
      field: 'on',
      warning: true,
    };
  };
}

/**
 * The family has 15 days to reply to the notice; an amended plan that does not wait for them is a warning, since
 * backlogs are real.
 * @param amended the type of an amended plan
 * @param basis the regulation that gives the 15 days
 */
export function leavesTimeToReply(amended: string, basis: string): Check {
  return (entry, view) => {
    const notice = openNotice(entry, view, amended);
    if (notice === undefined) return undefined;
    const { on, servedOn = on } = notice.data as { readonly on: typeof notice.data.on; readonly servedOn?: typeof on };
    const first = addDays(servedOn, DAYS_TO_REPLY);
    const replied = view.of('RepresentationsReceived').some(({ data }) => data.on >= on && data.on <= entry.data.on);
    if (replied || entry.data.on >= first) return undefined;
    return {
      code: 'amended-plan-before-15-days',
      message: `The amendment notice was served on ${longDate(servedOn)} and the family has not replied: it has 15 days, so the amended plan may be issued from ${longDate(first)} (${basis}). Record the reply first, or confirm that the plan was issued without it.`,
      field: 'on',
      warning: true,
    };
  };
}

/** A notice that is served more than 30 days after it was sent is likely to be a slip in one of the days; it is a warning. */
export const servedSoon: Check = (entry, view) => {
  const { on, servedOn = on } = entry.data as { readonly on: typeof entry.data.on; readonly servedOn?: typeof on };
  if (servedOn <= addDays(on, DAYS_TO_ARRIVE)) return undefined;
  return {
    code: 'served-late',
    message: `${capital(view.dated(entry))} would have been served more than ${String(DAYS_TO_ARRIVE)} days later, on ${longDate(servedOn)}. Correct the day that is wrong, or confirm that it took so long.`,
    field: 'servedOn',
    warning: true,
  };
};
