import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that a move to another area, of which the council had learned, does not happen: the plan stays with this council. */
export class CallOffMove extends CaseRequest {
  /** The day the council learned of it. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(CallOffMove)
export class CallOffMoveHandler implements ICommandHandler<CallOffMove> {
  constructor(private readonly plans: Plans) {}

  execute(request: CallOffMove): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'MoveCalledOff', { on });
  }
}
