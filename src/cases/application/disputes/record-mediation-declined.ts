import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the family told the mediation adviser that it will not pursue mediation (section 55(4)). */
export class RecordMediationDeclined extends AnyCaseRequest {
  /** The day it said so. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordMediationDeclined)
export class RecordMediationDeclinedHandler implements ICommandHandler<RecordMediationDeclined> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordMediationDeclined): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'MediationDeclined', { on });
  }
}
