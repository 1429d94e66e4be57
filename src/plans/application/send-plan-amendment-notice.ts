import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records the notice of an amendment that follows neither a review nor a reassessment (section 44(6), regulation 28). */
export class SendPlanAmendmentNotice extends CaseRequest {
  /** The day it was sent. */
  @IsDay()
  on!: CalendarDate;

  /** The day the family received it, where that is not the day it was sent: its 15 days begin then. */
  @MayBeMissing()
  @IsDay()
  servedOn?: CalendarDate;
}

@CommandHandler(SendPlanAmendmentNotice)
export class SendPlanAmendmentNoticeHandler implements ICommandHandler<SendPlanAmendmentNotice> {
  constructor(private readonly plans: Plans) {}

  execute(request: SendPlanAmendmentNotice): Promise<Outcome> {
    const { on, servedOn } = request;
    return this.plans.record(request, 'AmendmentNoticeSent', { on, servedOn });
  }
}
