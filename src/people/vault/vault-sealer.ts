import { Sealer, type PersonStanding } from '../../streams/application/sealer.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import type { KeyVault } from './key-vault.js';

const PREFIX = 'v1.';

/** A sealed text does not open. The message repeats nothing of it. */
export class CannotBeOpened extends Error {
  override readonly name = 'CannotBeOpened';
}

/** The bytes of a sealed text; none where it is not written in the one form that sealing gives. */
function bytesOf(text: SealedText): Buffer {
  const written = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '';
  const bytes = Buffer.from(written, 'base64url');
  return bytes.toString('base64url') === written ? bytes : Buffer.alloc(0);
}

const contextOf = (person: PersonId, place: string): Buffer =>
  Buffer.from(`ehcp-tracker/text/v1\n${person}\n${place}`, 'utf8');

/** Seals texts with the keys of a vault. A sealed text is `v1.` and nonce, ciphertext and tag in base64url. */
export class VaultSealer extends Sealer {
  readonly #vault: KeyVault;

  constructor(vault: KeyVault) {
    super();
    this.#vault = vault;
  }

  override standing(person: PersonId): Promise<PersonStanding> {
    return this.#vault.standing(person);
  }

  override async seal(person: PersonId, place: string, text: string): Promise<SealedText> {
    const sealed = await this.#vault.use(person, (key) => key.seal(contextOf(person, place), text));
    if (sealed === undefined) {
      throw new Error(`Nothing can be sealed for the person ${person}, who has no key or was erased.`);
    }
    return `${PREFIX}${sealed.toString('base64url')}` as SealedText;
  }

  /**
   * @throws CannotBeOpened where the text was changed, belongs to another place or person, has a form that is not known
   *   here, or its key is lost
   */
  override async open(person: PersonId, place: string, text: SealedText): Promise<string | undefined> {
    const opened = await this.#vault.use(person, (key) => ({
      text: key.open(contextOf(person, place), bytesOf(text)),
    }));
    if (opened?.text !== undefined) return opened.text;
    if (opened === undefined && (await this.#vault.standing(person)) === 'erased') return undefined;
    throw new CannotBeOpened(
      opened === undefined
        ? `The text at ${place} cannot be opened: the key of the person ${person} is missing. Restore the keys from their backup.`
        : `The text at ${place} cannot be opened: it was changed, or it belongs to another place or person.`,
    );
  }
}
