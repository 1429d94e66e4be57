import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsOneOf, IsReference, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { SETTING_ANSWERS } from '../domain/assessment.events.js';
import { Assessments } from './assessments.js';

/** Records what a school, college or other setting that was consulted answered. */
export class RecordSettingResponse extends CaseRequest {
  /** The day the council received the answer. */
  @IsDay()
  on!: CalendarDate;

  /** The URN, UKPRN or SEN setting code that it was consulted under. */
  @IsReference()
  ref!: string;

  @MayBeMissing()
  @IsOneOf(SETTING_ANSWERS)
  answer?: (typeof SETTING_ANSWERS)[number];
}

@CommandHandler(RecordSettingResponse)
export class RecordSettingResponseHandler implements ICommandHandler<RecordSettingResponse> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: RecordSettingResponse): Promise<Outcome> {
    const { on, ref, answer } = request;
    return this.assessments.record(request, 'SettingResponded', { on, ref, answer });
  }
}
