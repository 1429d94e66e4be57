import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the health body told the council of an agreement that the council was not a party to. */
export class RecordAgreementNotified extends AnyCaseRequest {
  /** The day the council was told. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordAgreementNotified)
export class RecordAgreementNotifiedHandler implements ICommandHandler<RecordAgreementNotified> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordAgreementNotified): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'AgreementNotified', { on });
  }
}
