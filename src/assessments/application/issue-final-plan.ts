import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the council issued the final plan (regulation 13(2)). */
export class IssueFinalPlan extends CaseRequest {
  /** The day it was sent to the family. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(IssueFinalPlan)
export class IssueFinalPlanHandler implements ICommandHandler<IssueFinalPlan> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: IssueFinalPlan): Promise<Outcome> {
    const { on } = request;
    return this.assessments.record(request, 'FinalPlanIssued', { on });
  }
}
