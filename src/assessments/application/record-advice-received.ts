import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsReference } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the council received advice that it asked for (regulation 8(1)). */
export class RecordAdviceReceived extends CaseRequest {
  /** The day the council received it. */
  @IsDay()
  on!: CalendarDate;

  /** The reference of the request: the adviser's name, unless the request was given another. */
  @IsReference()
  ref!: string;
}

@CommandHandler(RecordAdviceReceived)
export class RecordAdviceReceivedHandler implements ICommandHandler<RecordAdviceReceived> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: RecordAdviceReceived): Promise<Outcome> {
    const { on, ref } = request;
    return this.assessments.record(request, 'AdviceReceived', { on, ref });
  }
}
