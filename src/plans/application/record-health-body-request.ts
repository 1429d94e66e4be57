import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the new health body asked the council to assess or review (regulation 16). */
export class RecordHealthBodyRequest extends CaseRequest {
  /** The day it asked. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordHealthBodyRequest)
export class RecordHealthBodyRequestHandler implements ICommandHandler<RecordHealthBodyRequest> {
  constructor(private readonly plans: Plans) {}

  execute(request: RecordHealthBodyRequest): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'HealthBodyAskedCouncil', { on });
  }
}
