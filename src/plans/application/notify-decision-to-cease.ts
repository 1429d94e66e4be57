import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records the notice of a decision to cease to maintain the plan that was made outside a review (section 45, regulation 31). */
export class NotifyDecisionToCease extends CaseRequest {
  /** The day the notice was given; not the day from which the plan is no longer maintained. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(NotifyDecisionToCease)
export class NotifyDecisionToCeaseHandler implements ICommandHandler<NotifyDecisionToCease> {
  constructor(private readonly plans: Plans) {}

  execute(request: NotifyDecisionToCease): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'DecisionToCeaseNotified', { on });
  }
}
