import { Sealer, type PersonStanding } from '../streams/application/sealer.js';
import type { PersonId, SealedText } from '../streams/domain/event.js';

const MARK = 'sealed:';

/** Seals texts so that they can be opened again, without any secrecy; knows the persons it was told of. */
export class TestSealer extends Sealer {
  readonly #standings = new Map<PersonId, PersonStanding>();

  /** From now on a person is known. */
  register(person: PersonId): void {
    this.#standings.set(person, 'known');
  }

  /** From now on a person is erased. */
  erase(person: PersonId): void {
    this.#standings.set(person, 'erased');
  }

  override standing(person: PersonId): Promise<PersonStanding> {
    return Promise.resolve(this.#standings.get(person) ?? 'unknown');
  }

  override seal(person: PersonId, place: string, text: string): Promise<SealedText> {
    const written = Buffer.from(JSON.stringify([person, place, text])).toString('base64url');
    return Promise.resolve(`${MARK}${written}` as SealedText);
  }

  override async open(person: PersonId, place: string, text: SealedText): Promise<string | undefined> {
    if ((await this.standing(person)) !== 'known') return undefined;
    const [by, where, plain] = JSON.parse(
      Buffer.from(text.slice(MARK.length), 'base64url').toString(),
    ) as readonly string[];
    if (!text.startsWith(MARK) || by !== person || where !== place)
      throw new Error(`This text does not belong at ${place}.`);
    return plain;
  }
}
