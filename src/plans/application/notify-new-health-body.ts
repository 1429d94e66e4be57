import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the old health body told the new one (regulation 16). */
export class NotifyNewHealthBody extends CaseRequest {
  /** The day the new health body was told. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(NotifyNewHealthBody)
export class NotifyNewHealthBodyHandler implements ICommandHandler<NotifyNewHealthBody> {
  constructor(private readonly plans: Plans) {}

  execute(request: NotifyNewHealthBody): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'NewHealthBodyNotified', { on });
  }
}
