import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records the family's reply to an amendment notice that follows no review (regulation 22(2)(c)). */
export class RecordPlanRepresentations extends CaseRequest {
  /** The day the reply was received. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordPlanRepresentations)
export class RecordPlanRepresentationsHandler implements ICommandHandler<RecordPlanRepresentations> {
  constructor(private readonly plans: Plans) {}

  execute(request: RecordPlanRepresentations): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'RepresentationsReceived', { on });
  }
}
