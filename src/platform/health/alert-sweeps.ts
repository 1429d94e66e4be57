/** How the sweeps stand that see what time alone brings. */
export interface SweepStanding {
  /** The last day that was swept, by whatever process; nothing before the first sweep. */
  readonly lastDay?: string;
  /** When the last sweep ended: an instant, ISO 8601 in UTC. */
  readonly lastAt?: string;
  /** Whether the hour of today's sweep has passed by more than a little, and nobody swept today. */
  readonly isOverdue: boolean;
  /** How many cases the last sweep could not look at. */
  readonly failed: number;
}

/** The sweeps of alerts. */
export abstract class AlertSweeps {
  abstract standing(): Promise<SweepStanding>;
}
