import type { CalendarDate } from '../../statute/calendar.js';
import { nextFourWeeks, weeksFrom, type Span } from './week-spans.js';

/** How many open cases of an officer and a team are due first in a stretch of days. */
export interface Tally {
  /** Nothing for cases that nobody has. */
  readonly officer: string | null;
  /** Nothing for cases of no team. */
  readonly team: string | null;
  /** The last day of the stretch; nothing for what is due after all of them, `nothing` where nothing is due. */
  readonly until: CalendarDate | 'nothing' | null;
  readonly count: number;
}

/** The open cases of somebody. A case counts once, by the first duty that is due in it. */
export interface Load {
  readonly open: number;
  readonly overdue: number;
  readonly nextFourWeeks: number;
  /** Due in each of the weeks of {@link weeksFrom}. */
  readonly weeks: readonly number[];
}

/** The open cases of an officer, or of nobody, beside those of the team. */
export interface OfficerLoad extends Load {
  readonly officer: string | null;
  /** The team of most of the cases. */
  readonly team: string | null;
}

/** The open cases of a team, or of no team. */
export interface TeamLoad extends Load {
  readonly team: string | null;
  /** How many officers who are still here have one of its cases. */
  readonly officers: number;
  readonly usual: UsualLoad | undefined;
}

/** What officers of a team usually have. */
export interface UsualLoad {
  /** Of the open cases of each officer, to the whole number. */
  readonly mean: number;
  readonly highest: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Adds up tallies as seen from a day. */
export function loadOf(tallies: readonly Tally[], today: CalendarDate): Load {
  const dueIn = (isIn: (until: CalendarDate) => boolean): number =>
    sum(tallies.map(({ until, count }) => (until !== null && until !== 'nothing' && isIn(until) ? count : 0)));
  const within = ({ from, to }: Span): number => dueIn((until) => from <= until && until <= to);
  return {
    open: sum(tallies.map(({ count }) => count)),
    overdue: dueIn((until) => until < today),
    nextFourWeeks: within(nextFourWeeks(today)),
    weeks: weeksFrom(today).map(within),
  };
}

/** The team of most of somebody's cases; of two with as many, the first by its id. */
function teamOfMost(tallies: readonly Tally[]): string | null {
  const counts = new Map<string | null, number>();
  for (const { team, count } of tallies) counts.set(team, (counts.get(team) ?? 0) + count);
  const [first] = [...counts].sort(([one, ofOne], [other, ofOther]) =>
    ofOne === ofOther ? String(one).localeCompare(String(other)) : ofOther - ofOne,
  );
  return first?.[0] ?? null;
}

/** The open cases of each officer, and of nobody. */
export function loadsByOfficer(tallies: readonly Tally[], today: CalendarDate): readonly OfficerLoad[] {
  return [...Map.groupBy(tallies, ({ officer }) => officer)].map(([officer, own]) => ({
    officer,
    team: teamOfMost(own),
    ...loadOf(own, today),
  }));
}

/**
 * What the officers of a team usually have: the mean and the highest number of open cases among those who are still
 * here and have most of their cases in the team; nothing where there is no such officer.
 */
export function usualLoad(
  loads: readonly OfficerLoad[],
  team: string | null,
  isHere: (officer: string) => boolean,
): UsualLoad | undefined {
  const open = loads
    .filter((load) => load.team === team && load.officer !== null && isHere(load.officer))
    .map((load) => load.open);
  if (open.length === 0) return undefined;
  return { mean: Math.round(sum(open) / open.length), highest: Math.max(...open) };
}

/** The open cases of each team, and of no team. */
export function loadsByTeam(
  tallies: readonly Tally[],
  today: CalendarDate,
  isHere: (officer: string) => boolean,
): readonly TeamLoad[] {
  const officers = loadsByOfficer(tallies, today);
  return [...Map.groupBy(tallies, ({ team }) => team)].map(([team, own]) => ({
    team,
    ...loadOf(own, today),
    officers: new Set(own.flatMap(({ officer }) => (officer !== null && isHere(officer) ? [officer] : []))).size,
    usual: usualLoad(officers, team, isHere),
  }));
}

/** How strongly a number is shaded beside the highest of its kind: 0 for none, up to 4. */
export function shadeOf(count: number, highest: number): 0 | 1 | 2 | 3 | 4 {
  if (count <= 0 || highest <= 0) return 0;
  return Math.min(4, Math.ceil((count / highest) * 4)) as 1 | 2 | 3 | 4;
}
