import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import { IsAttributeOf, IsCode, IsDay, IsReference, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Records an exception that the council relies on for limits that it cannot keep (regulations 5(4), 8(2), 10(4) and 13(3)). */
export class RecordException extends AnyCaseRequest {
  /** The day the exception was decided on. */
  @IsDay()
  on!: CalendarDate;

  @IsAttributeOf('exception', 'ground')
  ground!: MilestoneOf<'exception'>['ground'];

  /** The first day of the closure, absence or circumstances. */
  @MayBeMissing()
  @IsDay()
  from?: CalendarDate;

  /** The last day of it. */
  @MayBeMissing()
  @IsDay()
  to?: CalendarDate;

  /** The day the council asked the head or SEN lead for advice. */
  @MayBeMissing()
  @IsDay()
  adviceRequestedOn?: CalendarDate;

  /** The advice whose appointment was missed. */
  @MayBeMissing()
  @IsReference()
  ref?: string;

  /** The rules whose clocks it is offered for; all of them where nothing is said. */
  @MayBeMissing()
  @IsAttributeOf('exception', 'clocks')
  clocks?: readonly string[];

  /** The id of who approved that the council relies on it. */
  @MayBeMissing()
  @IsCode()
  approvedBy?: string;

  /** The day the family was told that the council relies on it. */
  @MayBeMissing()
  @IsDay()
  familyToldOn?: CalendarDate;

  /** What shows that the ground applies; kept encrypted. */
  @MayBeMissing()
  @IsText()
  evidence?: string;
}

@CommandHandler(RecordException)
export class RecordExceptionHandler implements ICommandHandler<RecordException> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RecordException): Promise<Outcome> {
    const { evidence } = request;
    const { on, ground, from, to, adviceRequestedOn, ref, clocks, approvedBy, familyToldOn } = request;
    return this.cases
      .of(request)
      .record(
        request,
        'ExceptionRecorded',
        { on, ground, from, to, adviceRequestedOn, ref, clocks, approvedBy, familyToldOn },
        { evidence },
      );
  }
}
