import type { ExportColumn, RowExport } from '../../platform/web/row-export.js';
import type { Disclosed } from '../../platform/access/disclosed.js';
import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import { inOneBatch } from './board-export.js';
import { exceptionsInWords } from './board-rows.js';
import type { ShownPeriod } from './figure-words.js';
import { columnsOf, type Shown } from './measure-table.js';

/** A line of the page as a file has it: a period of all, or of those who are alike. */
interface ExportedRow {
  readonly value: string;
  readonly period: ShownPeriod;
}

/** The figures that a page shows as a file: what is hidden there is hidden here. */
export function measureExport(
  answer: ProtectedAnswer,
  shown: Shown,
  { cutName, disclosed }: { readonly cutName: string | undefined; readonly disclosed: Disclosed },
): RowExport<ExportedRow> {
  const { measure, asAt, knownOn, periods, cuts = [] } = answer;
  const isShare = measure.kind === 'share';
  const columns: readonly ExportColumn<ExportedRow>[] = [
    { heading: 'Measure', width: 46, of: () => measure.name },
    ...(isShare
      ? [
          { heading: 'Basis', width: 10, of: () => shown.basis },
          { heading: 'Exceptions', width: 22, of: () => exceptionsInWords(shown.exceptions) },
        ]
      : []),
    ...(cutName === undefined ? [] : [{ heading: cutName, width: 30, of: ({ value }: ExportedRow) => value }]),
    { heading: 'Period', width: 12, of: ({ period }) => period.period },
    { heading: 'From', width: 12, of: ({ period }) => period.from },
    { heading: 'To', width: 12, of: ({ period }) => period.to },
    { heading: 'Complete', width: 10, of: ({ period }) => (period.complete ? 'Yes' : 'No') },
    ...columnsOf(measure, shown).map(({ heading, of, unit }) => ({
      heading: unit === 'percent' ? `${heading}, percent` : unit === 'days' ? `${heading}, days` : heading,
      width: 14,
      of: ({ period }: ExportedRow) => of(period) ?? undefined,
    })),
    { heading: 'As at', width: 12, of: () => asAt },
    ...(knownOn === undefined ? [] : [{ heading: 'Known on', width: 22, of: () => knownOn }]),
    { heading: 'Source of the definition', width: 60, of: () => measure.source },
  ];
  const rows = [
    ...periods.map((period) => ({ value: 'All', period })),
    ...cuts.flatMap(({ name, periods: own }) => own.map((period) => ({ value: name, period }))),
  ];
  const plain = disclosed === 'plain' ? '-all-numbers' : '';
  return { name: `${measure.id}-as-at-${asAt}${plain}`, sheet: 'Figures', columns, rows: inOneBatch(rows) };
}
