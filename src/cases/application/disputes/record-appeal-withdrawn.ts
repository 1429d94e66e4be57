import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that an appeal came to nothing: the family withdrew it, or the tribunal struck it out. The decision stands. */
export class RecordAppealWithdrawn extends AnyCaseRequest {
  /** The day it was withdrawn or struck out. */
  @IsDay()
  on!: CalendarDate;

  /** Which appeal, where there are several. */
  @MayBeMissing()
  @IsAttributeOf('appeal-withdrawn', 'appeal')
  appeal?: MilestoneOf<'appeal-withdrawn'>['appeal'];
}

@CommandHandler(RecordAppealWithdrawn)
export class RecordAppealWithdrawnHandler implements ICommandHandler<RecordAppealWithdrawn> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordAppealWithdrawn): Promise<Outcome> {
    const { on, appeal } = request;
    return this.cases.of(request).record(request, 'AppealWithdrawn', { on, appeal });
  }
}
