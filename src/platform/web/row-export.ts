import { stringify } from 'csv-stringify/sync';
import exceljs from 'exceljs';
import type { Response } from 'express';
import { once } from 'node:events';
import { guarded } from '../formula-guard.js';

/** A column of a table that is given away as a file. */
export interface ExportColumn<Row> {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  /** Numbers are cells that a spreadsheet adds up. */
  readonly of: (row: Row) => string | number | undefined;
}

/** A table that is given away as a file. */
export interface RowExport<Row> {
  /** The name of the file, without what says its type. */
  readonly name: string;
  /** The name of the sheet of a workbook. */
  readonly sheet: string;
  readonly columns: readonly ExportColumn<Row>[];
  /** The rows, some at a time. */
  readonly rows: AsyncIterable<readonly Row[]>;
}

const cellsOf = <Row>({ columns }: RowExport<Row>, row: Row): (string | number)[] =>
  columns.map(({ of }) => {
    const cell = of(row) ?? '';
    return typeof cell === 'number' ? cell : guarded(cell);
  });

/** Spreadsheet programs take a file without it for one of another encoding. */
export const BYTE_ORDER_MARK = '\ufeff';

/** Says that the answer is a file to be kept. */
export function asFile(response: Response, type: string, name: string): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
}

/** Sends a table as CSV. Nobody waits for the whole of it, and it is never in memory at once. */
export async function sendRowsAsCsv<Row>(response: Response, table: RowExport<Row>): Promise<void> {
  asFile(response, 'text/csv; charset=utf-8', `${table.name}.csv`);
  response.write(`${BYTE_ORDER_MARK}${stringify([table.columns.map(({ heading }) => heading)])}`);
  for await (const rows of table.rows) {
    if (response.destroyed) return;
    const hasRoom = response.write(stringify(rows.map((row) => cellsOf(table, row))));
    if (!hasRoom) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

/** Sends a table as a workbook of Excel, with a heading that stays in sight and a filter on each column. */
export async function sendRowsAsWorkbook<Row>(response: Response, table: RowExport<Row>): Promise<void> {
  const { name, sheet: title, columns, rows: batches } = table;
  asFile(response, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', `${name}.xlsx`);
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: response, useStyles: true });
  const sheet = workbook.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ heading, width }) => ({ header: heading, width }));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  sheet.getRow(1).commit();
  for await (const rows of batches) {
    if (response.destroyed) return;
    for (const row of rows) sheet.addRow(cellsOf(table, row)).commit();
  }
  sheet.commit();
  await workbook.commit();
}
