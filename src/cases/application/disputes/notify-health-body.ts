import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import { IsDay } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the council told the health body of the health issues in a mediation (regulation 35). */
export class NotifyHealthBody extends AnyCaseRequest {
  /** The day of the notice. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(NotifyHealthBody)
export class NotifyHealthBodyHandler implements ICommandHandler<NotifyHealthBody> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: NotifyHealthBody): Promise<Outcome> {
    const { on } = request;
    return this.cases.of(request).record(request, 'HealthBodyNotified', { on });
  }
}
