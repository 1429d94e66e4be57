import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOneOf } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { ERASURE_REASONS, type ErasureReason } from '../domain/person.events.js';
import { People } from './people.js';
import { PersonRequest } from './person-request.js';

export { ERASURE_REASONS };

/** Erases a child or young person for good: nobody can read afterwards who they are or any text about them. */
export class ErasePerson extends PersonRequest {
  @IsOneOf(ERASURE_REASONS)
  reason!: ErasureReason;
}

@CommandHandler(ErasePerson)
export class ErasePersonHandler implements ICommandHandler<ErasePerson> {
  constructor(private readonly people: People) {}

  execute(request: ErasePerson): Promise<Outcome> {
    return this.people.erase(request, request.reason);
  }
}
