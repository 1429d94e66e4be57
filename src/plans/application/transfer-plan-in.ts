import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsUuid, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { PersonId } from '../../streams/domain/event.js';
import { IsAuthorityCode } from './authority-code.js';
import { Plans } from './plans.js';

/** Opens a plan that another council transferred to this one (regulation 15). */
export class TransferPlanIn extends CaseRequest {
  /** The child or young person. */
  @IsUuid()
  person!: PersonId;

  /** The day the plan was transferred. */
  @IsDay()
  on!: CalendarDate;

  /** The day the plan was first made. */
  @MayBeMissing()
  @IsDay()
  madeOn?: CalendarDate;

  /** The day the plan was last reviewed. */
  @MayBeMissing()
  @IsDay()
  lastReviewedOn?: CalendarDate;

  /** The council that it came from. */
  @MayBeMissing()
  @IsAuthorityCode()
  fromAuthority?: string;

  /** The child was under five when the plan was made or last reviewed. */
  @MayBeMissing()
  @IsYesOrNo()
  underFive?: boolean;
}

@CommandHandler(TransferPlanIn)
export class TransferPlanInHandler implements ICommandHandler<TransferPlanIn> {
  constructor(private readonly plans: Plans) {}

  execute(request: TransferPlanIn): Promise<Outcome> {
    const { person, on, madeOn, lastReviewedOn, fromAuthority, underFive } = request;
    return this.plans.record(request, 'PlanTransferredIn', {
      person,
      on,
      madeOn,
      lastReviewedOn,
      fromAuthority,
      underFive,
    });
  }
}
