import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that the council told the family in the course of a review that it considers ceasing to maintain the plan (section 45, regulation 31). */
export class ProposeCeasingAtReview extends CaseRequest {
  /** The day the family was told. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(ProposeCeasingAtReview)
export class ProposeCeasingAtReviewHandler implements ICommandHandler<ProposeCeasingAtReview> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: ProposeCeasingAtReview): Promise<Outcome> {
    const { on } = request;
    return this.reviews.record(request, 'CeasingProposed', { on });
  }
}
