import { Injectable } from '@nestjs/common';
import { Sealer, type PersonStanding } from '../../streams/application/sealer.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { KeysUnusable } from '../vault/key-vault.js';
import { CannotBeOpened } from '../vault/vault-sealer.js';

/** What comes of opening a sealed text. Nothing of the text is told. */
export type TextStanding = 'opens' | 'erased' | 'key-damaged' | 'does-not-open';

const FORM = /^v1\.[A-Za-z0-9_-]{38,}$/;

/** Finds out whether sealed texts can still be opened. */
@Injectable()
export class TextCheck {
  constructor(private readonly sealer: Sealer) {}

  /** Whether a value of an event is a sealed text. */
  isSealed(value: unknown): value is SealedText {
    return typeof value === 'string' && FORM.test(value);
  }

  /** Whether a person has a key. */
  standing(person: PersonId): Promise<PersonStanding> {
    return this.sealer.standing(person);
  }

  /**
   * Opens a text and forgets it.
   * @param place where the text belongs
   * @throws KeysUnusable where the keys cannot be read at all
   */
  async check(person: PersonId, place: string, text: SealedText): Promise<TextStanding> {
    try {
      return (await this.sealer.open(person, place, text)) === undefined ? 'erased' : 'opens';
    } catch (error) {
      if (error instanceof CannotBeOpened) return 'does-not-open';
      // With a cause it is the file that cannot be read, and no single key is to blame.
      if (error instanceof KeysUnusable && error.cause === undefined) return 'key-damaged';
      throw error;
    }
  }
}
