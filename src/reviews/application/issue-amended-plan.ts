import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that the amended plan was issued (regulation 22(3)). */
export class IssueAmendedPlan extends CaseRequest {
  /** The day it was issued. */
  @IsDay()
  on!: CalendarDate;

  /** It names the setting of the next phase of education (regulation 18). */
  @MayBeMissing()
  @IsYesOrNo()
  phaseTransfer?: boolean;
}

@CommandHandler(IssueAmendedPlan)
export class IssueAmendedPlanHandler implements ICommandHandler<IssueAmendedPlan> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: IssueAmendedPlan): Promise<Outcome> {
    const { on, phaseTransfer } = request;
    return this.reviews.record(request, 'AmendedPlanIssued', { on, phaseTransfer });
  }
}
