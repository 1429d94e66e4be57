import type { PersonId, SealedText } from '../domain/event.js';

/** Whether free text can be kept for a person: it is encrypted under that person's key. */
export type PersonStanding = 'known' | 'unknown' | 'erased';

/** Encrypts free text under a child's key. */
export abstract class Sealer {
  /** Whether a person has a key. */
  abstract standing(person: PersonId): Promise<PersonStanding>;

  /**
   * Encrypts a text. The same text at the same place gives the same result, so that a repeated request is recognised.
   * @param place where the text belongs, such as the stream's name and the field; it opens nowhere else
   * @throws Error where the person has no key
   */
  abstract seal(person: PersonId, place: string, text: string): Promise<SealedText>;

  /** Decrypts a text; nothing where the person was erased. */
  abstract open(person: PersonId, place: string, text: SealedText): Promise<string | undefined>;
}
