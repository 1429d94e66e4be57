import { addDays, addWeeks, latest, type CalendarDate } from '../../statute/calendar.js';
import type { Milestone, MilestoneName } from '../../statute/milestones.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { FamilyWeek } from '../../streams/domain/case-life.js';

/** Something that a family is owed: to hear how things stand, or to be asked how it finds them. */
export type OwedToFamily =
  /** An update at a mark of the assessment, in the week before it or after. */
  | { readonly what: 'update'; readonly week: FamilyWeek; readonly by: CalendarDate }
  /** An update because a limit is about to be missed, or is missed. */
  | { readonly what: 'update-before-miss'; readonly rule: string; readonly by: CalendarDate }
  /** To be asked how satisfied it is, in the two weeks from a mark of the assessment. */
  | { readonly what: 'feedback'; readonly week: FamilyWeek; readonly by: CalendarDate };

/** What is known of a case that a family waits for. */
export interface AwaitedCase {
  readonly kind: CaseKindName;
  readonly milestones: readonly Milestone[];
  /** Whether the council has still something to do. */
  readonly open: boolean;
  /** The duty of the council that is due next. */
  readonly next?: { readonly rule: string; readonly dueOn: CalendarDate };
}

/** A mark of the assessment, and what tells the family by itself how things stand. */
interface Mark {
  readonly week: FamilyWeek;
  readonly toldBy: readonly MilestoneName[];
}

const MARKS: readonly Mark[] = [
  { week: 6, toldBy: ['decision-to-assess', 'decision-to-issue', 'draft-plan-sent', 'final-plan-issued'] },
  { week: 16, toldBy: ['decision-to-issue', 'draft-plan-sent', 'final-plan-issued'] },
  { week: 20, toldBy: ['final-plan-issued'] },
];
/** Days before a date from which an update counts for it, and from which it is owed. */
const COUNTS_FROM = 14;
const OWED_FROM = 7;
/** Days after a mark for which it makes sense to ask how the family found the weeks before it. */
const ASKED_UNTIL = 14;
/** Days after which a family that waits for something overdue hears again. */
const AGAIN_AFTER = 28;

/** The day the request was received, for an assessment that has marks: a reassessment has limits of its own. */
const requestedOn = (milestones: readonly Milestone[]): CalendarDate | undefined =>
  milestones.find(({ milestone }) => milestone === 'request-received')?.on;

const has = (milestones: readonly Milestone[], holds: (milestone: Milestone) => boolean): boolean =>
  milestones.some(holds);

const refused = (milestones: readonly Milestone[]): boolean => {
  const decisions = milestones.filter(
    (one) =>
      one.milestone === 'decision-to-assess' ||
      one.milestone === 'decision-to-issue' ||
      one.milestone === 'decision-reversed',
  );
  const last = decisions.at(-1);
  return last !== undefined && 'outcome' in last && last.outcome === 'refuse';
};

/** Whether the assessment has come to its end, so that its marks no longer count. */
const isOver = (milestones: readonly Milestone[]): boolean =>
  refused(milestones) || has(milestones, ({ milestone }) => milestone === 'final-plan-issued');

/** An update that was given for a week, or within two weeks before a day. */
const toldFor = (week: FamilyWeek, by: CalendarDate) => (one: Milestone) =>
  one.milestone === 'family-informed' &&
  (one.week === week || (one.week === undefined && one.on >= addDays(by, -COUNTS_FROM)));

function owedAtMark(mark: Mark, requested: CalendarDate, milestones: readonly Milestone[], on: CalendarDate) {
  const { week, toldBy } = mark;
  const by = addWeeks(requested, week);
  const owed: OwedToFamily[] = [];
  const isTold = has(milestones, toldFor(week, by)) || has(milestones, ({ milestone }) => toldBy.includes(milestone));
  if (on >= addDays(by, -OWED_FROM) && !isTold) owed.push({ what: 'update', week, by });
  const isAsked = has(
    milestones,
    (one) =>
      (one.milestone === 'family-feedback-asked' || one.milestone === 'family-feedback-recorded') && one.week === week,
  );
  const until = addDays(by, ASKED_UNTIL);
  if (on >= by && on <= until && !isAsked) owed.push({ what: 'feedback', week, by: until });
  return owed;
}

/** The latest of the marks at which an update is owed: one update tells of all. */
const onlyLatestUpdate = (owed: readonly OwedToFamily[]): readonly OwedToFamily[] => {
  const latest = owed.filter(({ what }) => what === 'update').at(-1);
  return owed.filter((one) => one.what !== 'update' || one === latest);
};

/** An update that is owed because the next duty is about to be missed, or is missed and nothing was heard for four weeks. */
function owedBeforeMiss(
  { rule, dueOn }: NonNullable<AwaitedCase['next']>,
  milestones: readonly Milestone[],
  on: CalendarDate,
): readonly OwedToFamily[] {
  if (on < addDays(dueOn, -OWED_FROM)) return [];
  const counting = latest(addDays(dueOn, -COUNTS_FROM), addDays(on, -AGAIN_AFTER));
  const last = milestones.filter(({ milestone }) => milestone === 'family-informed').at(-1)?.on;
  if (last !== undefined && last >= counting) return [];
  const isToldOnce = last !== undefined && last >= addDays(dueOn, -COUNTS_FROM);
  return [{ what: 'update-before-miss', rule, by: isToldOnce ? addDays(last, AGAIN_AFTER) : dueOn }];
}

/**
 * What a family is owed on a day, as councils hold it that have promised to tell it at weeks 6, 16 and 20 and before a
 * limit is missed (Kingston upon Hull, SEND Strategic Plan 2024 to 2027). A milestone that tells the family by itself,
 * such as the draft plan, stands for the update. Of a plan nothing is owed: its reviews are cases of their own. Nothing
 * here is law.
 * @param on the day asked for; milestones after it are not known yet
 */
export function owedToFamily(awaited: AwaitedCase, on: CalendarDate): readonly OwedToFamily[] {
  const { kind, open, next } = awaited;
  const milestones = awaited.milestones.filter((milestone) => milestone.on <= on);
  if (!open || kind === 'plan' || has(milestones, ({ milestone }) => milestone === 'closed')) return [];
  const requested = requestedOn(milestones);
  const owed =
    requested === undefined || isOver(milestones)
      ? []
      : onlyLatestUpdate(MARKS.flatMap((mark) => owedAtMark(mark, requested, milestones, on)));
  return next === undefined || owed.some(({ what }) => what === 'update')
    ? owed
    : [...owed, ...owedBeforeMiss(next, milestones, on)];
}
