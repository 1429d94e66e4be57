import { Injectable } from '@nestjs/common';
import { isHidden } from '../../platform/access/sight.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { DueReview } from '../domain/due-reviews.js';
import type { ReviewYear } from '../domain/review-year.js';
import { findDueReviews, findLostReviews } from './find-due-reviews.js';
import { Remembered } from './remembered.js';

/** Annual reviews as at a day. */
export interface AnnualReviewsDue {
  readonly asAt: CalendarDate;
  /** Those that were due in a year, in no order. */
  readonly reviews: readonly DueReview[];
  /** Those that are overdue, in whatever year they were due, and of which no meeting is on record. */
  readonly lost: readonly DueReview[];
}

/** Answers which annual reviews were due, and what became of them. */
@Injectable()
export class AnnualReviews {
  readonly #remembered = new Remembered<AnnualReviewsDue>();

  constructor(private readonly models: ReadModels) {}

  /**
   * The annual reviews that were due in a year.
   * @param team of plans of one team alone; `null` for those of no team
   */
  async dueIn(moment: Moment, year: ReviewYear, team?: string | null): Promise<AnnualReviewsDue> {
    const { asAt, reviews, lost } = await this.#all(moment, year);
    const isAsked = (one: DueReview): boolean =>
      (team === undefined || one.team === team) && !isHidden(one.person as PersonId);
    return { asAt, reviews: reviews.filter(isAsked), lost: lost.filter(isAsked) };
  }

  async #all(moment: Moment, { from, to }: ReviewYear): Promise<AnnualReviewsDue> {
    const { asAt } = this.models.live();
    const question = JSON.stringify([moment.asAt ?? asAt, moment.knownOn, from, to]);
    const upTo = (await this.models.projector.checkpoint()) ?? '';
    return this.#remembered.of(question, upTo, () =>
      this.models.asking(moment, async (asked) => ({
        asAt: asked.asAt,
        reviews: await findDueReviews(asked, { from, to }),
        lost: await findLostReviews(asked),
      })),
    );
  }
}
