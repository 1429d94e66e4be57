import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsOneOf, IsUuid } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { PersonId } from '../../streams/domain/event.js';
import { REVIEW_KINDS, type Opened } from '../domain/review.events.js';
import { Reviews } from './reviews.js';

/** Opens a review of a plan. */
export class OpenReview extends CaseRequest {
  /** The child or young person. */
  @IsUuid()
  person!: PersonId;

  /** The plan under review. */
  @IsUuid()
  plan!: string;

  /** The day the work on the review began. */
  @IsDay()
  on!: CalendarDate;

  /** Whether it is the yearly review, one before that is due, or one for a transfer to another phase. */
  @IsOneOf(REVIEW_KINDS)
  kind!: Opened['kind'];
}

@CommandHandler(OpenReview)
export class OpenReviewHandler implements ICommandHandler<OpenReview> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: OpenReview): Promise<Outcome> {
    const { person, plan, on, kind } = request;
    return this.reviews.record(request, 'ReviewOpened', { person, plan, on, kind });
  }
}
