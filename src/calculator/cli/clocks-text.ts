import { daysBetween, longDate, type CalendarDate } from '../../statute/calendar.js';
import type { ExceptionOutcome, Status } from '../../statute/clock.js';
import type { ClockAnswer, ClocksAnswer, DutyAnswer } from '../application/calculate-clocks.js';
import { table } from '../../platform/cli/table.js';
import { wrap, type Paint, type Style } from '../../platform/cli/terminal.js';

/** How the answer is shown. */
export interface ClocksTextOptions {
  readonly paint: Paint;
  /** The terminal's width in characters; lines are kept whole where there is none. */
  readonly width?: number | undefined;
  /** Whether each clock is followed by how it was worked out. */
  readonly explain: boolean;
}

const WORDS: Readonly<Record<Status, string>> = {
  'not-started': 'not started',
  running: 'running',
  'due-soon': 'due soon',
  overdue: 'overdue',
  excused: 'excused',
  ended: 'ended',
  met: 'met',
  'met-late': 'met late',
};

const STYLES: Readonly<Record<Status, Style>> = {
  'not-started': 'dim',
  running: 'cyan',
  'due-soon': 'yellow',
  overdue: ['red', 'bold'],
  excused: 'magenta',
  ended: 'dim',
  met: 'green',
  'met-late': 'yellow',
};

const FINISHED: ReadonlySet<Status> = new Set<Status>(['ended', 'met', 'met-late']);

const days = (number: number): string => `${String(number)} day${number === 1 ? '' : 's'}`;

function leftOrLate(clock: ClockAnswer, asAt: CalendarDate): string {
  const { status, startedOn, dueOn, metOn, nature } = clock;
  if (status === 'not-started') return `starts in ${days(daysBetween(asAt, startedOn))}`;
  if (status === 'ended') return '';
  if (status === 'met' || status === 'met-late') {
    const late = daysBetween(dueOn, metOn ?? dueOn);
    if (late > 0) return `${days(late)} late`;
    if (nature === 'period') return '';
    return late === 0 ? 'on the last day' : `${days(-late)} early`;
  }
  const left = daysBetween(asAt, dueOn);
  if (left === 0) return 'due today';
  return left > 0 ? `${days(left)} left` : `${days(-left)} late`;
}

const rank = ({ status }: ClockAnswer): number => (FINISHED.has(status) ? 1 : 0);

function inOrder(one: ClockAnswer, other: ClockAnswer): number {
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  return one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0;
}

interface Column {
  readonly name: string;
  readonly cell: (clock: ClockAnswer) => string;
}

const NAME = 'Name';

function columnsFor({ clocks, asAt }: ClocksAnswer, paint: Paint): Column[] {
  const refs = clocks.some(({ ref }) => ref !== undefined);
  return [
    { name: 'Rule', cell: ({ rule }) => rule },
    { name: NAME, cell: ({ name }) => name },
    ...(refs ? [{ name: 'Ref', cell: ({ ref = '' }: ClockAnswer) => ref }] : []),
    { name: 'Started', cell: ({ startedOn }) => startedOn },
    { name: 'Due', cell: ({ dueOn }) => dueOn },
    { name: 'Act by', cell: ({ actByOn }) => actByOn },
    { name: 'Status', cell: ({ status }) => paint(STYLES[status], WORDS[status]) },
    { name: 'Left or late', cell: (clock) => leftOrLate(clock, asAt) },
  ];
}

function clocksTable(
  answer: ClocksAnswer,
  clocks: readonly ClockAnswer[],
  { paint, width }: ClocksTextOptions,
): string {
  const columns = columnsFor(answer, paint);
  const rows = clocks.map((clock) => columns.map(({ cell }) => cell(clock)));
  return table(
    columns.map(({ name }) => name),
    rows,
    width === undefined ? undefined : { column: columns.findIndex(({ name }) => name === NAME), width, least: 16 },
  );
}

const title = (clock: ClockAnswer): string =>
  `${clock.rule} ${clock.name}${clock.ref === undefined ? '' : ` (${clock.ref})`}`;

function explained(
  answer: ClocksAnswer,
  clocks: readonly ClockAnswer[],
  { paint, width }: ClocksTextOptions,
): string[] {
  return clocks.flatMap((clock) => [
    '',
    paint('bold', title(clock)),
    wrap(
      [`Due ${clock.dueOn}, act by ${clock.actByOn}: ${WORDS[clock.status]}`, leftOrLate(clock, answer.asAt)]
        .filter(Boolean)
        .join(', ') + '.',
      width,
      '  ',
    ),
    ...clock.explanation.map((sentence) => wrap(sentence, width, '  ')),
  ]);
}

function dutyState({ startedOn, metOn, endedOn }: DutyAnswer, asAt: CalendarDate): string {
  if (startedOn > asAt) return `begins ${startedOn}`;
  if (metOn !== undefined && metOn <= asAt) return `met ${metOn}`;
  if (endedOn !== undefined && endedOn <= asAt) return `ended ${endedOn}`;
  return `open since ${startedOn}`;
}

function dutyLines(duty: DutyAnswer, asAt: CalendarDate, { width, explain }: ClocksTextOptions): string[] {
  const { rule, name, ref, why, explanation } = duty;
  const line = `${rule} ${name}${ref === undefined ? '' : ` (${ref})`}: ${dutyState(duty, asAt)}.`;
  return [
    wrap(explain ? line : `${line} ${why}`, width, '  '),
    ...(explain ? explanation.map((sentence) => wrap(sentence, width, '    ')) : []),
  ];
}

function exceptionLine({ ground, recordedOn, clock, ref, accepted, reason }: ExceptionOutcome): string {
  const which = `${clock}${ref === undefined ? '' : ` (${ref})`}`;
  return `${which}: ${ground}, recorded ${recordedOn}, ${accepted ? 'accepted under' : 'refused:'} ${reason}`;
}

function exceptionLines(exceptions: readonly ExceptionOutcome[], { paint, width }: ClocksTextOptions): string[] {
  const accepted = exceptions.filter((one) => one.accepted);
  const refused = exceptions.filter((one) => !one.accepted);
  const section = (heading: string, lines: readonly ExceptionOutcome[]): string[] =>
    lines.length === 0
      ? []
      : ['', paint('bold', heading), ...lines.map((line) => wrap(exceptionLine(line), width, '  '))];
  return [...section('Exceptions accepted', accepted), ...section('Exceptions refused', refused)];
}

/** The answer as text for people: a table of clocks, open ones first, and what stands beside them. */
export function clocksText(answer: ClocksAnswer, options: ClocksTextOptions): string {
  const { asAt, duties, exceptions } = answer;
  const { paint } = options;
  const clocks = [...answer.clocks].sort(inOrder);
  const lines = [
    paint('bold', `Clocks as at ${longDate(asAt)}`),
    '',
    clocks.length === 0 ? 'These milestones start no clock.' : clocksTable(answer, clocks, options),
    ...(options.explain ? explained(answer, clocks, options) : []),
    ...(duties.length === 0 ? [] : ['', paint('bold', 'Duties without a fixed limit')]),
    ...duties.flatMap((duty) => dutyLines(duty, asAt, options)),
    ...exceptionLines(exceptions, options),
  ];
  return lines.join('\n');
}
