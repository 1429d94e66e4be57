import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsAttributeOf, IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the council changed a refusal by itself, without an agreement or an order. */
export class ReverseDecision extends CaseRequest {
  /** The day the family was told. */
  @IsDay()
  on!: CalendarDate;

  /** Which refusal: to assess, or to issue a plan. */
  @IsAttributeOf('decision-reversed', 'stage')
  stage!: MilestoneOf<'decision-reversed'>['stage'];
}

@CommandHandler(ReverseDecision)
export class ReverseDecisionHandler implements ICommandHandler<ReverseDecision> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: ReverseDecision): Promise<Outcome> {
    const { on, stage } = request;
    return this.assessments.record(request, 'DecisionReversed', { on, stage });
  }
}
