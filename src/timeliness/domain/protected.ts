import { addDays, type CalendarDate } from '../../statute/calendar.js';
import { Disclosure, isPublishable, type MonthBand, type Wanted } from './disclosure.js';
import type { BothShares, Figures, MonthCount, Part, Share, Wait } from './figures.js';
import type { Basis, Measure, TimedBand } from './measures.js';

/** Stands in place of a number that is not published. */
export const HIDDEN = 'hidden';

/** A number, unless it is not published. */
export type Hideable = number | typeof HIDDEN;

/** Figures of which any number can be hidden. */
export type Protected<T> = T extends number
  ? T | typeof HIDDEN
  : T extends string | boolean | null | undefined
    ? T
    : { readonly [K in keyof T]: Protected<T[K]> };

/** What decides which numbers of a measure are published, on each basis. */
export type Safeguard = Readonly<Record<Basis, Disclosure>>;

/** The months of a number, `YYYY-MM`. */
export type Months = Pick<Wanted, 'from' | 'to'>;

const MONTH = 'YYYY-MM'.length;

/** The band that stays published by itself where possible. */
const KEPT = 'in-time';

/**
 * Whoever is late for a limit of 12 months is so by more than a year, but for few in almost every month. To hide months for
 * these would hide those of every measure of review decisions.
 */
const FEW_LATE = 'reviews-within-12-months';

/**
 * What decides which numbers are published of what is counted under the id of a measure.
 * @param counts all there are
 * @param id of the measure
 */
export function safeguardOf(counts: readonly MonthCount[], id?: string): Safeguard {
  const on = (wanted: Basis): readonly MonthBand[] => counts.filter(({ basis }) => basis === wanted);
  return {
    issued: Disclosure.of(on('issued'), KEPT, id === FEW_LATE ? 'band' : 'month'),
    due: Disclosure.of(on('due'), KEPT),
  };
}

type Shows = (bands?: readonly string[]) => boolean;

const isLastOfMonth = (on: CalendarDate): boolean => addDays(on, 1).endsWith('-01');

/**
 * The months whose cases a number counts as at a day; nothing where that day cuts through a month, since the days between
 * two answers would tell of few children. On the due basis the cases of the day itself are not counted yet.
 */
function monthsBy(day: CalendarDate, basis: Basis, { from, to }: Months): Months | undefined {
  const last = basis === 'issued' ? day : addDays(day, -1);
  const month = last.slice(0, MONTH);
  if (month > to) return { from, to };
  return isLastOfMonth(last) ? { from, to: month } : undefined;
}

/** Whether cases pass from one of some bands to another as days go by: those whose limit is over without being kept. */
const areOnTheMove = (basis: Basis, bands: readonly string[] | undefined): boolean =>
  basis === 'due' && bands !== undefined && !bands.includes(KEPT);

const hidden = <T>(isShown: boolean, value: T): T | typeof HIDDEN => (isShown ? value : HIDDEN);

function protectedShare(share: Share, counting: TimedBand, shows: Shows): Protected<Share> {
  const numerator = shows([counting]);
  const denominator = shows();
  return {
    numerator: hidden(numerator, share.numerator),
    denominator: hidden(denominator, share.denominator),
    percent: share.percent === null ? null : hidden(numerator && denominator, share.percent),
    late: hidden(shows(['late']), share.late),
    lateOverAYear: hidden(shows(['late-over-a-year']), share.lateOverAYear),
    open: hidden(shows(['open']), share.open),
    endedLate: hidden(shows(['ended-late']), share.endedLate),
  };
}

/** The band that a measure has in its numerator. */
const countingOf = (measure: Measure): TimedBand => ('counting' in measure ? measure.counting : undefined) ?? KEPT;

/** By what it is decided which figures of a measure are published. */
export interface Protection {
  /** Of everything that the measure counts: a number is published where all of them allow it. */
  readonly safeguards: readonly Safeguard[];
  /** Whether how many wait on the day may be published, as {@link showsOpen} says of that day. */
  readonly isWaitPublished?: boolean | undefined;
  /** The past day that the figures are as at, or by whose end they were known; nothing where they are those of now. */
  readonly past?: CalendarDate | undefined;
}

/** Which numbers of some months are shown on a basis. */
function showsOn(basis: Basis, months: Months, { safeguards, past }: Protection): Shows {
  const seen = past === undefined ? months : monthsBy(past, basis, months);
  const isMonthEnd = past === undefined || isLastOfMonth(past);
  return (bands) =>
    seen !== undefined &&
    (isMonthEnd || !areOnTheMove(basis, bands)) &&
    safeguards.every((one) => one[basis].shows({ ...seen, ...(bands === undefined ? {} : { bands }) }));
}

/** The figures of a measure for some months, without the numbers that are not published. */
export function protectedFigures(
  measure: Measure,
  figures: Figures,
  months: Months,
  protection: Protection,
): Protected<Figures> {
  const shows: Readonly<Record<Basis, Shows>> = {
    issued: showsOn('issued', months, protection),
    due: showsOn('due', months, protection),
  };
  const isWaitPublished = protection.isWaitPublished ?? true;
  const both = (basis: Basis, shares: BothShares): Protected<BothShares> => {
    const counting = countingOf(measure);
    return {
      including: protectedShare(shares.including, counting, shows[basis]),
      excluding: protectedShare(shares.excluding, counting, shows[basis]),
    };
  };
  const { count, parts, wait, issued, due } = figures;
  return {
    ...(count === undefined ? {} : { count: hidden(shows.issued(), count) }),
    ...(parts === undefined ? {} : { parts: protectedParts(parts, shows.issued) }),
    ...(wait === undefined ? {} : { wait: protectedWait(wait, isPublishable(wait.waiting) && isWaitPublished) }),
    ...(issued === undefined ? {} : { issued: both('issued', issued) }),
    ...(due === undefined ? {} : { due: both('due', due) }),
  };
}

function protectedParts(parts: readonly Part[], shows: Shows): readonly Protected<Part>[] {
  const all = shows();
  return parts.map(({ id, name, count, percent }) => {
    const isShown = shows([id]);
    return {
      id,
      name,
      count: hidden(isShown, count),
      percent: percent === null ? null : hidden(isShown && all, percent),
    };
  });
}

/** All months that there can be. */
const EVER: Months = { from: '0000-01', to: '9999-12' };

/** Whether how many wait may be published: they are the open cases of all months, some of which may be hidden. */
export const showsOpen = (safeguards: readonly Safeguard[]): boolean =>
  safeguards.every(({ due }) => due.shows({ ...EVER, bands: ['open'] }));

/** The cases that wait; how long few of them do would tell of each. */
export function protectedWait(wait: Wait, isShown: boolean): Protected<Wait> {
  if (isShown) return wait;
  return { on: wait.on, waiting: HIDDEN, longestDays: HIDDEN, medianDays: HIDDEN };
}
