import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that the review meeting was held, or held again within 12 weeks. */
export class HoldReviewMeeting extends CaseRequest {
  /** The day of the meeting. */
  @IsDay()
  on!: CalendarDate;

  /** The child or young person is in year 9 or above: the meeting considers adulthood (regulations 20(6) and 21(6)). */
  @MayBeMissing()
  @IsYesOrNo()
  yearNineOrLater?: boolean;
}

@CommandHandler(HoldReviewMeeting)
export class HoldReviewMeetingHandler implements ICommandHandler<HoldReviewMeeting> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: HoldReviewMeeting): Promise<Outcome> {
    const { on, yearNineOrLater } = request;
    return this.reviews.record(request, 'ReviewMeetingHeld', { on, yearNineOrLater });
  }
}
