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

/** The band that stays published by itself where possible. */
const KEPT = 'in-time';

/**
 * What decides which numbers are published of what is counted under the id of a measure.
 * @param counts all there are
 */
export function safeguardOf(counts: readonly MonthCount[]): Safeguard {
  const on = (wanted: Basis): readonly MonthBand[] => counts.filter(({ basis }) => basis === wanted);
  return { issued: Disclosure.of(on('issued'), KEPT), due: Disclosure.of(on('due'), KEPT) };
}

type Shows = (bands?: readonly string[]) => boolean;

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

/**
 * The figures of a measure for some months, without the numbers that are not published.
 * @param safeguards of everything that the measure counts: a number is published where all of them allow it
 * @param isWaitPublished whether how many wait on the day may be published, as {@link showsOpen} says of that day
 */
export function protectedFigures(
  measure: Measure,
  figures: Figures,
  months: Months,
  safeguards: readonly Safeguard[],
  isWaitPublished = true,
): Protected<Figures> {
  const showsOn =
    (basis: Basis): Shows =>
    (bands) =>
      safeguards.every((one) => one[basis].shows({ ...months, ...(bands === undefined ? {} : { bands }) }));
  const both = (basis: Basis, shares: BothShares): Protected<BothShares> => {
    const counting = countingOf(measure);
    return {
      including: protectedShare(shares.including, counting, showsOn(basis)),
      excluding: protectedShare(shares.excluding, counting, showsOn(basis)),
    };
  };
  const { count, parts, wait, issued, due } = figures;
  return {
    ...(count === undefined ? {} : { count: hidden(showsOn('issued')(), count) }),
    ...(parts === undefined ? {} : { parts: protectedParts(parts, showsOn('issued')) }),
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
