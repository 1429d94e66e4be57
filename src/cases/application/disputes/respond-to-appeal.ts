import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the council sent its response to the tribunal. */
export class RespondToAppeal extends AnyCaseRequest {
  /** The day it was sent. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(RespondToAppeal)
export class RespondToAppealHandler implements ICommandHandler<RespondToAppeal> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RespondToAppeal): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'AppealResponded', { on });
  }
}
