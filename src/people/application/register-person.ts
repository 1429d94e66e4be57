import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '../../streams/application/outcome.js';
import { IdentityRequest } from './identity.js';
import { People } from './people.js';

/** Registers a child or young person, under an id that the caller made. */
export class RegisterPerson extends IdentityRequest {}

@CommandHandler(RegisterPerson)
export class RegisterPersonHandler implements ICommandHandler<RegisterPerson> {
  constructor(private readonly people: People) {}

  execute(request: RegisterPerson): Promise<Outcome> {
    return this.people.register(request);
  }
}
