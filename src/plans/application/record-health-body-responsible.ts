import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the new health body learned that it is responsible (regulation 16). */
export class RecordHealthBodyResponsible extends CaseRequest {
  /** The day it learned of it. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordHealthBodyResponsible)
export class RecordHealthBodyResponsibleHandler implements ICommandHandler<RecordHealthBodyResponsible> {
  constructor(private readonly plans: Plans) {}

  execute(request: RecordHealthBodyResponsible): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'HealthBodyBecameResponsible', { on });
  }
}
