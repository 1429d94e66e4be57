import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsEntryNumber, IsText } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Takes back a milestone that should never have been recorded. */
export class RetractMilestone extends AnyCaseRequest {
  /** The number of the milestone in its case, from 1. */
  @IsEntryNumber()
  entry!: number;

  /** Why; kept encrypted. */
  @IsText()
  reason!: string;
}

@CommandHandler(RetractMilestone)
export class RetractMilestoneHandler implements ICommandHandler<RetractMilestone> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: RetractMilestone): Promise<Outcome> {
    const { entry, reason } = request;
    return this.cases.of(request).retract(request, entry, reason);
  }
}
