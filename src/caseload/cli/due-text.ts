import { daysLeftOrLate } from '../../cases/application/words.js';
import { table } from '../../platform/cli/table.js';
import { wrap, type Paint, type Style } from '../../platform/cli/terminal.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { ClockItem } from '../application/list-clocks.js';
import type { DueGroup, Urgency, WhatIsDue } from '../application/what-is-due.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** How the answer is shown. */
export interface DueTextOptions {
  readonly paint: Paint;
  /** The terminal's width in characters; lines are kept whole where there is none. */
  readonly width?: number | undefined;
}

const TITLES: Readonly<Record<Urgency, string>> = {
  overdue: 'Overdue',
  excused: 'Past the due date, under an exception',
  'due-soon': 'Due soon',
  later: 'Later',
};

const STYLES: Readonly<Record<Urgency, Style>> = {
  overdue: ['red', 'bold'],
  excused: 'magenta',
  'due-soon': 'yellow',
  later: 'cyan',
};

const IN_COUNTS: Readonly<Record<Urgency, string>> = {
  overdue: 'overdue',
  excused: 'excused',
  'due-soon': 'due soon',
  later: 'later',
};

const NAME = 'Name';

interface Column {
  readonly name: string;
  readonly cell: (clock: ClockItem) => string;
}

function columnsFor(clocks: readonly ClockItem[], asAt: CalendarDate): readonly Column[] {
  const some = (cell: (clock: ClockItem) => string | undefined): boolean =>
    clocks.some((one) => cell(one) !== undefined);
  return [
    { name: 'Rule', cell: ({ rule }) => rule },
    { name: NAME, cell: ({ name }) => name },
    ...(some(({ ref }) => ref) ? [{ name: 'Ref', cell: ({ ref = '' }: ClockItem) => ref }] : []),
    { name: 'Due', cell: ({ dueOn }) => dueOn },
    { name: 'Left or late', cell: ({ dueOn }) => daysLeftOrLate(asAt, dueOn) },
    { name: 'Case', cell: ({ kind, case: id }) => `${kind} ${id}` },
    ...(some(({ officer }) => officer) ? [{ name: 'Officer', cell: ({ officer = '' }: ClockItem) => officer }] : []),
    ...(some(({ team }) => team) ? [{ name: 'Team', cell: ({ team = '' }: ClockItem) => team }] : []),
  ];
}

function groupText({ urgency, count, rules, clocks }: DueGroup, asAt: CalendarDate, options: DueTextOptions): string[] {
  if (count === 0) return [];
  const { paint, width } = options;
  const columns = columnsFor(clocks, asAt);
  const shown = table(
    columns.map(({ name }) => name),
    clocks.map((clock) => columns.map(({ cell }) => cell(clock))),
    width === undefined ? undefined : { column: columns.findIndex(({ name }) => name === NAME), width, least: 16 },
  );
  const more = count - clocks.length;
  return [
    '',
    paint(STYLES[urgency], TITLES[urgency]),
    shown,
    ...(more > 0
      ? [
          `... and ${numberInWords(more)} more: see them with --limit, or narrow the question.`,
          wrap(`By rule: ${rules.map((one) => `${one.rule} ${numberInWords(one.count)}`).join(', ')}`, width),
        ]
      : []),
  ];
}

/** What is due, as text. */
export function dueText({ asAt, groups }: WhatIsDue, options: DueTextOptions): string {
  const counts = groups.map(({ urgency, count }) => `${numberInWords(count)} ${IN_COUNTS[urgency]}`).join(', ');
  const title = options.paint('bold', `Due as at ${longDate(asAt)}`);
  if (groups.every(({ count }) => count === 0))
    return [title, '', `Nothing that was asked for is due: ${counts}.`].join('\n');
  return [title, ...groups.flatMap((group) => groupText(group, asAt, options)), '', `${counts}.`].join('\n');
}
