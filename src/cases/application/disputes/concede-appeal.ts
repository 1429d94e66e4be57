import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, IsYesOrNo, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the council told the tribunal that it will not oppose the appeal (regulation 45). */
export class ConcedeAppeal extends AnyCaseRequest {
  /** The day the tribunal was told. */
  @IsDay()
  on!: CalendarDate;

  /** Which appeal. */
  @IsAttributeOf('appeal-conceded', 'appeal')
  appeal!: MilestoneOf<'appeal-conceded'>['appeal'];

  /** The contents of the plan are to be changed as well as the school or college. */
  @MayBeMissing()
  @IsYesOrNo()
  contentsToo?: boolean;

  /** An amendment was agreed as well as keeping the plan. */
  @MayBeMissing()
  @IsYesOrNo()
  amendmentAgreed?: boolean;
}

@CommandHandler(ConcedeAppeal)
export class ConcedeAppealHandler implements ICommandHandler<ConcedeAppeal> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: ConcedeAppeal): Promise<Outcome> {
    const { on, appeal, contentsToo, amendmentAgreed } = request;
    return this.cases.of(request).record(request, 'AppealConceded', { on, appeal, contentsToo, amendmentAgreed });
  }
}
