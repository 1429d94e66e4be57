import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsOneOf } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { CEASE_REASONS, type CeaseReason } from '../../streams/domain/ceasing.js';
import { Reviews } from './reviews.js';

/** Records on a review that the council ceased to maintain the plan as the review decided. A policy tells the plan. */
export class CeasePlanAfterReview extends CaseRequest {
  /** The day from which the plan is no longer maintained; not the day of the decision. */
  @IsDay()
  on!: CalendarDate;

  /** Why (SEN2 item 4.6); a transfer to another council is recorded on the plan as such. */
  @IsOneOf(CEASE_REASONS)
  reason!: CeaseReason;
}

@CommandHandler(CeasePlanAfterReview)
export class CeasePlanAfterReviewHandler implements ICommandHandler<CeasePlanAfterReview> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: CeasePlanAfterReview): Promise<Outcome> {
    const { on, reason } = request;
    return this.reviews.record(request, 'PlanCeased', { on, reason });
  }
}
