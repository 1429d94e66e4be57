import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsOneOf, IsUuid, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { CEASE_REASONS, type CeaseReason } from '../../streams/domain/ceasing.js';
import { Plans } from './plans.js';

/** Records that the council ceased to maintain the plan, some time after its decision, which is recorded on its own. */
export class CeasePlan extends CaseRequest {
  /** The day from which the plan is no longer maintained; not the day of the decision. */
  @IsDay()
  on!: CalendarDate;

  /** Why (SEN2 item 4.6); a transfer to another council is recorded as such. */
  @IsOneOf(CEASE_REASONS)
  reason!: CeaseReason;

  /** The review that led to it, where it is on record here. */
  @MayBeMissing()
  @IsUuid()
  review?: string;
}

@CommandHandler(CeasePlan)
export class CeasePlanHandler implements ICommandHandler<CeasePlan> {
  constructor(private readonly plans: Plans) {}

  execute(request: CeasePlan): Promise<Outcome> {
    const { on, reason, review } = request;
    return this.plans.record(request, 'PlanCeased', { on, reason, review });
  }
}
