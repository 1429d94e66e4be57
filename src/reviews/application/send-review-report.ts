import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that the report of the meeting was sent to everyone invited (regulations 20(7)-(9) and 21(7)). */
export class SendReviewReport extends CaseRequest {
  /** The day it was sent. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(SendReviewReport)
export class SendReviewReportHandler implements ICommandHandler<SendReviewReport> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: SendReviewReport): Promise<Outcome> {
    const { on } = request;
    return this.reviews.record(request, 'ReviewReportSent', { on });
  }
}
