import { daysBetween, type CalendarDate } from '../../statute/calendar.js';
import { adviserInWords } from '../../cases/application/attribute-words.js';
import { caseInWords, stageInWords } from '../../cases/application/words.js';
import type { ExportColumn, RowExport } from '../../platform/web/row-export.js';
import type { ListedAlert } from '../application/alert-lists.js';
import { childInInitials, dutyInWords, type Wording } from './alert-row.js';
import { ESCALATIONS_IN_WORDS, LEVELS_IN_WORDS, RESOLUTIONS_IN_WORDS } from './alerts-words.js';

/** What an export of alerts is made of. */
export interface ExportedAlerts extends Wording {
  /** The alerts, some at a time. */
  readonly alerts: AsyncIterable<readonly ListedAlert[]>;
}

type Column = Omit<ExportColumn<ListedAlert>, 'of'> & {
  readonly of: (alert: ListedAlert, wording: Wording) => string | undefined;
};

const overdue = (dueOn: CalendarDate, today: CalendarDate): string => String(Math.max(0, daysBetween(dueOn, today)));

const COLUMNS: readonly Column[] = [
  { heading: 'Child', width: 10, of: ({ child }) => childInInitials(child) },
  { heading: 'Reference', width: 14, of: ({ child }) => child?.reference },
  { heading: 'Case', width: 20, of: ({ kind, openedAs }) => caseInWords(kind, openedAs) },
  { heading: 'Stage', width: 26, of: ({ kind, stage }) => stageInWords(kind, stage) },
  { heading: 'Rule', width: 6, of: ({ rule }) => rule },
  { heading: 'Duty', width: 34, of: (alert) => dutyInWords(alert) },
  { heading: 'Adviser', width: 22, of: ({ adviser }) => adviser && adviserInWords(adviser) },
  { heading: 'Due on', width: 12, of: ({ dueOn }) => dueOn },
  { heading: 'Days overdue', width: 13, of: ({ dueOn, isOpen }, { today }) => (isOpen ? overdue(dueOn, today) : '') },
  { heading: 'Level', width: 10, of: ({ level }) => LEVELS_IN_WORDS[level] },
  { heading: 'Raised on', width: 12, of: ({ raisedOn }) => raisedOn },
  { heading: 'Found at once', width: 14, of: ({ summary }) => (summary === undefined ? '' : 'Yes') },
  { heading: 'Acknowledged on', width: 16, of: ({ acknowledgedOn }) => acknowledgedOn },
  {
    heading: 'Acknowledged by',
    width: 20,
    of: ({ acknowledgedBy }, { directory }) => acknowledgedBy && directory.nameOf(acknowledgedBy),
  },
  { heading: 'Reason', width: 30, of: ({ reason }, { reasonText }) => reason && reasonText(reason) },
  { heading: 'To be done by', width: 14, of: ({ recoveryOn }) => recoveryOn },
  { heading: 'Escalated on', width: 12, of: ({ escalatedOn }) => escalatedOn },
  {
    heading: 'Escalated because',
    width: 32,
    of: ({ escalatedBecause }) => escalatedBecause && ESCALATIONS_IN_WORDS[escalatedBecause],
  },
  { heading: 'Resolved on', width: 12, of: ({ resolvedOn }) => resolvedOn },
  {
    heading: 'Resolved because',
    width: 40,
    of: ({ resolvedBecause }) => resolvedBecause && RESOLUTIONS_IN_WORDS[resolvedBecause],
  },
  { heading: 'Officer', width: 20, of: ({ officer }, { directory }) => officer && directory.nameOf(officer) },
  { heading: 'Team', width: 20, of: ({ team }, { directory }) => team && directory.teamNameOf(team) },
  { heading: 'Case id', width: 38, of: (alert) => alert.case },
  { heading: 'Alert id', width: 38, of: ({ id }) => id },
];

/** A list of alerts as a file: one row an alert, also of those that a summary tells of. */
export function alertsExport({ alerts, ...wording }: ExportedAlerts): RowExport<ListedAlert> {
  return {
    name: `alerts-${wording.today}`,
    sheet: 'Alerts',
    columns: COLUMNS.map(({ heading, width, of }) => ({ heading, width, of: (alert) => of(alert, wording) })),
    rows: alerts,
  };
}
