import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { IsDay, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Reopens a case that was closed. */
export class ReopenCase extends AnyCaseRequest {
  /** The day from which it is open again. */
  @IsDay()
  on!: CalendarDate;

  /** Why; kept encrypted. */
  @MayBeMissing()
  @IsText()
  why?: string;
}

@CommandHandler(ReopenCase)
export class ReopenCaseHandler implements ICommandHandler<ReopenCase> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: ReopenCase): Promise<Outcome> {
    const { on, why } = request;
    return this.cases.of(request).record(request, 'CaseReopened', { on }, { why });
  }
}
