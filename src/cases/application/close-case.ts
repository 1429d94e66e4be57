import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import type { ClosingReason } from '../../streams/domain/case-life.js';
import { IsAttributeOf, IsDay, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Closes a case: nothing that happens later belongs on it, until it is reopened. */
export class CloseCase extends AnyCaseRequest {
  /** The day from which it is closed. */
  @IsDay()
  on!: CalendarDate;

  /** Why. */
  @IsAttributeOf('closed', 'reason')
  reason!: ClosingReason;

  /** More about why; kept encrypted. */
  @MayBeMissing()
  @IsText()
  note?: string;
}

@CommandHandler(CloseCase)
export class CloseCaseHandler implements ICommandHandler<CloseCase> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: CloseCase): Promise<Outcome> {
    const { on, reason, note } = request;
    return this.cases.of(request).record(request, 'CaseClosed', { on, reason }, { note });
  }
}
