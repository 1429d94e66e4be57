import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { IsCode, IsDay, IsText, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Gives a case to an officer, and to a team where one is named. */
export class AssignCase extends AnyCaseRequest {
  /** The id of the officer. */
  @IsCode()
  officer!: string;

  /** The id of the team. */
  @MayBeMissing()
  @IsCode()
  team?: string;

  /** The day from which the officer has it. */
  @IsDay()
  on!: CalendarDate;

  /** A word to the officer; kept encrypted. */
  @MayBeMissing()
  @IsText()
  note?: string;
}

@CommandHandler(AssignCase)
export class AssignCaseHandler implements ICommandHandler<AssignCase> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: AssignCase): Promise<Outcome> {
    const { officer, team, on, note } = request;
    return this.cases.of(request).assign(request, { officer, team, on, note });
  }
}
