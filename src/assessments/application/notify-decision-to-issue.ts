import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsAttributeOf, IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the council gave notice of its decision whether to issue a plan (regulation 10(1) where it refuses). */
export class NotifyDecisionToIssue extends CaseRequest {
  /** The day of the notice. */
  @IsDay()
  on!: CalendarDate;

  @IsAttributeOf('decision-to-issue', 'outcome')
  outcome!: MilestoneOf<'decision-to-issue'>['outcome'];
}

@CommandHandler(NotifyDecisionToIssue)
export class NotifyDecisionToIssueHandler implements ICommandHandler<NotifyDecisionToIssue> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: NotifyDecisionToIssue): Promise<Outcome> {
    const { on, outcome } = request;
    return this.assessments.record(request, 'DecisionToIssueNotified', { on, outcome });
  }
}
