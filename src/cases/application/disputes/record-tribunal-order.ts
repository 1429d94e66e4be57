import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { IsAttributeOf, IsDay, MayBeMissing } from '../../../streams/application/fields.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AllCases } from '../all-cases.js';
import { AnyCaseRequest } from '../any-case-request.js';

/** Records what the tribunal ordered, and so what the council must do by when (regulation 44). */
export class RecordTribunalOrder extends AnyCaseRequest {
  /** The day of the order. */
  @IsDay()
  on!: CalendarDate;

  @IsAttributeOf('tribunal-ordered', 'order')
  order!: MilestoneOf<'tribunal-ordered'>['order'];

  /** The appeal that the order decides. */
  @MayBeMissing()
  @IsAttributeOf('tribunal-ordered', 'appeal')
  appeal?: MilestoneOf<'tribunal-ordered'>['appeal'];
}

@CommandHandler(RecordTribunalOrder)
export class RecordTribunalOrderHandler implements ICommandHandler<RecordTribunalOrder> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordTribunalOrder): Promise<Outcome> {
    const { on, order, appeal } = request;
    return this.cases.of(request).record(request, 'TribunalOrdered', { on, order, appeal });
  }
}
