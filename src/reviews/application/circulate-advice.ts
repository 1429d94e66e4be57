import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that the advice was sent to everyone invited (regulations 20(4) and 21(4)). */
export class CirculateAdvice extends CaseRequest {
  /** The day it was sent. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(CirculateAdvice)
export class CirculateAdviceHandler implements ICommandHandler<CirculateAdvice> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: CirculateAdvice): Promise<Outcome> {
    const { on } = request;
    return this.reviews.record(request, 'AdviceCirculated', { on });
  }
}
