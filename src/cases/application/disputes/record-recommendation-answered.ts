import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that a recommendation of the tribunal was answered in writing. */
export class RecordRecommendationAnswered extends AnyCaseRequest {
  /** The day of the answer. */
  @IsDay()
  on!: CalendarDate;

  /** Who answered. */
  @MayBeMissing()
  @IsAttributeOf('recommendation-answered', 'body')
  body?: MilestoneOf<'recommendation-answered'>['body'];
}

@CommandHandler(RecordRecommendationAnswered)
export class RecordRecommendationAnsweredHandler implements ICommandHandler<RecordRecommendationAnswered> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordRecommendationAnswered): Promise<Outcome> {
    const { on, body } = request;
    return this.cases.of(request).record(request, 'RecommendationAnswered', { on, body });
  }
}
