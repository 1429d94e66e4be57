import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PersonId } from '../../streams/domain/event.js';
import { People, type KnownPerson } from './people.js';

/** Asks who a child or young person is. */
export class PersonDetails extends Query<KnownPerson> {
  constructor(readonly person: PersonId) {
    super();
  }
}

@QueryHandler(PersonDetails)
export class PersonDetailsHandler implements IQueryHandler<PersonDetails> {
  constructor(private readonly people: People) {}

  execute({ person }: PersonDetails): Promise<KnownPerson> {
    return this.people.details(person);
  }
}
