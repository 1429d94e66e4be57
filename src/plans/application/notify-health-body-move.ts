import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the health body learned that another becomes responsible (regulation 16). */
export class NotifyHealthBodyMove extends CaseRequest {
  /** The day the health body learned of it. */
  @IsDay()
  on!: CalendarDate;

  /** The day of the move, where it is known. */
  @MayBeMissing()
  @IsDay()
  movesOn?: CalendarDate;
}

@CommandHandler(NotifyHealthBodyMove)
export class NotifyHealthBodyMoveHandler implements ICommandHandler<NotifyHealthBodyMove> {
  constructor(private readonly plans: Plans) {}

  execute(request: NotifyHealthBodyMove): Promise<Outcome> {
    const { on, movesOn } = request;
    return this.plans.record(request, 'HealthBodyMoveNotified', { on, movesOn });
  }
}
