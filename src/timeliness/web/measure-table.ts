import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import type { Basis, Measure } from '../domain/measures.js';
import type { Hideable } from '../domain/protected.js';
import type { Exceptions } from './board-rows.js';
import {
  countInWords,
  knownOf,
  partsInWords,
  percentInWords,
  periodInWords,
  type ShownPeriod,
  type ShownShare,
} from './figure-words.js';

/** Which of the figures of a measure are shown. */
export interface Shown {
  readonly basis: Basis;
  readonly exceptions: Exceptions;
}

/** A column of the table of a measure: the same on the page and in files. */
export interface FigureColumn {
  readonly heading: string;
  readonly of: (period: ShownPeriod) => Hideable | null | undefined;
  readonly unit: 'count' | 'percent' | 'days';
}

/** The share that is shown. */
export const shareIn = (period: ShownPeriod, { basis, exceptions }: Shown): ShownShare | undefined =>
  period[basis]?.[exceptions];

function shareColumns(shown: Shown, isOfLate: boolean): readonly FigureColumn[] {
  const column = (
    heading: string,
    of: (share: ShownShare) => Hideable | null,
    unit: FigureColumn['unit'] = 'count',
  ) => ({
    heading,
    unit,
    of: (period: ShownPeriod) => {
      const share = shareIn(period, shown);
      return share === undefined ? undefined : of(share);
    },
  });
  return [
    column(isOfLate ? 'Numerator' : 'In time', (share) => share.numerator),
    column('Of', (share) => share.denominator),
    column('Share', (share) => share.percent, 'percent'),
    column('Late, within a year', (share) => share.late),
    column('After more than a year', (share) => share.lateOverAYear),
    ...(shown.basis === 'due'
      ? [column('Still open', (share) => share.open), column('Ended late otherwise', (share) => share.endedLate)]
      : []),
  ];
}

/** The columns of a measure's table beside the period. */
export function columnsOf(measure: Measure, shown: Shown): readonly FigureColumn[] {
  switch (measure.kind) {
    case 'share':
      return shareColumns(shown, measure.counting !== undefined);
    case 'count':
      return [{ heading: 'Number', unit: 'count', of: ({ count }) => count }];
    case 'split':
      return [
        ...measure.parts.flatMap(({ id, name }): FigureColumn[] => {
          const part = ({ parts }: ShownPeriod) => parts?.find((one) => one.id === id);
          return [
            { heading: name, unit: 'count', of: (period) => part(period)?.count },
            { heading: `${name}, share`, unit: 'percent', of: (period) => part(period)?.percent },
          ];
        }),
        { heading: 'All', unit: 'count', of: ({ count }) => count },
      ];
    case 'wait':
      return [
        { heading: 'How many wait', unit: 'count', of: ({ wait }) => wait?.waiting },
        { heading: 'Longest wait', unit: 'days', of: ({ wait }) => wait?.longestDays },
        { heading: 'Median wait', unit: 'days', of: ({ wait }) => wait?.medianDays },
      ];
  }
}

/** A cell as people read it. */
export function cellInWords(value: Hideable | null | undefined, unit: FigureColumn['unit']): string {
  if (unit === 'percent') return value === undefined ? '' : percentInWords(value);
  if (value === null || value === undefined) return 'none';
  const text = countInWords(value);
  return unit === 'days' && knownOf(value) !== null ? `${text} ${value === 1 ? 'day' : 'days'}` : text;
}

/** The table of a measure by period. */
export function periodRows(answer: ProtectedAnswer, shown: Shown): readonly object[] {
  const columns = columnsOf(answer.measure, shown);
  return answer.periods.map((period) => ({
    period: periodInWords(answer.by, period),
    cells: columns.map(({ of, unit }) => cellInWords(of(period), unit)),
  }));
}

/** The total of the periods; nothing where they have none. */
export function totalRow({ measure, periods, total }: ProtectedAnswer, shown: Shown): object | undefined {
  const [first] = periods;
  if (total === undefined || first === undefined || periods.length < 2) return undefined;
  const all = { ...first, ...total };
  return {
    period: 'All of them',
    cells: columnsOf(measure, shown).map(({ of, unit }) => cellInWords(of(all), unit)),
  };
}

/** The main number of a period: what the chart draws. */
export function mainValue(measure: Measure, period: ShownPeriod, shown: Shown): Hideable | null {
  switch (measure.kind) {
    case 'share':
      return shareIn(period, shown)?.percent ?? null;
    case 'count':
    case 'split':
      return period.count ?? null;
    case 'wait':
      return period.wait?.waiting ?? null;
  }
}

/** The figure of a cell in a table by need, area, ...: its share with its counts, or its number. */
export function cutCell(
  measure: Measure,
  period: ShownPeriod,
  shown: Shown,
): { readonly figure: string; readonly counts: string } {
  switch (measure.kind) {
    case 'share': {
      const share = shareIn(period, shown);
      return share === undefined
        ? { figure: '', counts: '' }
        : { figure: percentInWords(share.percent), counts: partsInWords(share) };
    }
    case 'split':
      return {
        figure: countInWords(period.count ?? 0),
        counts: (period.parts ?? []).map(({ name, percent }) => `${name} ${percentInWords(percent)}`).join(', '),
      };
    case 'count':
      return { figure: countInWords(period.count ?? 0), counts: '' };
    case 'wait': {
      const wait = period.wait;
      if (wait === undefined) return { figure: '', counts: '' };
      return { figure: countInWords(wait.waiting), counts: `longest ${cellInWords(wait.longestDays, 'days')}` };
    }
  }
}
