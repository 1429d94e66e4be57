import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import type { FamilyWeek } from '../../streams/domain/case-life.js';
import { IsAttributeOf, IsDay, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Records that the family was asked how it finds things. */
export class AskForFamilyFeedback extends AnyCaseRequest {
  /** The day it was asked. */
  @IsDay()
  on!: CalendarDate;

  /** The week of the assessment that it is for. */
  @MayBeMissing()
  @IsAttributeOf('family-feedback-asked', 'week')
  week?: FamilyWeek;
}

@CommandHandler(AskForFamilyFeedback)
export class AskForFamilyFeedbackHandler implements ICommandHandler<AskForFamilyFeedback> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: AskForFamilyFeedback): Promise<Outcome> {
    const { on, week } = request;
    return this.cases.of(request).record(request, 'FamilyFeedbackAsked', { on, week });
  }
}
