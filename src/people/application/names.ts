import { Injectable } from '@nestjs/common';
import { isHidden } from '../../platform/access/sight.js';
import { Sealer } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import { KeysUnusable } from '../vault/key-vault.js';
import { CannotBeOpened } from '../vault/vault-sealer.js';
import type { ChildName } from './child-name.js';
import { NameCache } from './name-cache.js';
import { People } from './people.js';

export type { ChildName } from './child-name.js';

/** Whom to name: their id, and the revision of what is known of them. */
export interface ToName {
  readonly id: PersonId;
  readonly revision: number;
}

/** Names the children of a list. What was opened is kept in memory for a short time, and shown to nobody once erased. */
@Injectable()
export class Names {
  readonly #opened = new NameCache();

  constructor(
    private readonly people: People,
    private readonly sealer: Sealer,
  ) {}

  /**
   * The names of children and young people. Those who were erased, are kept from whoever asks, or whose key is not at
   * hand, are not among them.
   */
  async of(wanted: readonly ToName[]): Promise<ReadonlyMap<PersonId, ChildName>> {
    const names = await Promise.all(wanted.map(async (one) => [one.id, await this.#nameOf(one)] as const));
    return new Map(names.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])));
  }

  async #nameOf({ id, revision }: ToName): Promise<ChildName | undefined> {
    if (isHidden(id)) return undefined;
    // Whether there is still a key is looked up each time, also where another process erased it.
    if ((await this.sealer.standing(id)) !== 'known') {
      this.#opened.drop(id);
      return undefined;
    }
    return this.#opened.get(id, revision) ?? this.#open(id);
  }

  async #open(id: PersonId): Promise<ChildName | undefined> {
    try {
      const person = await this.people.details(id);
      if (person.standing !== 'known') return undefined;
      const { surname, forename, preferredName, dateOfBirth, reference } = person.details;
      const name: ChildName = {
        surname,
        forename,
        dateOfBirth,
        ...(preferredName === undefined ? {} : { preferredName }),
        ...(reference === undefined ? {} : { reference }),
      };
      this.#opened.put(id, person.revision, name);
      return name;
    } catch (error) {
      // A list is of use without one of its names; the case itself says what is the matter with the key.
      if (error instanceof KeysUnusable || error instanceof CannotBeOpened) return undefined;
      throw error;
    }
  }
}
