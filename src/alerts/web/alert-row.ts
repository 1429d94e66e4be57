import { caseInWords, stageInWords } from '../../cases/application/words.js';
import { clockAnchor } from '../../caseload/application/clock-anchor.js';
import { dueInWords } from '../../caseload/application/due-in-words.js';
import { dueName } from '../../caseload/application/due-name.js';
import type { ChildName } from '../../people/application/child-name.js';
import { initialsOf } from '../../people/application/initials.js';
import type { Directory } from '../../platform/access/directory.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { ListedAlert } from '../application/alert-lists.js';
import { ESCALATIONS_IN_WORDS, LEVELS_IN_WORDS, RESOLUTIONS_IN_WORDS } from './alerts-words.js';

/** What words are found with for the ids in alerts. */
export interface Wording {
  readonly today: CalendarDate;
  readonly directory: Pick<Directory, 'nameOf' | 'teamNameOf'>;
  /** What the council's list of reasons calls one of them. */
  readonly reasonText: (id: string) => string;
}

/** A tag of GOV.UK Frontend. */
interface Tag {
  readonly text: string;
  readonly classes: string;
}

/** An alert as lists show it. */
export interface ShownAlert {
  readonly id: string;
  /** What tells it from others, in a phrase. */
  readonly words: string;
  readonly href: string;
  readonly caseHref: string;
  /** Where the case file says how the due date was worked out. */
  readonly workedOutHref: string;
  /** Initials and reference: the page is left open, and says no more than it has to. */
  readonly child: string;
  readonly reference: string | undefined;
  readonly what: string;
  readonly stage: string;
  readonly duty: string;
  readonly rule: string;
  readonly when: string;
  readonly dueOn: string;
  readonly isLate: boolean;
  readonly isToday: boolean;
  readonly officer: string;
  readonly team: string | undefined;
  readonly tags: readonly Tag[];
  /** What was said or done about it, a line each. */
  readonly told: readonly string[];
  readonly mayAcknowledge: boolean;
}

const NO_NAME = 'Name not available';

/** A child as the page names them. */
export const childInInitials = (child: ChildName | undefined): string =>
  child === undefined ? NO_NAME : initialsOf(child);

/** What its clock is called, with whose it is. */
export function dutyInWords({ rule, name, ref, adviser = ref }: ListedAlert): string {
  return dueName({ rule, name, ...(adviser === undefined ? {} : { ref: adviser }) });
}

/** What an alert is about, in a phrase to tell it from others: "T.O., SEN-17, Final plan". */
export function alertInWords(alert: ListedAlert): string {
  const { child } = alert;
  return [childInInitials(child), child?.reference, dutyInWords(alert)].filter((part) => part !== undefined).join(', ');
}

function tagsOf({ isOpen, level, escalatedOn, acknowledgedOn }: ListedAlert): readonly Tag[] {
  if (!isOpen) return [{ text: 'Resolved', classes: 'govuk-tag--green' }];
  return [
    ...(escalatedOn === undefined ? [] : [{ text: 'Escalated', classes: 'govuk-tag--pink' }]),
    level === 'missed'
      ? { text: LEVELS_IN_WORDS.missed, classes: 'govuk-tag--red' }
      : { text: LEVELS_IN_WORDS['due-soon'], classes: 'govuk-tag--yellow' },
    ...(acknowledgedOn === undefined ? [] : [{ text: 'Acknowledged', classes: 'govuk-tag--blue' }]),
  ];
}

/** What was said on acknowledging an alert; nothing where nobody has. */
export function acknowledgementInWords(
  { acknowledgedOn, acknowledgedBy, reason, recoveryOn, hasNote }: ListedAlert,
  { directory, reasonText }: Wording,
): string | undefined {
  if (acknowledgedOn === undefined) return undefined;
  const by = acknowledgedBy === undefined ? '' : ` by ${directory.nameOf(acknowledgedBy)}`;
  const until = recoveryOn === undefined ? '' : `, to be done by ${longDate(recoveryOn)}`;
  return `${reasonText(reason ?? '')}${until} (${longDate(acknowledgedOn)}${by}${hasNote ? ', with a note' : ''})`;
}

function toldOf(alert: ListedAlert, wording: Wording): readonly string[] {
  const { escalatedOn, escalatedBecause, resolvedOn, resolvedBecause } = alert;
  const acknowledged = acknowledgementInWords(alert, wording);
  return [
    ...(acknowledged === undefined ? [] : [acknowledged]),
    ...(escalatedOn === undefined || escalatedBecause === undefined
      ? []
      : [`Escalated on ${longDate(escalatedOn)}: ${ESCALATIONS_IN_WORDS[escalatedBecause]}`]),
    ...(resolvedOn === undefined || resolvedBecause === undefined
      ? []
      : [`Resolved on ${longDate(resolvedOn)}: ${RESOLUTIONS_IN_WORDS[resolvedBecause]}`]),
  ];
}

/** An alert as lists show it. */
export function shownAlert(alert: ListedAlert, wording: Wording): ShownAlert {
  const { today, directory } = wording;
  const { id, kind, rule, ref, dueOn, officer, team, child, openedAs, stage, isOpen } = alert;
  return {
    id,
    words: alertInWords(alert),
    href: `/alerts/${id}`,
    caseHref: `/cases/${alert.case}`,
    workedOutHref: `/cases/${alert.case}#${encodeURIComponent(clockAnchor(rule, ref))}`,
    child: childInInitials(child),
    reference: child?.reference,
    what: caseInWords(kind, openedAs),
    stage: stageInWords(kind, stage),
    duty: dutyInWords(alert),
    rule,
    when: isOpen ? dueInWords(today, dueOn) : `due ${longDate(dueOn)}`,
    dueOn: longDate(dueOn),
    isLate: isOpen && dueOn < today,
    isToday: isOpen && dueOn === today,
    officer: officer === undefined ? 'Nobody' : directory.nameOf(officer),
    team: team === undefined ? undefined : directory.teamNameOf(team),
    tags: tagsOf(alert),
    told: toldOf(alert, wording),
    mayAcknowledge: isOpen,
  };
}
