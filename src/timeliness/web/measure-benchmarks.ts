import type { Beside } from '../../benchmarks/application/beside.js';
import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import type { Measure } from '../domain/measures.js';
import { EXCEPTIONS, quarterOf, shareFigure, type Exceptions, type Figure } from './board-rows.js';
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

/** The figure of the council that a published one is put beside. */
function ownFigure(
  measure: Measure,
  year: ProtectedAnswer['periods'][number] | undefined,
  exceptions: Exceptions,
): Figure {
  return measure.kind === 'count' ? { value: year?.count ?? null } : shareFigure(year, exceptions);
}

/** The figures of one calendar year beside those that are published. */
export function benchmarkView(answer: ProtectedAnswer, beside: Beside): object {
  const { measure } = answer;
  const year = answer.periods.at(-1);
  const variants = EXCEPTIONS.filter((one) => one === 'including' || beside.england[one] !== undefined);
  const row = (name: string, figures: Published | undefined): Row => ({
    name,
    cells: variants.map((one) => published(figures?.[one], beside)),
  });
  const { own, england, region, neighbours, authority, difference, notes, source } = beside;
  const quarters = variants.flatMap((one) => {
    const quarter = quarterOf(knownOf(ownFigure(measure, year, one).value), beside, one);
    return quarter === undefined ? [] : [quarterInWords(quarter, one, variants.length > 1, beside)];
  });
  return {
    year: String(beside.year),
    columns: variants.length > 1 ? variants.map((one) => COLUMN_NAMES[one]) : ['Figure'],
    rows: [
      {
        name: 'This council, from its own cases',
        cells: variants.map((one) => ours(ownFigure(measure, year, one), beside)),
      },
      ...(own === undefined ? [] : [row(`${authority?.name ?? 'This council'}, as published`, own)]),
      row('England', england),
      ...(region === undefined ? [] : [row(region.name, region)]),
      ...(neighbours === undefined
        ? []
        : [
            row('Statistical neighbours together', neighbours.mean),
            ...neighbours.each.map((one) => row(`Neighbour: ${one.name}`, one)),
          ]),
    ],
    quarters,
    difference: [difference],
    notes,
    source,
  };
}

function quarterInWords(quarter: string, exceptions: Exceptions, hasSeveral: boolean, beside: Beside): string {
  const marks = beside.quartile?.[exceptions];
  const which = hasSeveral ? `${COLUMN_NAMES[exceptions]}, the` : 'The';
  const lies =
    marks === undefined
      ? ''
      : ` Of all authorities a quarter have less than ${percentInWords(marks.lower)}, half less than ${percentInWords(marks.median)}, three quarters less than ${percentInWords(marks.upper)}.`;
  return `${which} council's figure is in the ${quarter.toLowerCase()} of authorities.${lies}`;
}
