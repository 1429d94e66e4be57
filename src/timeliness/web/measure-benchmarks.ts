import type { Beside } from '../../benchmarks/application/beside.js';
import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import type { Measure } from '../domain/measures.js';
import { HIDDEN } from '../domain/protected.js';
import { EXCEPTIONS, partFigure, quarterOf, shareFigure, type Exceptions, type Figure } from './board-rows.js';
import { countInWords, knownOf, partsInWords, percentInWords } from './figure-words.js';

type Published = Beside['england'];
type PublishedFigure = NonNullable<Published[Exceptions]>;

interface Cell {
  readonly figure: string;
  readonly counts: string;
}

const NOT_PUBLISHED: Cell = { figure: 'not published', counts: '' };

/** A published figure with its counts, where they are known. */
function published(figure: PublishedFigure | undefined, { unit }: Beside): Cell {
  if (figure === undefined) return NOT_PUBLISHED;
  const { value, numerator, denominator } = figure;
  const counts = numerator === undefined || denominator === undefined ? '' : partsInWords({ numerator, denominator });
  return { figure: unit === 'percent' ? percentInWords(value) : countInWords(value), counts };
}

function ours({ value, numerator, denominator }: Figure, { unit }: Beside): Cell {
  const figure = unit === 'percent' ? percentInWords(value) : value === null ? 'none' : countInWords(value);
  const counts = numerator === undefined || denominator === undefined ? '' : partsInWords({ numerator, denominator });
  return { figure, counts };
}

interface Row {
  readonly name: string;
  readonly cells: readonly Cell[];
}

const COLUMN_NAMES: Readonly<Record<Exceptions, string>> = {
  including: 'Including exceptions',
  excluding: 'Excluding exceptions',
};

type Year = ProtectedAnswer['periods'][number];

/** A column of the table: a figure of ours, and what is published beside it. */
interface Column {
  readonly name: string;
  readonly own: Figure;
  readonly beside: Beside;
  readonly exceptions: Exceptions;
}

/** The figure of the council that a published one is put beside. */
function ownFigure(measure: Measure, year: Year | undefined, exceptions: Exceptions): Figure {
  return measure.kind === 'count' ? { value: year?.count ?? null } : shareFigure(year, exceptions);
}

/** A column for each part of a measure that is split; else one with and one without exceptions, where there are any. */
function columnsOf({ measure, periods }: ProtectedAnswer, besides: readonly Beside[]): readonly Column[] {
  const year = periods.at(-1);
  return besides.flatMap((beside): readonly Column[] => {
    if (beside.part !== undefined) {
      const part = year?.parts?.find(({ id }) => id === beside.part);
      const own = part === undefined ? { value: null } : partFigure(part, year?.count ?? HIDDEN);
      return [{ name: part?.name ?? beside.part, own, beside, exceptions: 'including' }];
    }
    const variants = EXCEPTIONS.filter((one) => one === 'including' || beside.england[one] !== undefined);
    return variants.map((exceptions) => ({
      name: variants.length > 1 ? COLUMN_NAMES[exceptions] : 'Figure',
      own: ownFigure(measure, year, exceptions),
      beside,
      exceptions,
    }));
  });
}

/** The figures of one calendar year beside those that are published: of a measure that is split, beside each part. */
export function benchmarkView(answer: ProtectedAnswer, besides: readonly [Beside, ...Beside[]]): object {
  const columns = columnsOf(answer, besides);
  const row = (name: string, of: (beside: Beside) => Published | undefined): Row => ({
    name,
    cells: columns.map(({ beside, exceptions }) => published(of(beside)?.[exceptions], beside)),
  });
  const [{ year, own, region, neighbours, authority, difference, notes, source }] = besides;
  const quarters = columns.flatMap((column) => {
    const quarter = quarterOf(knownOf(column.own.value), column.beside, column.exceptions);
    return quarter === undefined ? [] : [quarterInWords(quarter, column, columns.length > 1)];
  });
  return {
    year: String(year),
    columns: columns.map(({ name }) => name),
    rows: [
      { name: 'This council, from its own cases', cells: columns.map((column) => ours(column.own, column.beside)) },
      ...(own === undefined ? [] : [row(`${authority?.name ?? 'This council'}, as published`, (one) => one.own)]),
      row('England', ({ england }) => england),
      ...(region === undefined ? [] : [row(region.name, (one) => one.region)]),
      ...(neighbours === undefined
        ? []
        : [
            row('Statistical neighbours together', (one) => one.neighbours?.mean),
            ...neighbours.each.map(({ name }, place) =>
              row(`Neighbour: ${name}`, (one) => one.neighbours?.each[place]),
            ),
          ]),
    ],
    quarters,
    difference: [difference],
    notes,
    source,
  };
}

function quarterInWords(quarter: string, { name, beside, exceptions }: Column, hasSeveral: boolean): string {
  const marks = beside.quartile?.[exceptions];
  const which = hasSeveral ? `${name}: the` : 'The';
  const lies =
    marks === undefined
      ? ''
      : ` Of all authorities a quarter have less than ${percentInWords(marks.lower)}, half less than ${percentInWords(marks.median)}, three quarters less than ${percentInWords(marks.upper)}.`;
  return `${which} council's figure is in the ${quarter.toLowerCase()} of authorities.${lies}`;
}
