import type { EventReading, RecordedEvent } from '../../event-store/event-store.js';
import type { TextCheck } from '../../people/application/text-check.js';
import type { PersonStanding } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { Findings } from './findings.js';
import { SeenIds } from './seen-ids.js';

const PERSON = 'person-';
/** Attributes that hold the attributes of a milestone before and after a correction. */
const NESTED = ['from', 'to'];

interface Stream {
  revision: number;
  person?: PersonId;
}

/** Looks at every event once, in the order of their positions: order, gaps, ids, keys, texts. */
export class EventAudit {
  readonly #store: EventReading;
  readonly #texts: TextCheck;
  readonly #findings: Findings;
  readonly #streams = new Map<string, Stream>();
  readonly #standings = new Map<PersonId, PersonStanding>();
  readonly #erased = new Set<string>();
  readonly #ids = new SeenIds();
  #position = '';
  #textCount = 0;

  constructor(store: EventReading, texts: TextCheck, findings: Findings) {
    this.#store = store;
    this.#texts = texts;
    this.#findings = findings;
  }

  /** The names of the streams that were seen. */
  get streams(): Iterable<string> {
    return this.#streams.keys();
  }

  /** How many streams, people and sealed texts were seen. */
  get counts(): { readonly streams: number; readonly people: number; readonly texts: number } {
    return { streams: this.#streams.size, people: this.#standings.size, texts: this.#textCount };
  }

  /** Whether a person was erased by what was seen. */
  hasErased(person: string): boolean {
    return this.#erased.has(person);
  }

  /** Looks at the next events. */
  async take(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const stream = this.#inOrder(event);
      await this.#isNew(event);
      await this.#hasKey(event, stream);
    }
  }

  #inOrder({ stream: name, revision, position }: RecordedEvent): Stream {
    if (position <= this.#position) {
      const what = 'It does not come after the event before it.';
      this.#findings.add({ area: 'event log', code: 'position-out-of-order', where: `position ${position}`, what });
    }
    this.#position = position;
    const stream = this.#streams.get(name) ?? { revision: -1 };
    this.#streams.set(name, stream);
    if (revision !== stream.revision + 1) {
      const where = `${name}, revision ${String(revision)}`;
      const what = `The event before it is of revision ${String(stream.revision)}: something between them is missing.`;
      this.#findings.add({ area: 'event log', code: 'revision-gap', where, what });
    }
    stream.revision = revision;
    return stream;
  }

  async #isNew({ id, stream, revision }: RecordedEvent): Promise<void> {
    if (!this.#ids.add(id)) return;
    const all = await this.#store.readStream(stream);
    if (all.filter((event) => event.id === id && event.revision <= revision).length < 2) return;
    const what = `The event id ${id} is in this stream twice.`;
    this.#findings.add({
      area: 'event log',
      code: 'id-repeated',
      where: `${stream}, revision ${String(revision)}`,
      what,
    });
  }

  async #hasKey({ stream: name, type, data, revision }: RecordedEvent, stream: Stream): Promise<void> {
    const { person: named } = data;
    if (stream.person === undefined) {
      const person = name.startsWith(PERSON) ? name.slice(PERSON.length) : named;
      if (typeof person !== 'string') return;
      stream.person = person as PersonId;
    }
    const { person } = stream;
    if (type === 'PersonErased') {
      await this.#isErased(person);
      return;
    }
    if ((await this.#standing(person, name)) !== 'known') return;
    for (const [attribute, value] of textsIn(data)) {
      if (!this.#texts.isSealed(value)) continue;
      this.#textCount += 1;
      const standing = await this.#texts.check(person, `${name}/${attribute}`, value);
      if (standing === 'key-damaged') {
        const what = 'The key is damaged. Restore the keys from a backup.';
        this.#findings.add({ area: 'keys', code: 'key-damaged', where: `person ${person}`, what });
        // Once is enough.
        this.#standings.set(person, 'unknown');
        return;
      }
      if (standing === 'does-not-open') {
        const where = `${name}, revision ${String(revision)}, ${attribute}`;
        const what = 'The text does not open with the key of the person: it or the key is not as it was.';
        this.#findings.add({ area: 'keys', code: 'text-does-not-open', where, what });
      }
    }
  }

  async #standing(person: PersonId, stream: string): Promise<PersonStanding> {
    const known = this.#standings.get(person);
    if (known !== undefined) return known;
    const standing = await this.#texts.standing(person);
    this.#standings.set(person, standing);
    if (standing === 'unknown') {
      const what = 'There is no key, and no erasure. Restore the keys from a backup.';
      this.#findings.add({ area: 'keys', code: 'key-missing', where: `person ${person} (${stream})`, what });
    }
    return standing;
  }

  /** Whether the key of someone is gone who was erased. */
  async #isErased(person: PersonId): Promise<void> {
    this.#erased.add(person);
    if ((await this.#texts.standing(person)) !== 'known') return;
    const what = 'The person was erased, and their key is there. Start the tracker: it carries the erasure out again.';
    this.#findings.add({ area: 'keys', code: 'key-not-erased', where: `person ${person}`, what });
  }
}

/** The attributes of an event that could be sealed texts, also those within a correction. */
function textsIn(data: RecordedEvent['data']): readonly (readonly [string, unknown])[] {
  const nested = NESTED.flatMap((name) => {
    const value = data[name];
    return typeof value === 'object' && value !== null ? Object.entries(value) : [];
  });
  return [...Object.entries(data), ...nested];
}
