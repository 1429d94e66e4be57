import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { MasterKey } from './master-key.js';
import { masterKeySource } from './master-key-source.js';
import { SqliteKeyVault } from './sqlite-key-vault.js';
import { VaultSealer } from './vault-sealer.js';

const ADA = randomUUID() as string as PersonId;
const BEA = randomUUID() as string as PersonId;
const PLACE = 'assessment-018f0000-0000-7000-8000-000000000001/reason';
const TEXT = 'Ada moved to Xanadu.';

let directory: string;
let vault: SqliteKeyVault;
let sealer: VaultSealer;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'vault-'));
  vault = SqliteKeyVault.open(join(directory, 'keys.db'), masterKeySource({ key: MasterKey.random().toText() }));
  sealer = new VaultSealer(vault);
  await vault.create(ADA);
  await vault.create(BEA);
});
afterAll(() => {
  vault.close();
  rmSync(directory, { recursive: true });
});

/** The message of the error; it must not give the text away. */
async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => undefined,
    (caught: unknown) => caught as Error,
  );
  expect(error?.name).toBe('CannotBeOpened');
  expect(String(error?.stack)).not.toContain('Xanadu');
  return error?.message ?? '';
}

describe('A sealed text', () => {
  test('opens to what it was, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (text, place) => {
        expect(await sealer.open(ADA, place, await sealer.seal(ADA, place, text))).toBe(text);
      }),
    );
  });

  test('is versioned and made of characters that need no care anywhere', async () => {
    expect(await sealer.seal(ADA, PLACE, TEXT)).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
  });

  test('is the same for the same text at the same place of the same child, and only then', async () => {
    const first = await sealer.seal(ADA, PLACE, TEXT);
    expect(await sealer.seal(ADA, PLACE, TEXT)).toBe(first);
    expect(await sealer.seal(ADA, `${PLACE}s`, TEXT)).not.toBe(first);
    expect(await sealer.seal(BEA, PLACE, TEXT)).not.toBe(first);
  });

  test('does not open at another place or for another child, and the message says where but not what', async () => {
    const sealed = await sealer.seal(ADA, PLACE, TEXT);
    const sentence = 'cannot be opened: it was changed, or it belongs to another place or person.';
    expect(await refusal(sealer.open(ADA, 'elsewhere', sealed))).toBe(`The text at elsewhere ${sentence}`);
    expect(await refusal(sealer.open(BEA, PLACE, sealed))).toBe(`The text at ${PLACE} ${sentence}`);
  });

  test('does not open once a single character of it was changed', async () => {
    const sealed = await sealer.seal(ADA, PLACE, TEXT);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom('A', 'a', '0', '_', '-', '.', 'v'),
        async (at, other) => {
          fc.pre(sealed[at] !== other);
          const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
          await refusal(sealer.open(ADA, PLACE, changed as SealedText));
        },
      ),
    );
  });

  test.each(['', 'v1.', 'v2.AAAA', 'plain text', 'v1.AAAA'])('is not %j', async (text) => {
    await refusal(sealer.open(ADA, PLACE, text as SealedText));
  });
});

describe('Where there is no key', () => {
  test('nothing is sealed, and the message does not repeat the text', async () => {
    const nobody = randomUUID() as string as PersonId;
    await expect(sealer.seal(nobody, PLACE, TEXT)).rejects.toThrow(
      `Nothing can be sealed for the person ${nobody}, who has no key or was erased.`,
    );
    expect(await sealer.standing(nobody)).toBe('unknown');
  });

  test('because the child was erased, a text opens to nothing', async () => {
    const child = randomUUID() as string as PersonId;
    await vault.create(child);
    const sealed = await sealer.seal(child, PLACE, TEXT);
    await vault.erase(child);
    expect(await sealer.open(child, PLACE, sealed)).toBeUndefined();
    expect(await sealer.standing(child)).toBe('erased');
    await expect(sealer.seal(child, PLACE, TEXT)).rejects.toThrow('who has no key or was erased');
  });

  test('because it was lost, that is told', async () => {
    const sealed = await sealer.seal(ADA, PLACE, TEXT);
    const nobody = randomUUID() as string as PersonId;
    expect(await refusal(sealer.open(nobody, PLACE, sealed))).toContain('Restore the keys from their backup.');
  });
});
