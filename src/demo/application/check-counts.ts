import type { CountsOfAYear } from '../../timeliness/application/published.js';
import { inventCaseload, type CaseloadOptions } from '../domain/caseload.js';
import { contradictionsIn, figuresOf, type Contradiction, type PublishedCounts } from '../domain/published-counts.js';
import { countsOf, type DfeEntry } from './dfe-files.js';
import { RehearsalCounts } from './rehearsal-counts.js';
import { rehearse } from './rehearsal.js';

/** A count that is not as published. */
export interface Mismatch {
  readonly count: string;
  readonly published: number;
  readonly made: number;
}

/** How the counts of a caseload compare with the published ones. */
export interface Comparison {
  readonly authority: string;
  readonly year: number;
  readonly mismatches: readonly Mismatch[];
  /** Published counts that contradict others, so that no caseload can have them. */
  readonly leftOut: readonly Contradiction[];
}

/** A council and a year of which no caseload can be made, and why. */
export interface LeftOut {
  readonly authority: string;
  readonly year: number;
  readonly reasons: readonly string[];
}

/** Compares what the tracker counts with what was published. */
export function compare(published: PublishedCounts, made: CountsOfAYear): Comparison {
  const leftOut = contradictionsIn(published);
  const without = new Set(leftOut.flatMap((one) => one.leftOut));
  const figures = figuresOf(made);
  const mismatches = Object.entries(figuresOf(published)).flatMap(([count, wanted]): readonly Mismatch[] => {
    const found = figures[count] ?? 0;
    return without.has(count) || found === wanted ? [] : [{ count, published: wanted, made: found }];
  });
  return { authority: published.authority, year: published.year, mismatches, leftOut };
}

/** Makes a caseload without a store, and compares its counts with the published ones. */
export async function checkQuickly(published: PublishedCounts, options: CaseloadOptions): Promise<Comparison> {
  const counts = new RehearsalCounts();
  for (const story of inventCaseload(published, options).stories) counts.add(rehearse(story));
  return compare(published, await counts.ofYear(published.year));
}

const MOST_NAMED = 3;

/** Counts that are missing, by name where they are few and by their number where they are many of a kind. */
function shortened(missing: readonly string[]): readonly string[] {
  const kinds = Map.groupBy(missing, (name) => name.split('.', 1)[0] ?? name);
  return [...kinds].flatMap(([kind, names]) =>
    names.length > MOST_NAMED ? [`${String(names.length)} counts of ${kind}`] : names,
  );
}

/** Parts the councils and years of which a caseload can be made from those that are left out. */
export function partedByUse(entries: readonly DfeEntry[]): {
  readonly usable: readonly PublishedCounts[];
  readonly leftOut: readonly LeftOut[];
} {
  const usable: PublishedCounts[] = [];
  const leftOut: LeftOut[] = [];
  for (const entry of entries) {
    const { name: authority, year, missing } = entry;
    if (missing.length > 0) {
      leftOut.push({ authority, year, reasons: [`not published: ${shortened(missing).join(', ')}`] });
      continue;
    }
    const counts = countsOf(entry);
    const fatal = contradictionsIn(counts).filter(({ isFatal }) => isFatal);
    if (fatal.length > 0) leftOut.push({ authority, year, reasons: fatal.map(({ reason }) => reason) });
    else usable.push(counts);
  }
  return { usable, leftOut };
}
