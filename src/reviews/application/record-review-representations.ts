import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records the family's reply to the amendment notice (regulation 22(2)(c)). */
export class RecordReviewRepresentations extends CaseRequest {
  /** The day the reply was received. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordReviewRepresentations)
export class RecordReviewRepresentationsHandler implements ICommandHandler<RecordReviewRepresentations> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: RecordReviewRepresentations): Promise<Outcome> {
    const { on } = request;
    return this.reviews.record(request, 'RepresentationsReceived', { on });
  }
}
