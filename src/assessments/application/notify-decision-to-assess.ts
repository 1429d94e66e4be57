import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsAttributeOf, IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the council gave notice of its decision whether to assess (regulation 5(1)). */
export class NotifyDecisionToAssess extends CaseRequest {
  /** The day of the notice. */
  @IsDay()
  on!: CalendarDate;

  @IsAttributeOf('decision-to-assess', 'outcome')
  outcome!: MilestoneOf<'decision-to-assess'>['outcome'];
}

@CommandHandler(NotifyDecisionToAssess)
export class NotifyDecisionToAssessHandler implements ICommandHandler<NotifyDecisionToAssess> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: NotifyDecisionToAssess): Promise<Outcome> {
    const { on, outcome } = request;
    return this.assessments.record(request, 'DecisionToAssessNotified', { on, outcome });
  }
}
