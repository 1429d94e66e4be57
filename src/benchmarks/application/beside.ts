import type { PublishedFigures, Quartile, Unit, Variant } from '../domain/published.js';

export { quarterOf } from '../domain/quartiles.js';

/** What to put beside a measure. */
export interface BesideRequest {
  /** The calendar year; the last one that was published where it is left out. */
  readonly year?: number;
  /** The authority by name or code; the council's own where it is left out. */
  readonly authority?: string;
  /** What was imported after this instant (ISO 8601) is left out. */
  readonly knownOn?: string;
}

/** An authority or a region by its name, with its figures. */
export interface NamedFigures extends PublishedFigures {
  readonly name: string;
}

/** The authorities that are statistically most like ours. */
export interface Neighbours {
  /**
   * All of them together: a share is weighted, the sum of their numerators over the sum of their denominators; a count is
   * the mean of their counts to the nearest whole number.
   */
  readonly mean: PublishedFigures;
  /** Each by its name, the nearest first; one whose figure was not published has the name alone. */
  readonly each: readonly NamedFigures[];
}

/** The published figures that stand beside a measure of ours, of one calendar year. */
export interface Beside {
  readonly measure: string;
  /** The part of the measure, where it is split. */
  readonly part?: string;
  readonly unit: Unit;
  readonly year: number;
  /** The years that can be asked for, earliest first. */
  readonly years: readonly number[];
  /** Our authority, under the name that it is published by; missing where it is not known, which `notes` then say. */
  readonly authority?: { readonly name: string; readonly code?: string };
  /** What was published of our own authority. */
  readonly own?: PublishedFigures;
  readonly england: PublishedFigures;
  readonly region?: NamedFigures;
  readonly neighbours?: Neighbours;
  /** How the shares of all authorities lie; of counts there is none. */
  readonly quartile?: Readonly<Partial<Record<Variant, Quartile>>>;
  /** How the published figure differs from ours, in sentences. */
  readonly difference: string;
  /** What else a reader has to know, such as a figure that was not published; sentences. */
  readonly notes: readonly string[];
  /** Where the figures come from, with their licence. */
  readonly source: string;
}
