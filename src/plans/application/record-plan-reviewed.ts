import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsUuid, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the plan was reviewed: the next 12 months begin with that day (section 44(1)(b)). */
export class RecordPlanReviewed extends CaseRequest {
  /** The day the council gave notice of its decision after the review. */
  @IsDay()
  on!: CalendarDate;

  /** The child is under five on that day. */
  @MayBeMissing()
  @IsYesOrNo()
  underFive?: boolean;

  /** The review, where it is on record here. */
  @MayBeMissing()
  @IsUuid()
  review?: string;
}

@CommandHandler(RecordPlanReviewed)
export class RecordPlanReviewedHandler implements ICommandHandler<RecordPlanReviewed> {
  constructor(private readonly plans: Plans) {}

  execute(request: RecordPlanReviewed): Promise<Outcome> {
    const { on, underFive, review } = request;
    return this.plans.record(request, 'PlanReviewed', { on, underFive, review });
  }
}
