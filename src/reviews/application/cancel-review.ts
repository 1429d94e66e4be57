import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that the review does not take place. */
export class CancelReview extends CaseRequest {
  /** The day it was cancelled. */
  @IsDay()
  on!: CalendarDate;

  /** Why; kept encrypted. */
  @MayBeMissing()
  @IsText()
  why?: string;
}

@CommandHandler(CancelReview)
export class CancelReviewHandler implements ICommandHandler<CancelReview> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: CancelReview): Promise<Outcome> {
    const { on, why } = request;
    return this.reviews.record(request, 'ReviewCancelled', { on }, { why });
  }
}
