import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function derived(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `ehcp-tracker/person-key/v1/${purpose}`, KEY_BYTES));
}

/**
 * The key of one child: it encrypts texts and opens them. The nonce is made from the text, so the same text in the same
 * context gives the same bytes, and two different texts do not meet under one nonce (docs/decisions/0007).
 */
export class ChildKey {
  readonly #encryption: Buffer;
  readonly #nonce: Buffer;

  /** @param bytes 256 random bits, from which the keys in use are derived */
  constructor(bytes: Uint8Array) {
    this.#encryption = derived(bytes, 'encryption');
    this.#nonce = derived(bytes, 'nonce');
  }

  /**
   * Encrypts a text.
   * @param context what the text belongs to; it opens in no other
   * @returns nonce, ciphertext and tag
   */
  seal(context: Uint8Array, text: string): Buffer {
    const plain = Buffer.from(text, 'utf8');
    const nonce = this.#nonceOf(context, plain);
    const cipher = createCipheriv(CIPHER, this.#encryption, nonce, { authTagLength: TAG_BYTES }).setAAD(context);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** Decrypts a text; undefined where it was changed, or sealed in another context or under another key. */
  open(context: Uint8Array, sealed: Uint8Array): string | undefined {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const decipher = createDecipheriv(CIPHER, this.#encryption, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(context)
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      return plain.toString('utf8');
    } catch {
      return undefined;
    }
  }

  /** Overwrites the key in memory; it is of no use afterwards. */
  wipe(): void {
    this.#encryption.fill(0);
    this.#nonce.fill(0);
  }

  #nonceOf(context: Uint8Array, plain: Uint8Array): Buffer {
    const length = Buffer.alloc(4);
    // With the length before it, no context and text can pass for another context and text.
    length.writeUInt32BE(context.length);
    return createHmac('sha256', this.#nonce)
      .update(length)
      .update(context)
      .update(plain)
      .digest()
      .subarray(0, NONCE_BYTES);
  }
}
