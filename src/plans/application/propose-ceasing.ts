import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the council told the family that it considers ceasing to maintain the plan (section 45, regulation 31). */
export class ProposeCeasing extends CaseRequest {
  /** The day the family was told. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(ProposeCeasing)
export class ProposeCeasingHandler implements ICommandHandler<ProposeCeasing> {
  constructor(private readonly plans: Plans) {}

  execute(request: ProposeCeasing): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'CeasingProposed', { on });
  }
}
