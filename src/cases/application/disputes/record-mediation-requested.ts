import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the family told the council that it wants mediation, and about what (regulation 34). */
export class RecordMediationRequested extends AnyCaseRequest {
  /** The day the council was told. */
  @IsDay()
  on!: CalendarDate;

  @MayBeMissing()
  @IsAttributeOf('mediation-requested', 'issues')
  issues?: MilestoneOf<'mediation-requested'>['issues'];
}

@CommandHandler(RecordMediationRequested)
export class RecordMediationRequestedHandler implements ICommandHandler<RecordMediationRequested> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordMediationRequested): Promise<Outcome> {
    const { on, issues } = request;
    return this.cases.of(request).record(request, 'MediationRequested', { on, issues });
  }
}
