import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the mediation adviser issued the certificate, which opens the way to an appeal (section 55). */
export class RecordMediationCertificate extends AnyCaseRequest {
  /** The day it was issued. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RecordMediationCertificate)
export class RecordMediationCertificateHandler implements ICommandHandler<RecordMediationCertificate> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordMediationCertificate): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'MediationCertificateIssued', { on });
  }
}
