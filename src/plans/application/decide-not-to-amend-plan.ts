import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records the notice that the plan is not amended after all, though no review led to the proposal (regulation 22(4)). */
export class DecideNotToAmendPlan extends CaseRequest {
  /** The day the notice was given. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(DecideNotToAmendPlan)
export class DecideNotToAmendPlanHandler implements ICommandHandler<DecideNotToAmendPlan> {
  constructor(private readonly plans: Plans) {}

  execute(request: DecideNotToAmendPlan): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'DecidedNotToAmend', { on });
  }
}
