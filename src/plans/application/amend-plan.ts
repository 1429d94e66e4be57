import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsUuid, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the amended plan was issued, after a notice, an order or a review (regulations 22(3) and 28). */
export class AmendPlan extends CaseRequest {
  /** The day it was issued. */
  @IsDay()
  on!: CalendarDate;

  /** It names the setting of the next phase of education (regulation 18). */
  @MayBeMissing()
  @IsYesOrNo()
  phaseTransfer?: boolean;

  /** The review that led to it; its own record holds the notice. */
  @MayBeMissing()
  @IsUuid()
  review?: string;
}

@CommandHandler(AmendPlan)
export class AmendPlanHandler implements ICommandHandler<AmendPlan> {
  constructor(private readonly plans: Plans) {}

  execute(request: AmendPlan): Promise<Outcome> {
    const { on, phaseTransfer, review } = request;
    return this.plans.record(request, 'PlanAmended', { on, phaseTransfer, review });
  }
}
