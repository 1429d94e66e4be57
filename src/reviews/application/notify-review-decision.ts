import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsAttributeOf, IsDay, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { ReviewOutcome } from '../domain/review.events.js';
import { Reviews } from './reviews.js';

/** Records the notice of the decision after the review: to maintain, amend or cease the plan (regulations 20(10) and 21(9)). */
export class NotifyReviewDecision extends CaseRequest {
  /** The day the notice was given. */
  @IsDay()
  on!: CalendarDate;

  /** What was decided. */
  @IsAttributeOf('review-decision', 'outcome')
  outcome!: ReviewOutcome;

  /** The child is under five on that day. */
  @MayBeMissing()
  @IsYesOrNo()
  underFive?: boolean;
}

@CommandHandler(NotifyReviewDecision)
export class NotifyReviewDecisionHandler implements ICommandHandler<NotifyReviewDecision> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: NotifyReviewDecision): Promise<Outcome> {
    const { on, outcome, underFive } = request;
    return this.reviews.record(request, 'ReviewDecisionNotified', { on, outcome, underFive });
  }
}
