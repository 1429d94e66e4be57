/** A published figure. */
export interface PublishedFigure {
  /** In percent to one decimal place where the measure is a share, otherwise a number. */
  readonly value: number;
  /** The counts that a share is made of, where they are known. */
  readonly numerator?: number;
  readonly denominator?: number;
}

/** With or without the cases to which an exception of the regulations applies. */
export const VARIANTS = ['including', 'excluding'] as const;

/** With or without the cases to which an exception of the regulations applies. A measure without exceptions has one. */
export type Variant = (typeof VARIANTS)[number];

/** A figure with and without the cases to which an exception applies; what was not published is missing. */
export type PublishedFigures = Readonly<Partial<Record<Variant, PublishedFigure>>>;

/** What the figures of a measure are. */
export type Unit = 'percent' | 'count';

/** How the figures of all authorities lie: a quarter of them below each mark. */
export interface QuartileMarks {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  /** How many authorities have a figure; missing where the marks alone are known. */
  readonly authorities?: number;
}

/** A quarter of the authorities, from the lowest figures to the highest. */
export type Quarter = 1 | 2 | 3 | 4;

/** Where an authority stands among all of them. */
export interface Quartile extends QuartileMarks {
  /** The quarter that our own published figure is in, 1 the lowest; missing where it was not published. */
  readonly ours?: Quarter;
}
