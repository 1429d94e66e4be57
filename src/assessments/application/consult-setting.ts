import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsReference } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the council consulted a school, college or other setting about being named in the plan (section 39(2)). */
export class ConsultSetting extends CaseRequest {
  /** The day it was consulted. */
  @IsDay()
  on!: CalendarDate;

  /** Its URN, UKPRN or SEN setting code. */
  @IsReference()
  ref!: string;
}

@CommandHandler(ConsultSetting)
export class ConsultSettingHandler implements ICommandHandler<ConsultSetting> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: ConsultSetting): Promise<Outcome> {
    const { on, ref } = request;
    return this.assessments.record(request, 'SettingConsulted', { on, ref });
  }
}
