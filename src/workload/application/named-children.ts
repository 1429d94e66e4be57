import { Injectable } from '@nestjs/common';
import { Names, type ChildName, type ToName } from '../../people/application/names.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';

/** How many persons one question names. */
const AT_ONCE = 500;

/** Names the children of the rows of a list. */
@Injectable()
export class NamedChildren {
  constructor(
    private readonly models: ReadModels,
    private readonly names: Names,
  ) {}

  /** The names of some children by their ids; those who were erased or are kept from whoever asks are not among them. */
  async of(persons: readonly string[]): Promise<ReadonlyMap<string, ChildName>> {
    const ids = [...new Set(persons)];
    const { db } = this.models.live();
    const named = new Map<string, ChildName>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const people = await db.selectFrom('person').selectAll().where('id', 'in', some).execute();
      const names = await this.names.of(people as readonly unknown[] as readonly ToName[]);
      for (const id of some) {
        const name = names.get(id as PersonId);
        if (name !== undefined) named.set(id, name);
      }
    }
    return named;
  }
}
