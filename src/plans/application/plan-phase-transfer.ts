import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsAttributeOf, IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { Phase } from '../domain/plan.events.js';
import { Plans } from './plans.js';

/** Records when the child or young person is to transfer to another phase of education (regulation 18). */
export class PlanPhaseTransfer extends CaseRequest {
  /** The day of the transfer; it may be still to come. */
  @IsDay()
  on!: CalendarDate;

  /** From which phase to which. */
  @IsAttributeOf('transfer-planned', 'phase')
  phase!: Phase;
}

@CommandHandler(PlanPhaseTransfer)
export class PlanPhaseTransferHandler implements ICommandHandler<PlanPhaseTransfer> {
  constructor(private readonly plans: Plans) {}

  execute(request: PlanPhaseTransfer): Promise<Outcome> {
    const { on, phase } = request;
    return this.plans.record(request, 'PhaseTransferDue', { on, phase });
  }
}
