import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Holds, isRecord } from '../../platform/validation.js';
import { discreet, IsEntryNumber, IsText } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { Changes } from '../../streams/domain/event.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';
import { recordingOf } from './recordings.js';

const MOST_ATTRIBUTES = 20;

/** Corrects a milestone that was recorded wrongly; what was wrong stays in the history. */
export class CorrectMilestone extends AnyCaseRequest {
  /** The number of the milestone in its case, from 1. */
  @IsEntryNumber()
  entry!: number;

  /** The attributes that change, such as `{"on": "2025-03-04"}`; `null` takes one away. */
  @Holds(
    discreet(
      'an object with the attributes that change, such as {"on": "2025-03-04"}; null takes one away',
      (value) => isRecord(value) && Object.keys(value).length > 0 && Object.keys(value).length <= MOST_ATTRIBUTES,
      { type: 'object', minProperties: 1, maxProperties: MOST_ATTRIBUTES, additionalProperties: true },
    ),
  )
  to!: Changes;

  /** Why; kept encrypted. */
  @IsText()
  reason!: string;
}

@CommandHandler(CorrectMilestone)
export class CorrectMilestoneHandler implements ICommandHandler<CorrectMilestone> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: CorrectMilestone): Promise<Outcome> {
    return this.cases.of(request).correct(request, request, recordingOf(request.kind));
  }
}
