import { Command } from '@nestjs/cqrs';
import type { FieldsOf } from '../../streams/application/case-request.js';
import { IsUuid } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { PersonId } from '../../streams/domain/event.js';

/** A request to record something of a child or young person. */
export abstract class PersonRequest extends Command<Outcome> {
  /** The id of the child or young person: a UUID that says nothing of who they are. */
  @IsUuid()
  person!: PersonId;

  /** A request with these fields. They are checked when it is carried out. */
  static of<C extends object>(this: new () => C, fields: FieldsOf<C>): C {
    return Object.assign(new this(), fields);
  }
}
