import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { IsDay, IsEntryNumber, IsText } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Withdraws an exception that was rightly recorded and is no longer relied on. */
export class WithdrawException extends AnyCaseRequest {
  /** The number of the milestone in its case, from 1. */
  @IsEntryNumber()
  entry!: number;

  /** The day it was withdrawn. */
  @IsDay()
  on!: CalendarDate;

  /** Why; kept encrypted. */
  @IsText()
  reason!: string;
}

@CommandHandler(WithdrawException)
export class WithdrawExceptionHandler implements ICommandHandler<WithdrawException> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: WithdrawException): Promise<Outcome> {
    const { entry, on, reason } = request;
    return this.cases.of(request).withdrawException(request, { entry, on, reason });
  }
}
