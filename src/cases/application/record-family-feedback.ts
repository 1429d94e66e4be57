import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import type { FamilyWeek } from '../../streams/domain/case-life.js';
import { IsAttributeOf, IsDay, IsOneOf, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

const SATISFACTION = [1, 2, 3, 4, 5] as const;

/** Records what the family said about how it finds things. */
export class RecordFamilyFeedback extends AnyCaseRequest {
  /** The day it was said. */
  @IsDay()
  on!: CalendarDate;

  /** The week of the assessment that it is for. */
  @MayBeMissing()
  @IsAttributeOf('family-feedback-asked', 'week')
  week?: FamilyWeek;

  /** From 1, very dissatisfied, to 5, very satisfied. */
  @MayBeMissing()
  @IsOneOf(SATISFACTION)
  satisfaction?: (typeof SATISFACTION)[number];

  /** Its own words; kept encrypted. */
  @MayBeMissing()
  @IsText()
  comment?: string;
}

@CommandHandler(RecordFamilyFeedback)
export class RecordFamilyFeedbackHandler implements ICommandHandler<RecordFamilyFeedback> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordFamilyFeedback): Promise<Outcome> {
    const { on, week, satisfaction, comment } = request;
    return this.cases.of(request).record(request, 'FamilyFeedbackRecorded', { on, week, satisfaction }, { comment });
  }
}
