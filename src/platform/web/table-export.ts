import { stringify } from 'csv-stringify/sync';
import exceljs from 'exceljs';
import type { Response } from 'express';
import { guarded } from '../formula-guard.js';
import { asFile, BYTE_ORDER_MARK } from './row-export.js';

/** A small table of numbers as a spreadsheet program takes it. Long lists are sent row by row: see `row-export.ts`. */
export interface ExportedTable {
  /** The name of its sheet. */
  readonly name: string;
  readonly columns: readonly { readonly heading: string; /** In characters. */ readonly width: number }[];
  /** A number stays one; nothing leaves a cell empty. */
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

const cellOf = (value: string | number | undefined): string | number =>
  typeof value === 'number' ? value : guarded(value ?? '');

/** Sends a table as CSV, text of it guarded against being taken for a formula. */
export function sendTableAsCsv(response: Response, fileName: string, { columns, rows }: ExportedTable): void {
  asFile(response, 'text/csv; charset=utf-8', `${fileName}.csv`);
  const lines = [columns.map(({ heading }) => heading), ...rows.map((row) => row.map(cellOf))];
  response.send(`${BYTE_ORDER_MARK}${stringify(lines)}`);
}

/** Sends tables as a workbook of Excel, a sheet for each, with a heading that stays in sight and a filter on each column. */
export async function sendTablesAsWorkbook(
  response: Response,
  fileName: string,
  tables: readonly ExportedTable[],
): Promise<void> {
  asFile(response, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', `${fileName}.xlsx`);
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: response, useStyles: true });
  for (const { name, columns, rows } of tables) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ heading, width }) => ({ header: heading, width }));
    sheet.getRow(1).font = { bold: true };
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
    sheet.getRow(1).commit();
    for (const row of rows) sheet.addRow(row.map(cellOf)).commit();
    sheet.commit();
  }
  await workbook.commit();
}
