import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, IsYesOrNo, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records what was agreed at mediation, and so what the council must do by when (regulation 42). */
export class RecordMediationAgreement extends AnyCaseRequest {
  /** The day of the agreement. */
  @IsDay()
  on!: CalendarDate;

  /** What was agreed, in the words of the order that it stands for. */
  @IsAttributeOf('mediation-agreed', 'order')
  order!: MilestoneOf<'mediation-agreed'>['order'];

  /** The day that the parties agreed in writing in place of the time in the regulations. */
  @MayBeMissing()
  @IsDay()
  agreedDueOn?: CalendarDate;

  /** The council was not a party to the agreement: it is with the health body alone. */
  @MayBeMissing()
  @IsYesOrNo()
  healthBodyOnly?: boolean;
}

@CommandHandler(RecordMediationAgreement)
export class RecordMediationAgreementHandler implements ICommandHandler<RecordMediationAgreement> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordMediationAgreement): Promise<Outcome> {
    const { on, order, agreedDueOn, healthBodyOnly } = request;
    return this.cases.of(request).record(request, 'MediationAgreed', { on, order, agreedDueOn, healthBodyOnly });
  }
}
