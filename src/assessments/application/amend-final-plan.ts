import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/**
 * Records that the council amended the plan that came of this assessment, as the tribunal ordered, as was agreed at
 * mediation or as the council conceded. An amendment after a review is recorded on the review, any other on the plan.
 */
export class AmendFinalPlan extends CaseRequest {
  /** The day the amended plan was issued. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(AmendFinalPlan)
export class AmendFinalPlanHandler implements ICommandHandler<AmendFinalPlan> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: AmendFinalPlan): Promise<Outcome> {
    const { on } = request;
    return this.assessments.record(request, 'AmendedPlanIssued', { on });
  }
}
