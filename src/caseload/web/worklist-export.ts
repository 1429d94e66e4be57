import { guarded } from '../../platform/formula-guard.js';
import { stringify } from 'csv-stringify/sync';
import exceljs from 'exceljs';
import type { Response } from 'express';
import { once } from 'node:events';
import { caseInWords, stageInWords } from '../../cases/application/words.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { dueInWords } from '../application/due-in-words.js';
import { dueName } from '../application/due-name.js';
import { groupOf } from '../application/work-groups.js';
import type { WorkItem } from '../application/worklists.js';
import { childInWords, nextAction, type Names } from './worklist-row.js';
import { groupNames } from './worklist-words.js';

/** What an export is made of. */
export interface Exported {
  readonly today: CalendarDate;
  readonly names: Names;
  /** The cases, some at a time. */
  readonly items: AsyncIterable<readonly WorkItem[]>;
}

interface Column {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
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

const HEADINGS = COLUMNS.map(({ heading }) => heading);

const cellsOf = (item: WorkItem, exported: Exported): readonly string[] =>
  COLUMNS.map(({ of }) => guarded(of(item, exported) ?? ''));

/** Spreadsheet programs take a file without it for one of another encoding. */
const BYTE_ORDER_MARK = '\ufeff';

function asFile(response: Response, type: string, name: string): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
}

/** Sends a worklist as CSV. Nobody waits for the whole of it, and it is never in memory at once. */
export async function sendCsv(response: Response, exported: Exported): Promise<void> {
  asFile(response, 'text/csv; charset=utf-8', `worklist-${exported.today}.csv`);
  response.write(`${BYTE_ORDER_MARK}${stringify([HEADINGS])}`);
  for await (const items of exported.items) {
    if (response.destroyed) return;
    const hasRoom = response.write(stringify(items.map((item) => [...cellsOf(item, exported)])));
    if (!hasRoom) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

/** Sends a worklist as a workbook of Excel, with a heading that stays in sight and a filter on each column. */
export async function sendWorkbook(response: Response, exported: Exported): Promise<void> {
  asFile(
    response,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    `worklist-${exported.today}.xlsx`,
  );
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: response, useStyles: true });
  const sheet = workbook.addWorksheet('Worklist', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = COLUMNS.map(({ heading, width }) => ({ header: heading, width }));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: COLUMNS.length } };
  sheet.getRow(1).commit();
  for await (const items of exported.items) {
    if (response.destroyed) return;
    for (const item of items) sheet.addRow(cellsOf(item, exported)).commit();
  }
  sheet.commit();
  await workbook.commit();
}
