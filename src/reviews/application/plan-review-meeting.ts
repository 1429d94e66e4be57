import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records the day for which the review meeting is planned; another day takes the place of the one before. */
export class PlanReviewMeeting extends CaseRequest {
  /** The planned day. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(PlanReviewMeeting)
export class PlanReviewMeetingHandler implements ICommandHandler<PlanReviewMeeting> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: PlanReviewMeeting): Promise<Outcome> {
    const { on } = request;
    return this.reviews.record(request, 'ReviewMeetingPlanned', { on });
  }
}
