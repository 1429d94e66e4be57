import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records that the family appealed to the First-tier Tribunal (section 51). */
export class RecordAppealLodged extends AnyCaseRequest {
  /** The day the appeal was lodged. */
  @IsDay()
  on!: CalendarDate;

  /** What it is against. */
  @MayBeMissing()
  @IsAttributeOf('appeal-lodged', 'appeal')
  appeal?: MilestoneOf<'appeal-lodged'>['appeal'];

  /** The day the tribunal sent it to the council, where that is not the same day. */
  @MayBeMissing()
  @IsDay()
  sentToCouncilOn?: CalendarDate;
}

@CommandHandler(RecordAppealLodged)
export class RecordAppealLodgedHandler implements ICommandHandler<RecordAppealLodged> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordAppealLodged): Promise<Outcome> {
    const { on, appeal, sentToCouncilOn } = request;
    return this.cases.of(request).record(request, 'AppealLodged', { on, appeal, sentToCouncilOn });
  }
}
