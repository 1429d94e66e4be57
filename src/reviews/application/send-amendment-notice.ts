import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that the plan, the notice of the proposed amendments and the evidence were sent to the family (regulation 22(2)(a)). */
export class SendAmendmentNotice extends CaseRequest {
  /** The day they were sent. */
  @IsDay()
  on!: CalendarDate;

  /** The day the family received it, where that is not the day it was sent: its 15 days begin then. */
  @MayBeMissing()
  @IsDay()
  servedOn?: CalendarDate;
}

@CommandHandler(SendAmendmentNotice)
export class SendAmendmentNoticeHandler implements ICommandHandler<SendAmendmentNotice> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: SendAmendmentNotice): Promise<Outcome> {
    const { on, servedOn } = request;
    return this.reviews.record(request, 'AmendmentNoticeSent', { on, servedOn });
  }
}
