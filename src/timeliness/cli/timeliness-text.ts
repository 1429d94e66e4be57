import { table } from '../../platform/cli/table.js';
import { wrap, type Paint } from '../../platform/cli/terminal.js';
import { longDate } from '../../statute/calendar.js';
import type { PeriodFigures, TimelinessAnswer } from '../application/timeliness.js';
import type { BothShares, Figures, Share } from '../domain/figures.js';
import type { Basis, Measure, ShareMeasure } from '../domain/measures.js';
import type { PeriodKind } from '../domain/periods.js';

/** How figures are shown. */
export interface TextOptions {
  readonly paint: Paint;
  readonly width?: number | undefined;
}

/** A number as people read it: `25,000`. */
export function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/** A share in percent, with its decimal place also where that is 0; a dash where there is none. */
export function percent(value: number | null): string {
  return value === null ? '-' : value.toFixed(1);
}

/** A table with its numbers to the right of their columns. */
export function numbersTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const aligned = (row: readonly string[]): string[] =>
    row.map((cell, column) => (column === 0 ? cell : cell.padStart(widths[column] ?? 0)));
  return table(aligned(head), rows.map(aligned));
}

const PERIOD: Readonly<Record<PeriodKind, string>> = {
  month: 'Month',
  quarter: 'Quarter',
  'calendar-year': 'Year',
  'financial-year': 'Financial year',
  'academic-year': 'Academic year',
  'rolling-12-months': '12 months to',
};

const BASIS: Readonly<Record<Basis, string>> = {
  issued: 'By the day it was done',
  due: 'By the day the limit fell due',
};

/** A line of a table: a period or all of them. */
interface Line {
  readonly name: string;
  readonly figures: Figures;
}

function linesOf({ periods, total }: TimelinessAnswer): readonly Line[] {
  const nameOf = ({ period, complete }: PeriodFigures): string => (complete ? period : `${period} to date`);
  const lines = periods.map((one): Line => ({ name: nameOf(one), figures: one }));
  return total === undefined || lines.length < 2 ? lines : [...lines, { name: 'All', figures: total }];
}

interface Column {
  readonly name: string;
  readonly cell: (both: BothShares) => string;
}

const column = (name: string, of: (share: Share) => number): Column => ({
  name,
  cell: ({ including }) => number(of(including)),
});

const ALL: readonly Column[] = [
  column('In time', ({ numerator }) => numerator),
  column('Of', ({ denominator }) => denominator),
  { name: '%', cell: ({ including }) => percent(including.percent) },
];

const WITHOUT_EXCEPTIONS: readonly Column[] = [
  { name: 'In time*', cell: ({ excluding }) => number(excluding.numerator) },
  { name: 'Of*', cell: ({ excluding }) => number(excluding.denominator) },
  { name: '%*', cell: ({ excluding }) => percent(excluding.percent) },
];

const LATE: readonly Column[] = [
  column('Late', ({ late }) => late),
  column('Over a year', ({ lateOverAYear }) => lateOverAYear),
];

const NOT_DONE: readonly Column[] = [
  column('Open', ({ open }) => open),
  column('Ended late', ({ endedLate }) => endedLate),
];

const hasExceptions = ({ figures: { issued, due } }: Line): boolean =>
  [issued, due].some((both) => both !== undefined && both.including.denominator > both.excluding.denominator);

function sharesTable(lines: readonly Line[], basis: Basis, { by }: TimelinessAnswer): string {
  const columns = [
    ...ALL,
    ...(lines.some(hasExceptions) ? WITHOUT_EXCEPTIONS : []),
    ...LATE,
    ...(basis === 'due' ? NOT_DONE : []),
  ];
  return numbersTable(
    [PERIOD[by], ...columns.map(({ name }) => name)],
    lines.flatMap(({ name, figures }) => {
      const both = figures[basis];
      return both === undefined ? [] : [[name, ...columns.map(({ cell }) => cell(both))]];
    }),
  );
}

function tablesOf(answer: TimelinessAnswer): string[] {
  const lines = linesOf(answer);
  const { measure, by } = answer;
  if (measure.kind === 'count') {
    const rows = lines.map(({ name, figures }) => [name, number(figures.count ?? 0)]);
    return [numbersTable([PERIOD[by], 'Number'], rows)];
  }
  return measure.bases.flatMap((basis, place) => [
    ...(place === 0 ? [] : ['']),
    `${BASIS[basis]}: ${measure.denominator[basis] ?? ''}`,
    sharesTable(lines, basis, answer),
  ]);
}

const starred = (answers: readonly TimelinessAnswer[], width: number | undefined): string[] =>
  answers.some((answer) => linesOf(answer).some(hasExceptions))
    ? ['', wrap('* without the cases whose limit an accepted exception excuses', width)]
    : [];

function moment({ asAt, knownOn }: TimelinessAnswer): string {
  const known = knownOn === undefined ? '' : `, as known on ${knownOn}`;
  return `As at ${longDate(asAt)}${known}`;
}

/** Every measure, a table each. */
export function overviewText(answers: readonly TimelinessAnswer[], { paint, width }: TextOptions): string {
  const [first] = answers;
  return [
    ...(first === undefined ? [] : [paint('bold', `Timeliness. ${moment(first)}`)]),
    ...answers.flatMap((answer) => ['', paint('bold', answer.measure.name), ...tablesOf(answer)]),
    ...starred(answers, width),
    '',
    'One measure with its definition: ehcp timeliness --measure plans-within-20-weeks',
  ].join('\n');
}

const limitOf = (measure: ShareMeasure): string =>
  `Limit: ${measure.limit} (${measure.rule}${measure.ref === undefined ? '' : ` ${measure.ref}`}). In time: ${measure.numerator}.`;

function definitionOf(measure: Measure, width: number | undefined): string[] {
  return [
    ...(measure.kind === 'share' ? [wrap(limitOf(measure), width)] : []),
    wrap(measure.definition, width),
    wrap(`Source: ${measure.source}.`, width),
  ];
}

/** One measure with its definition. */
export function measureText(answer: TimelinessAnswer, { paint, width }: TextOptions): string {
  return [
    paint('bold', answer.measure.name),
    moment(answer),
    '',
    ...tablesOf(answer),
    ...starred([answer], width),
    '',
    ...definitionOf(answer.measure, width),
  ].join('\n');
}
