import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CHANNELS, type FamilyWeek } from '../../streams/domain/case-life.js';
import { IsAttributeOf, IsDay, IsOneOf, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Records that the family was told how things stand. */
export class InformFamily extends AnyCaseRequest {
  /** The day it was told. */
  @IsDay()
  on!: CalendarDate;

  /** How it was told. */
  @MayBeMissing()
  @IsOneOf(CHANNELS)
  by?: (typeof CHANNELS)[number];

  /** The week of the assessment that it is for. */
  @MayBeMissing()
  @IsAttributeOf('family-feedback-asked', 'week')
  week?: FamilyWeek;

  /** What it was told; kept encrypted. */
  @MayBeMissing()
  @IsText()
  message?: string;
}

@CommandHandler(InformFamily)
export class InformFamilyHandler implements ICommandHandler<InformFamily> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: InformFamily): Promise<Outcome> {
    const { on, by, week, message } = request;
    return this.cases.of(request).record(request, 'FamilyInformed', { on, by, week }, { message });
  }
}
