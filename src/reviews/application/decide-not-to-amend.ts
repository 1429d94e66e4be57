import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records the notice that the council does not amend the plan after all (regulation 22(4)). */
export class DecideNotToAmend extends CaseRequest {
  /** The day the notice was given. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(DecideNotToAmend)
export class DecideNotToAmendHandler implements ICommandHandler<DecideNotToAmend> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: DecideNotToAmend): Promise<Outcome> {
    const { on } = request;
    return this.reviews.record(request, 'DecidedNotToAmend', { on });
  }
}
