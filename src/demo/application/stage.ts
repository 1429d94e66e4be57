import type { Command } from '@nestjs/cqrs';
import type { Environment } from '../../platform/configuration.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { CountsOfAYear } from '../../timeliness/application/published.js';
import type { SimulatedClock } from './simulated-clock.js';

/** Where a caseload is played: the tracker, with a clock that stands on the days of the caseload. */
export interface Stage {
  readonly clock: SimulatedClock;
  /** Carries a request out, as the tracker does for everybody. */
  execute(request: Command<Outcome>): Promise<Outcome>;
  /** Has everything follow from what was recorded, as the tracker's policies do. */
  afterDay(): Promise<void>;
}

/** A stage with what is asked of the tracker afterwards. */
export interface OpenStage extends Stage {
  /** Makes the keys of all people at once, so that their registrations need not wait for the disk one after the other. */
  makeKeys(people: readonly string[]): Promise<void>;
  /**
   * The counts of a calendar year that the Department for Education publishes, from what was played.
   * @param progress called with the events that were projected and those there are
   */
  countsOfYear(
    year: number,
    progress: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<CountsOfAYear>;
  close(): Promise<void>;
}

/**
 * Opens a stage.
 * @param over takes the place of what the environment says
 */
export type OpenAStage = (over: Environment) => Promise<OpenStage>;
