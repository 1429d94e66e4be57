import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Plans } from './plans.js';

/** Records that the family was told of the transfer, whether the council will assess and when it will review (regulation 15(4)). */
export class TellFamilyOfTransfer extends CaseRequest {
  /** The day the family was told. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(TellFamilyOfTransfer)
export class TellFamilyOfTransferHandler implements ICommandHandler<TellFamilyOfTransfer> {
  constructor(private readonly plans: Plans) {}

  execute(request: TellFamilyOfTransfer): Promise<Outcome> {
    const { on } = request;
    return this.plans.record(request, 'FamilyToldOfTransfer', { on });
  }
}
