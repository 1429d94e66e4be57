import { caseInWords, stageInWords } from '../../cases/application/words.js';
import { childInWords } from '../../people/application/child-name.js';
import type { ExportColumn, RowExport } from '../../platform/web/row-export.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { dueInWords } from '../application/due-in-words.js';
import { dueName } from '../application/due-name.js';
import { groupOf } from '../application/work-groups.js';
import type { WorkItem } from '../application/worklists.js';
import { nextAction, type Names } from './worklist-row.js';
import { groupNames } from './worklist-words.js';

/** What an export is made of. */
export interface Exported {
  readonly today: CalendarDate;
  readonly names: Names;
  /** The cases, some at a time. */
  readonly items: AsyncIterable<readonly WorkItem[]>;
}

interface Column extends Omit<ExportColumn<WorkItem>, 'of'> {
  readonly of: (item: WorkItem, exported: Exported) => string | undefined;
}

const COLUMNS: readonly Column[] = [
  { heading: 'Due', width: 14, of: ({ firstDueOn }, { today }) => groupNames[groupOf(firstDueOn, today)] },
  { heading: 'Child', width: 28, of: ({ child }) => childInWords(child) },
  { heading: 'Reference', width: 14, of: ({ child }) => child?.reference },
  { heading: 'Case', width: 20, of: ({ kind, openedAs }) => caseInWords(kind, openedAs) },
  { heading: 'Stage', width: 26, of: ({ kind, stage }) => stageInWords(kind, stage) },
  { heading: 'Rule', width: 6, of: ({ due }) => due[0]?.rule },
  { heading: 'Duty', width: 34, of: ({ due }) => due[0] && dueName(due[0]) },
  { heading: 'Due on', width: 12, of: ({ due }) => due[0]?.dueOn },
  { heading: 'Act by', width: 12, of: ({ due }) => due[0]?.actByOn },
  { heading: 'Left or late', width: 14, of: ({ due }, { today }) => due[0] && dueInWords(today, due[0].dueOn) },
  { heading: 'Excused', width: 9, of: ({ due }) => (due[0]?.status === 'excused' ? 'Yes' : undefined) },
  {
    heading: 'Also due',
    width: 40,
    of: ({ due }) =>
      due
        .slice(1)
        .map((thing) => `${dueName(thing)} ${thing.dueOn}`)
        .join('; '),
  },
  { heading: 'Next', width: 34, of: ({ next }) => nextAction(next).text },
  { heading: 'Opened on', width: 12, of: ({ openedOn }) => openedOn },
  { heading: 'Officer', width: 20, of: ({ officer }, { names }) => officer && names.nameOf(officer) },
  { heading: 'Team', width: 20, of: ({ team }, { names }) => team && names.teamNameOf(team) },
  { heading: 'Case id', width: 38, of: ({ id }) => id },
];

/** A worklist as a file. */
export function worklistTable(exported: Exported): RowExport<WorkItem> {
  return {
    name: `worklist-${exported.today}`,
    sheet: 'Worklist',
    columns: COLUMNS.map(({ heading, width, of }) => ({ heading, width, of: (item) => of(item, exported) })),
    rows: exported.items,
  };
}
