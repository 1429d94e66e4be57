import { HIDDEN } from '../domain/protected.js';
import { boardRows, countsInWords, valueInWords, type BoardRow } from './board-rows.js';
import type { BoardFigures } from './board.js';
import { countInWords, judgedInWords, percentInWords } from './figure-words.js';

function rowView(row: BoardRow, query: string): object {
  const { measure, detail, unit, now, change, england, neighbours, quarter } = row;
  const beside = (value: number | undefined): string =>
    value === undefined ? '' : unit === 'percent' ? percentInWords(value) : value.toLocaleString('en-GB');
  return {
    name: measure.name,
    href: `/timeliness/${measure.id}${query}`,
    detail: detail ?? '',
    figure: valueInWords(now, unit),
    counts: countsInWords(now) ?? '',
    change: change === undefined ? '' : judgedInWords(change),
    judged: change?.judged ?? '',
    england: beside(england),
    neighbours: beside(neighbours),
    quarter: quarter ?? '',
  };
}

const GROUPS = [
  { id: 'assessments', of: ['assessment'], caption: 'Needs assessments and new plans' },
  { id: 'reviews', of: ['review', 'plan'], caption: 'Plans and their annual reviews' },
] as const;

/** The rows of all measures. */
export const rowsOf = ({ measures }: BoardFigures): readonly BoardRow[] => measures.flatMap(boardRows);

/** The tables of all measures; each measure leads to its page. */
export function tablesOf(figures: BoardFigures, query: string): readonly object[] {
  const rows = rowsOf(figures);
  return GROUPS.flatMap(({ id, of, caption }) => {
    const shown = rows.filter(({ measure }) => (of as readonly string[]).includes(measure.of));
    if (shown.length === 0) return [];
    return [
      {
        id,
        caption,
        hasNeighbours: shown.some(({ neighbours }) => neighbours !== undefined),
        hasQuarters: shown.some(({ quarter }) => quarter !== undefined),
        rows: shown.map((row) => rowView(row, query)),
      },
    ];
  });
}

const daysInWords = (days: number | typeof HIDDEN | null): string =>
  days === null ? '' : days === HIDDEN ? HIDDEN : `${days.toLocaleString('en-GB')} ${days === 1 ? 'day' : 'days'}`;

/** The cases that are open after their limit. */
export function backlogOf({ backlog }: BoardFigures): readonly {
  readonly id: string;
  readonly name: string;
  readonly waiting: string;
  readonly longest: string;
  readonly median: string;
}[] {
  return backlog.flatMap(({ measure, periods }) => {
    const wait = periods.at(-1)?.wait;
    if (wait === undefined) return [];
    return [
      {
        id: measure.id,
        name: measure.name,
        waiting: countInWords(wait.waiting),
        longest: daysInWords(wait.longestDays),
        median: daysInWords(wait.medianDays),
      },
    ];
  });
}
