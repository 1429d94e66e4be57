import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the family told the mediation adviser that it may appeal (regulation 33). */
export class RecordMediationContacted extends AnyCaseRequest {
  /** The day the family was in touch. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordMediationContacted)
export class RecordMediationContactedHandler implements ICommandHandler<RecordMediationContacted> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordMediationContacted): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'MediationContacted', { on });
  }
}
