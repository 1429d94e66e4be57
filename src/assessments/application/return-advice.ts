import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsReference, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Assessments } from './assessments.js';

/** Records that the council sent advice back to the adviser, so that it is awaited again. */
export class ReturnAdvice extends CaseRequest {
  /** The day it was sent back. */
  @IsDay()
  on!: CalendarDate;

  /** The reference of the request: the adviser's name, unless the request was given another. */
  @IsReference()
  ref!: string;

  /** Why; kept encrypted. */
  @MayBeMissing()
  @IsText()
  why?: string;
}

@CommandHandler(ReturnAdvice)
export class ReturnAdviceHandler implements ICommandHandler<ReturnAdvice> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: ReturnAdvice): Promise<Outcome> {
    const { on, ref, why } = request;
    return this.assessments.record(request, 'AdviceReturned', { on, ref }, { why });
  }
}
