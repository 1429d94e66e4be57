import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PersonId } from '../../streams/domain/event.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 32 bytes in base64. */
const FORM = /^[A-Za-z0-9+/]{43}=$/;

function derived(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `ehcp-tracker/master-key/v1/${purpose}`, KEY_BYTES));
}

/** The key that wraps the keys of the children. */
export class MasterKey {
  /** Tells this key from others and says nothing about it. */
  readonly checkValue: Buffer;
  readonly #bytes: Buffer;
  readonly #wrapping: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#wrapping = derived(bytes, 'wrapping');
    this.checkValue = derived(bytes, 'check-value');
  }

  /** A new key. */
  static random(): MasterKey {
    return new MasterKey(randomBytes(KEY_BYTES));
  }

  /** The key that a text holds, 32 bytes in base64, with or without a line break; undefined where it holds none. */
  static parse(text: string): MasterKey | undefined {
    const trimmed = text.trim();
    return FORM.test(trimmed) ? new MasterKey(Buffer.from(trimmed, 'base64')) : undefined;
  }

  /** The key in base64. Secret: for its file only. */
  toText(): string {
    return this.#bytes.toString('base64');
  }

  /** Whether this is the key of a check value. */
  isOf(checkValue: Uint8Array): boolean {
    return checkValue.length === this.checkValue.length && timingSafeEqual(checkValue, this.checkValue);
  }

  /** Wraps the key of a person; it can be unwrapped for that person only. */
  wrap(person: PersonId, key: Uint8Array): Buffer {
    return this.#wrap(aadOf(person), key);
  }

  /** Unwraps the key of a person; undefined where it was not wrapped under this key for this person. */
  unwrap(person: PersonId, wrapped: Uint8Array): Buffer | undefined {
    return this.#unwrap(aadOf(person), wrapped);
  }

  /** Wraps another master key, so that whoever has this one has the other while both are in use. */
  wrapMaster(other: MasterKey): Buffer {
    return this.#wrap(MASTER, other.#bytes);
  }

  /** Unwraps another master key; undefined where it was not wrapped under this one. */
  unwrapMaster(wrapped: Uint8Array): MasterKey | undefined {
    const bytes = this.#unwrap(MASTER, wrapped);
    return bytes === undefined ? undefined : new MasterKey(bytes);
  }

  #wrap(aad: Buffer, plain: Uint8Array): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#wrapping, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  #unwrap(aad: Buffer, wrapped: Uint8Array): Buffer | undefined {
    if (wrapped.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) return undefined;
    const nonce = wrapped.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, this.#wrapping, nonce, { authTagLength: TAG_BYTES })
      .setAAD(aad)
      .setAuthTag(wrapped.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      return undefined;
    }
  }
}

const MASTER = Buffer.from('ehcp-tracker/wrapped-master-key/v1');

const aadOf = (person: PersonId): Buffer => Buffer.from(`ehcp-tracker/wrapped-person-key/v1/${person}`);
