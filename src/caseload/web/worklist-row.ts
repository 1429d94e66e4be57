import { lowered } from '../../statute/sentence.js';
import { owedInWords } from '../../cases/application/owed-in-words.js';
import { caseInWords, milestoneInWords, stageInWords } from '../../cases/application/words.js';
import type { Directory } from '../../platform/access/directory.js';
import { childInWords } from '../../people/application/child-name.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { dueInWords } from '../application/due-in-words.js';
import { dueName } from '../application/due-name.js';
import { handedOverInWords } from './handed-over.js';
import type { DueThing, WorkItem } from '../application/worklists.js';
import type { NextStep } from '../application/next-step.js';

/** More than this many things that are due beside the first are counted, not listed. */
const MOST_OTHERS = 2;

/** The names of officers and teams. */
export type Names = Pick<Directory, 'nameOf' | 'teamNameOf'>;

/** Something that is due, as a row shows it. */
export interface ShownDue {
  readonly rule: string;
  readonly name: string;
  readonly when: string;
  readonly on: string;
  readonly actBy: string | undefined;
  readonly isLate: boolean;
  readonly isToday: boolean;
  readonly isExcused: boolean;
}

/** A case as the list shows it. */
export interface ShownCase {
  readonly id: string;
  readonly href: string;
  readonly child: string;
  readonly hasName: boolean;
  readonly reference: string | undefined;
  readonly what: string;
  readonly stage: string;
  /** Where the open review of a plan stands. */
  readonly review: string | undefined;
  /** That it was handed over to whoever looks. */
  readonly handedOver: string | undefined;
  readonly officer: string;
  readonly team: string | undefined;
  readonly opened: string;
  readonly first: ShownDue | undefined;
  readonly others: readonly string[];
  readonly action: { readonly text: string; readonly href: string };
  /** What the family is owed, and where it is recorded. */
  readonly owed: { readonly texts: readonly string[]; readonly href: string };
}

function shownDue(thing: DueThing, today: CalendarDate): ShownDue {
  const { rule, dueOn, actByOn, status } = thing;
  return {
    rule,
    name: dueName(thing),
    when: dueInWords(today, dueOn),
    on: longDate(dueOn),
    actBy: actByOn === dueOn || dueOn < today ? undefined : longDate(actByOn),
    isLate: dueOn < today,
    isToday: dueOn === today,
    isExcused: status === 'excused',
  };
}

function othersOf(things: readonly DueThing[], today: CalendarDate): readonly string[] {
  const others = things.slice(1);
  const shown = others.slice(0, others.length > MOST_OTHERS + 1 ? MOST_OTHERS : MOST_OTHERS + 1);
  const more = others.length - shown.length;
  return [
    ...shown.map((thing) => `${dueName(thing)}, ${longDate(thing.dueOn)} (${dueInWords(today, thing.dueOn)})`),
    ...(more > 0 ? [`${String(more)} more`] : []),
  ];
}

/** What is to be recorded next, and where. */
export function nextAction(next: NextStep): ShownCase['action'] {
  if (next.does === 'open-review') return { text: 'Open the review', href: `/new/review?plan=${next.plan}` };
  const { case: id, type, milestone, ref } = next;
  if (type === undefined || milestone === undefined) {
    return { text: 'Record what happened', href: `/cases/${id}/record` };
  }
  const query = ref === undefined ? '' : `?${new URLSearchParams({ ref }).toString()}`;
  return { text: `Record: ${lowered(milestoneInWords(type))}`, href: `/cases/${id}/record/${milestone}${query}` };
}

/**
 * A case as the list shows it.
 * @param viewer the id of whoever looks
 */
export function shownCase(item: WorkItem, today: CalendarDate, names: Names, viewer: string): ShownCase {
  const { id, kind, child, stage, openedAs, openedOn, officer, team, due, review, next, owed, assigned } = item;
  const [first] = due;
  return {
    id,
    href: `/cases/${id}`,
    child: childInWords(child),
    hasName: child !== undefined,
    reference: child?.reference,
    what: caseInWords(kind, openedAs),
    stage: stageInWords(kind, stage),
    review:
      review === undefined
        ? undefined
        : `${caseInWords('review', review.openedAs)}: ${lowered(stageInWords('review', review.stage))}`,
    handedOver: handedOverInWords(viewer, officer, assigned, names),
    officer: officer === undefined ? 'Nobody' : names.nameOf(officer),
    team: team === undefined ? undefined : names.teamNameOf(team),
    opened: longDate(openedOn),
    first: first && shownDue(first, today),
    others: othersOf(due, today),
    action: nextAction(next),
    owed: { texts: owed.map((one) => owedInWords(one, today)), href: `/cases/${id}/family-update` },
  };
}
