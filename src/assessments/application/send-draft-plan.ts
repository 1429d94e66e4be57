import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the draft plan was sent to the family (regulation 13(1)). */
export class SendDraftPlan extends CaseRequest {
  /** The day it was sent. */
  @IsDay()
  on!: CalendarDate;

  /** The day the family received it, where that is not the day it was sent: its 15 days begin then. */
  @MayBeMissing()
  @IsDay()
  servedOn?: CalendarDate;
}

@CommandHandler(SendDraftPlan)
export class SendDraftPlanHandler implements ICommandHandler<SendDraftPlan> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: SendDraftPlan): Promise<Outcome> {
    const { on, servedOn } = request;
    return this.assessments.record(request, 'DraftPlanSent', { on, servedOn });
  }
}
