/** What helps somebody to record a milestone rightly. */
export interface Guidance {
  /** What the milestone means, in sentences. */
  readonly means: string;
  /** The question for its day. */
  readonly asks: string;
  /** What counts as the day, in sentences. */
  readonly counts: string;
}

/** What is said of some milestones, by the type of their event. */
export type GuidanceOf<T extends string> = Readonly<Record<T, Guidance>>;
