import type { RecordedEvent } from '../../event-store/event-store.js';
import type { PersonTerms } from '../../people/application/person-terms.js';
import { traitsOf } from '../../people/application/traits.js';
import type { Projection } from '../../read-model/projection.js';
import type { PersonRow, PersonTermRow, PersonTraitRow } from '../../read-model/schema.js';
import type { Writer } from '../../read-model/writer.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';

const KIND = 'person';
const PREFIX = `${KIND}-`;

/** How the record of a person stands: registered with details, or erased. */
interface Last {
  readonly revision: number;
  readonly details: SealedText | undefined;
}

/**
 * The index of the children and young people: under which terms they are found, and what figures tell them apart by.
 * Those who are erased are not in it.
 */
export class PersonProjection implements Projection {
  readonly onlyHere = KIND;
  readonly #changed = new Map<PersonId, Last>();
  readonly #written = new Set<PersonId>();

  /** @param fresh the tables were empty, so that only what was written here has to be removed */
  constructor(
    private readonly terms: PersonTerms,
    private readonly fresh: boolean,
  ) {}

  take(events: readonly RecordedEvent[]): Promise<void> {
    for (const { stream, data, revision } of events) {
      if (!stream.startsWith(PREFIX)) continue;
      const person = stream.slice(PREFIX.length) as PersonId;
      const { details } = data as { readonly details?: SealedText };
      this.#changed.set(person, { revision, details });
    }
    return Promise.resolve();
  }

  async flush(to: Writer): Promise<void> {
    const persons: PersonRow[] = [];
    const terms: PersonTermRow[] = [];
    const traits: PersonTraitRow[] = [];
    const changed = [...this.#changed];
    for (const [person, { revision, details }] of changed) {
      if (details === undefined) continue;
      const identity = await this.terms.identityOf(person, details);
      // The key can be gone before the erasure is on record.
      if (identity === undefined) continue;
      persons.push({ id: person, revision });
      const { bornFrom, ...others } = traitsOf(identity);
      traits.push({ person, born_from: bornFrom, ...others });
      for (const { field, hash } of await this.terms.termsOf(identity)) terms.push({ person, field, term: hash });
    }
    const old = changed.map(([person]) => person).filter((person) => !this.fresh || this.#written.has(person));
    await to.together(async (writer) => {
      await writer.remove('person', 'id', old);
      await writer.remove('person_term', 'person', old);
      await writer.remove('person_trait', 'person', old);
      await writer.insert('person', persons);
      await writer.insert('person_term', terms);
      await writer.insert('person_trait', traits);
    });
    if (this.fresh) for (const { id } of persons) this.#written.add(id as PersonId);
    this.#changed.clear();
  }

  forget(): void {
    this.#changed.clear();
  }
}
