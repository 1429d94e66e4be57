import { problemDetails, type ProblemDetails } from './problem-details.js';

/** A request that is answered with problem details. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param status the HTTP status
   * @param detail one or more sentences for the person who sent the request
   * @param more what else the answer says
   */
  constructor(
    readonly status: number,
    readonly detail: string,
    private readonly more: Partial<Omit<ProblemDetails, 'status' | 'detail'>> = {},
  ) {
    super(detail);
  }

  /** The answer. */
  details(): ProblemDetails {
    return { ...problemDetails(this.status, this.detail), ...this.more };
  }
}
