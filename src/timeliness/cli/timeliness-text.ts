import { table } from '../../platform/cli/table.js';
import { wrap, type Paint } from '../../platform/cli/terminal.js';
import { longDate } from '../../statute/calendar.js';
import { capital } from '../../statute/sentence.js';
import type { PeriodFigures, TimelinessAnswer } from '../application/timeliness.js';
import { CUT_DEFINITIONS } from '../application/cut-definitions.js';
import type { BothShares, Figures, Share } from '../domain/figures.js';
import type { Basis, Measure, ShareMeasure, SplitMeasure, WaitMeasure } from '../domain/measures.js';
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

const all = (numerator: string): readonly Column[] => [
  column(numerator, (share) => share.numerator),
  column('Of', ({ denominator }) => denominator),
  { name: '%', cell: ({ including }) => percent(including.percent) },
];

const withoutExceptions = (numerator: string): readonly Column[] => [
  { name: `${numerator}*`, cell: ({ excluding }) => number(excluding.numerator) },
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

/** How the numerator of a share is called in a table. */
const numeratorOf = ({ counting }: ShareMeasure): string => (counting === undefined ? 'In time' : 'Number');

function sharesTable(lines: readonly Line[], basis: Basis, { head, measure }: Tabled<ShareMeasure>): string {
  const numerator = numeratorOf(measure);
  const columns = [
    ...all(numerator),
    ...(lines.some(hasExceptions) ? withoutExceptions(numerator) : []),
    ...(measure.counting === undefined ? LATE : []),
    ...(basis === 'due' ? NOT_DONE : []),
  ];
  return numbersTable(
    [head, ...columns.map(({ name }) => name)],
    lines.flatMap(({ name, figures }) => {
      const both = figures[basis];
      return both === undefined ? [] : [[name, ...columns.map(({ cell }) => cell(both))]];
    }),
  );
}

/** What a table is about. */
interface Tabled<M extends Measure = Measure> {
  /** The head of the first column. */
  readonly head: string;
  readonly measure: M;
}

function splitTable(lines: readonly Line[], { head, measure }: Tabled<SplitMeasure>): string {
  return numbersTable(
    [head, ...measure.parts.flatMap(({ id }) => [capital(id), '%']), 'All'],
    lines.map(({ name, figures: { parts = [], count = 0 } }) => [
      name,
      ...parts.flatMap((part) => [number(part.count), percent(part.percent)]),
      number(count),
    ]),
  );
}

const days = (value: number | null): string => (value === null ? '-' : number(value));

function waitsTable(lines: readonly Line[], { head }: Tabled<WaitMeasure>): string {
  return numbersTable(
    [head, 'Waiting', 'Longest, days', 'Median, days'],
    lines.flatMap(({ name, figures: { wait } }) =>
      wait === undefined ? [] : [[name, number(wait.waiting), days(wait.longestDays), days(wait.medianDays)]],
    ),
  );
}

function tablesOf(lines: readonly Line[], { head, measure }: Tabled): string[] {
  switch (measure.kind) {
    case 'count':
      return [
        numbersTable(
          [head, 'Number'],
          lines.map(({ name, figures }) => [name, number(figures.count ?? 0)]),
        ),
      ];
    case 'split':
      return [splitTable(lines, { head, measure })];
    case 'wait':
      return [waitsTable(lines, { head, measure })];
    case 'share':
      return measure.bases.flatMap((basis, place) => [
        ...(place === 0 ? [] : ['']),
        `${BASIS[basis]}: ${measure.denominator[basis] ?? ''}`,
        sharesTable(lines, basis, { head, measure }),
      ]);
  }
}

/** The periods in a table; where the figures are cut, after them the values of the cut, over all periods. */
function tablesIn(answer: TimelinessAnswer): string[] {
  const { measure, by, cut, cuts = [] } = answer;
  const tables = tablesOf(linesOf(answer), { head: PERIOD[by], measure });
  if (cut === undefined) return tables;
  const definition = CUT_DEFINITIONS[cut];
  const lines = cuts.map(({ name, periods, total }): Line => ({ name, figures: total ?? periods.at(-1) ?? {} }));
  const last = answer.periods.at(-1)?.period ?? '';
  const over = answer.total === undefined ? `${PERIOD[by]} ${last}` : 'all periods together';
  return [
    ...tables,
    '',
    `${definition.name}, ${over}`,
    ...(lines.length === 0 ? ['There is nothing to cut.'] : tablesOf(lines, { head: definition.name, measure })),
  ];
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
    ...answers.flatMap((answer) => ['', paint('bold', answer.measure.name), ...tablesIn(answer)]),
    ...starred(answers, width),
    '',
    'One measure with its definition: ehcp timeliness --measure plans-within-20-weeks',
  ].join('\n');
}

const limitOf = ({ rules, ref, limit }: ShareMeasure | WaitMeasure): string =>
  `Limit: ${limit} (${rules.join(', ')}${ref === undefined ? '' : ` ${ref}`}).`;

function limitsOf(measure: Measure): string[] {
  switch (measure.kind) {
    case 'share':
      return [`${limitOf(measure)} ${numeratorOf(measure)}: ${measure.numerator}.`];
    case 'wait':
      return [limitOf(measure)];
    case 'count':
    case 'split':
      return [];
  }
}

function definitionOf({ measure, cut }: TimelinessAnswer, width: number | undefined): string[] {
  return [
    ...limitsOf(measure),
    measure.definition,
    ...(measure.differs === undefined ? [] : [`Against the published figure: ${measure.differs}`]),
    `Source: ${measure.source}.`,
    ...(cut === undefined ? [] : [`${CUT_DEFINITIONS[cut].name}: ${CUT_DEFINITIONS[cut].definition}`]),
  ].map((text) => wrap(text, width));
}

/** One measure with its definition. */
export function measureText(answer: TimelinessAnswer, { paint, width }: TextOptions): string {
  return [
    paint('bold', answer.measure.name),
    moment(answer),
    '',
    ...tablesIn(answer),
    ...starred([answer], width),
    '',
    ...definitionOf(answer, width),
  ].join('\n');
}
