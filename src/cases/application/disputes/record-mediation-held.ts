import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that mediation was held. */
export class RecordMediationHeld extends AnyCaseRequest {
  /** The day it ended. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordMediationHeld)
export class RecordMediationHeldHandler implements ICommandHandler<RecordMediationHeld> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordMediationHeld): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'MediationHeld', { on });
  }
}
