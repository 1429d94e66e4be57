import type { Played } from './case-player.js';

/** What comes of cases. */
export interface Counts {
  /** The cases of which something was recorded, or would be. */
  cases: number;
  milestones: number;
  alreadyOnRecord: number;
  repeated: number;
}

/** Nothing yet. */
export const none = (): Counts => ({ cases: 0, milestones: 0, alreadyOnRecord: 0, repeated: 0 });

/** Adds counts to others. */
export function add(counts: Counts, { cases, milestones, alreadyOnRecord, repeated }: Counts): void {
  counts.cases += cases;
  counts.milestones += milestones;
  counts.alreadyOnRecord += alreadyOnRecord;
  counts.repeated += repeated;
}

/** Adds what came of the rows of a case. */
export const count = (counts: Counts, { recorded, already, repeated }: Played): void =>
  add(counts, { cases: recorded > 0 ? 1 : 0, milestones: recorded, alreadyOnRecord: already, repeated });
