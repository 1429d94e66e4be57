import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { IsAuthorityCode } from './authority-code.js';
import { Plans } from './plans.js';

/** Records that the plan was transferred to another council (regulation 15(2)). */
export class TransferPlanOut extends CaseRequest {
  /** The day the plan was transferred. */
  @IsDay()
  on!: CalendarDate;

  /** The council that it went to. */
  @MayBeMissing()
  @IsAuthorityCode()
  toAuthority?: string;
}

@CommandHandler(TransferPlanOut)
export class TransferPlanOutHandler implements ICommandHandler<TransferPlanOut> {
  constructor(private readonly plans: Plans) {}

  execute(request: TransferPlanOut): Promise<Outcome> {
    const { on, toAuthority } = request;
    return this.plans.record(request, 'PlanTransferredOut', { on, toAuthority });
  }
}
