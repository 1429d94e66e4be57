import type { Event } from '../../streams/domain/event.js';

/** The files of the release "Education, health and care plans" whose figures are kept. */
export const RELEASE_FILES = ['requests', 'assessments', 'plans', 'reviews'] as const;

/** One of the files of the release. */
export type ReleaseFile = (typeof RELEASE_FILES)[number];

/** What a row of a release is about. */
export const LEVELS = ['national', 'regional', 'local'] as const;

/** What a row of a release is about: England, a region, or an authority. */
export type Level = (typeof LEVELS)[number];

/** A figure as it was published: a number, or the symbol that stands in its place, such as `x`. */
export type PublishedCell = number | string;

/** What was published of England, a region or an authority. */
export interface PublishedRow {
  readonly level: Level;
  readonly name: string;
  /** The code of three digits of an authority. */
  readonly code?: string;
  /** The region of an authority. */
  readonly region?: string;
  /** In the order of the columns. */
  readonly cells: readonly PublishedCell[];
}

/** What one file of a release says of one calendar year. */
export interface ReleaseYear {
  readonly file: ReleaseFile;
  readonly year: number;
  /** The last year in the file: a file of an earlier release ends earlier. */
  readonly upTo: number;
  /** The names of the figures, such as `plans.issued.all`. */
  readonly columns: readonly string[];
  readonly rows: readonly PublishedRow[];
}

/** An authority, and those that are statistically most like it, the nearest first. */
export interface NeighboursOf {
  readonly name: string;
  readonly nearest: readonly string[];
}

/** The matrix of statistical neighbours. */
export interface NeighbourMatrix {
  readonly authorities: readonly NeighboursOf[];
}

/** What can be imported to stand beside the council's own figures. A later event takes the place of an earlier one. */
export type BenchmarkEvent = Event<'ReleaseYearImported', ReleaseYear> | Event<'NeighboursImported', NeighbourMatrix>;
