import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records the family's representations on the draft plan: its views, or the school or college it asks for (section 38(2)(b)). */
export class RecordRepresentations extends CaseRequest {
  /** The day the council received it. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordRepresentations)
export class RecordRepresentationsHandler implements ICommandHandler<RecordRepresentations> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: RecordRepresentations): Promise<Outcome> {
    const { on } = request;
    return this.assessments.record(request, 'RepresentationsReceived', { on });
  }
}
