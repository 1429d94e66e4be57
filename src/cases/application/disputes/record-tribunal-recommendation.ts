import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the tribunal recommended something about health or social care. */
export class RecordTribunalRecommendation extends AnyCaseRequest {
  /** The day of the recommendation. */
  @IsDay()
  on!: CalendarDate;

  /** Who must answer it. */
  @MayBeMissing()
  @IsAttributeOf('tribunal-recommended', 'body')
  body?: MilestoneOf<'tribunal-recommended'>['body'];
}

@CommandHandler(RecordTribunalRecommendation)
export class RecordTribunalRecommendationHandler implements ICommandHandler<RecordTribunalRecommendation> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordTribunalRecommendation): Promise<Outcome> {
    const { on, body } = request;
    return this.cases.of(request).record(request, 'TribunalRecommended', { on, body });
  }
}
