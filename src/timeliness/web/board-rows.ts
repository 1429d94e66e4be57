import { quarterOf as quarterAmong, type Beside } from '../../benchmarks/application/beside.js';
import type { Measure } from '../domain/measures.js';
import type { Figures, Part } from '../domain/figures.js';
import { HIDDEN, type Hideable, type Protected } from '../domain/protected.js';
import type { BoardMeasure } from './board.js';
import { changeInWords, countInWords, knownOf, partsInWords, percentInWords, type Change } from './figure-words.js';

/** With or without the cases whose limit an exception excuses. */
export const EXCEPTIONS = ['including', 'excluding'] as const;
export type Exceptions = (typeof EXCEPTIONS)[number];

/** A figure of a measure: a count, or a share with its counts. */
export interface Figure {
  readonly numerator?: Hideable;
  readonly denominator?: Hideable;
  /** The count, or the share in percent; nothing where there is nothing to take a share of. */
  readonly value: Hideable | null;
}

/** A figure of the council beside what is published. */
export interface BoardRow {
  readonly measure: Measure;
  /** What of the measure it is, where that is not all of it. */
  readonly detail?: string;
  readonly unit: 'percent' | 'count';
  readonly now: Figure;
  readonly before: Figure;
  readonly change?: Change | undefined;
  readonly england?: number | undefined;
  readonly neighbours?: number | undefined;
  /** The quarter of the authorities that our figure would be in. */
  readonly quarter?: string | undefined;
}

/** The share of a period or of several: on the issued basis, which is published, or on the only one that there is. */
export function shareFigure(figures: Protected<Figures> | undefined, exceptions: Exceptions): Figure {
  const share = (figures?.issued ?? figures?.due)?.[exceptions];
  if (share === undefined) return { value: null };
  return { numerator: share.numerator, denominator: share.denominator, value: share.percent };
}

/** A part of a measure that is split, as a share of all. */
export function partFigure({ count, percent }: Protected<Part>, all: Hideable): Figure {
  return { numerator: count, denominator: all, value: percent };
}

const QUARTERS = {
  1: 'Lowest quarter',
  2: 'Second lowest quarter',
  3: 'Second highest quarter',
  4: 'Highest quarter',
} as const;

/** In which quarter of the authorities a figure is. */
export function quarterOf(
  value: number | null,
  beside: Beside | undefined,
  exceptions: Exceptions,
): string | undefined {
  const marks = beside?.quartile?.[exceptions];
  if (marks === undefined || value === null) return undefined;
  return QUARTERS[quarterAmong(value, marks)];
}

interface RowParts extends Pick<BoardRow, 'measure' | 'unit' | 'now' | 'before'> {
  readonly detail?: string | undefined;
  readonly beside?: Beside | undefined;
  readonly exceptions?: Exceptions;
}

function rowOf({ measure, unit, now, before, detail, beside, exceptions = 'including' }: RowParts): BoardRow {
  return {
    measure,
    unit,
    now,
    before,
    ...(detail === undefined ? {} : { detail }),
    change: changeInWords(now.value, before.value, measure.direction, unit),
    england: beside?.england[exceptions]?.value,
    neighbours: beside?.neighbours?.mean[exceptions]?.value,
    quarter: quarterOf(knownOf(now.value), beside, exceptions),
  };
}

/** The figures of a measure as rows of the board's table; those of plans within 20 weeks with and without exceptions. */
export function boardRows({ measure, answer, besides }: BoardMeasure): readonly BoardRow[] {
  const [before, now] = answer.periods.length > 1 ? answer.periods : [undefined, ...answer.periods];
  const beside = besides.find(({ part }) => part === undefined);
  const common = { measure, beside };
  switch (measure.kind) {
    case 'count':
      return [
        rowOf({
          ...common,
          unit: 'count',
          now: { value: now?.count ?? null },
          before: { value: before?.count ?? null },
        }),
      ];
    case 'split':
      return (now?.parts ?? []).map((part, place) =>
        rowOf({
          measure,
          unit: 'percent',
          detail: part.name,
          beside: besides.find((one) => one.part === part.id),
          now: partFigure(part, now?.count ?? HIDDEN),
          before: { value: before?.parts?.[place]?.percent ?? null },
        }),
      );
    case 'share': {
      const published = EXCEPTIONS.filter((one) => one === 'including' || beside?.england[one] !== undefined);
      return published.map((exceptions) =>
        rowOf({
          ...common,
          unit: 'percent',
          exceptions,
          detail: published.length < 2 ? undefined : exceptionsInWords(exceptions),
          now: shareFigure(now, exceptions),
          before: shareFigure(before, exceptions),
        }),
      );
    }
    case 'wait':
      return [];
  }
}

/** Whether cases with an exception count, as people read it. */
export const exceptionsInWords = (exceptions: Exceptions): string =>
  exceptions === 'including' ? 'Including exceptions' : 'Excluding exceptions';

/** The number of a figure as people read it. */
export const valueInWords = ({ value }: Pick<Figure, 'value'>, unit: BoardRow['unit']): string =>
  unit === 'percent' ? percentInWords(value) : value === null ? '' : countInWords(value);

/** The counts behind a figure as people read them; nothing where it is a count itself, or where one is hidden. */
export function countsInWords({ numerator, denominator }: Figure): string | undefined {
  if (numerator === undefined || numerator === HIDDEN) return undefined;
  return denominator === undefined || denominator === HIDDEN ? undefined : partsInWords({ numerator, denominator });
}

/** A share with its counts, where they are shown. */
export function withCounts(figure: Figure): string {
  const counts = countsInWords(figure);
  return counts === undefined ? percentInWords(figure.value) : `${percentInWords(figure.value)} (${counts})`;
}
