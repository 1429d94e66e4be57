import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the council told the family that it will keep the plan, after it considered or decided to cease to maintain it. */
export class DecideNotToCease extends CaseRequest {
  /** The day the family was told. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(DecideNotToCease)
export class DecideNotToCeaseHandler implements ICommandHandler<DecideNotToCease> {
  constructor(private readonly plans: Plans) {}

  execute(request: DecideNotToCease): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'DecidedNotToCease', { on });
  }
}
