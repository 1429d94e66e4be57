import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsRevision } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { IdentityRequest } from './identity.js';
import { People } from './people.js';

/** Replaces who a child or young person is said to be: what is left out is no longer known. */
export class ChangePersonDetails extends IdentityRequest {
  /** The revision that the change is based on, from 0; it is refused where someone changed the details meanwhile. */
  @IsRevision()
  expectedRevision!: number;
}

@CommandHandler(ChangePersonDetails)
export class ChangePersonDetailsHandler implements ICommandHandler<ChangePersonDetails> {
  constructor(private readonly people: People) {}

  execute(request: ChangePersonDetails): Promise<Outcome> {
    return this.people.changeDetails(request, request.expectedRevision);
  }
}
