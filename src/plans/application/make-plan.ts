import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsUuid, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { PersonId } from '../../streams/domain/event.js';
import { Plans } from './plans.js';

/** Opens a plan: this council made it for the first time. */
export class MakePlan extends CaseRequest {
  /** The child or young person. */
  @IsUuid()
  person!: PersonId;

  /** The day the plan was first made: its final version was issued. */
  @IsDay()
  on!: CalendarDate;

  /** The child is under five on that day. */
  @MayBeMissing()
  @IsYesOrNo()
  underFive?: boolean;

  /** The needs assessment that led to it. */
  @MayBeMissing()
  @IsUuid()
  assessment?: string;
}

@CommandHandler(MakePlan)
export class MakePlanHandler implements ICommandHandler<MakePlan> {
  constructor(private readonly plans: Plans) {}

  execute(request: MakePlan): Promise<Outcome> {
    const { person, on, underFive, assessment } = request;
    return this.plans.record(request, 'PlanMade', { person, on, underFive, assessment });
  }
}
