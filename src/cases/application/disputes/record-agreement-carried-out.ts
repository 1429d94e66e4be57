import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that what was agreed at mediation was done. */
export class RecordAgreementCarriedOut extends AnyCaseRequest {
  /** The day it was done. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordAgreementCarriedOut)
export class RecordAgreementCarriedOutHandler implements ICommandHandler<RecordAgreementCarriedOut> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordAgreementCarriedOut): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'AgreementCarriedOut', { on });
  }
}
