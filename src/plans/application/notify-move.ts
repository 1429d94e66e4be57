import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the council learned of a move to another area (regulation 15(2)). */
export class NotifyMove extends CaseRequest {
  /** The day the council learned of it. */
  @IsDay()
  on!: CalendarDate;

  /** The day of the move, where it is known. */
  @MayBeMissing()
  @IsDay()
  movesOn?: CalendarDate;
}

@CommandHandler(NotifyMove)
export class NotifyMoveHandler implements ICommandHandler<NotifyMove> {
  constructor(private readonly plans: Plans) {}

  execute(request: NotifyMove): Promise<Outcome> {
    const { on, movesOn } = request;
    return this.plans.record(request, 'MoveNotified', { on, movesOn });
  }
}
