import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsOneOf, IsReference, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { ADVISERS, type Adviser } from '../domain/assessment.events.js';
import { Assessments } from './assessments.js';

/** Records that the council asked for advice (regulation 6(1)). */
export class RequestAdvice extends CaseRequest {
  /** The day it was asked for. */
  @IsDay()
  on!: CalendarDate;

  @IsOneOf(ADVISERS)
  adviser!: Adviser;

  /** Tells this request from another to the same adviser; the adviser's name where it is left out. */
  @MayBeMissing()
  @IsReference()
  ref?: string;

  /** The day the adviser received the request, where that is not the day it was sent. */
  @MayBeMissing()
  @IsDay()
  receivedOn?: CalendarDate;
}

@CommandHandler(RequestAdvice)
export class RequestAdviceHandler implements ICommandHandler<RequestAdvice> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: RequestAdvice): Promise<Outcome> {
    const { on, adviser, ref, receivedOn } = request;
    return this.assessments.record(request, 'AdviceRequested', { on, adviser, ref: ref ?? adviser, receivedOn });
  }
}
