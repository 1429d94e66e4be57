import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { PersonId } from '../../streams/domain/event.js';
import { keysFileIn } from './keys-file.js';
import { MasterKey } from './master-key.js';
import { masterKeySource } from './master-key-source.js';
import { SqliteKeyVault } from './sqlite-key-vault.js';

const HERE = Buffer.from('here');
const newPerson = (): PersonId => randomUUID() as string as PersonId;
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

let directory: string;
let keys: string;
let keyFile: string;
const open = new Set<SqliteKeyVault>();

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'vault-')), 'data');
  keys = keysFileIn(directory);
  keyFile = join(directory, 'master.key');
});
afterEach(() => {
  for (const vault of open) vault.close();
  open.clear();
  rmSync(join(directory, '..'), { recursive: true });
});

function vaultWith(setting: { key: string } | { file: string } = { file: keyFile }): SqliteKeyVault {
  const vault = SqliteKeyVault.open(keys, masterKeySource(setting));
  open.add(vault);
  return vault;
}

const sealed = (vault: SqliteKeyVault, person: PersonId): Promise<string | undefined> =>
  vault.use(person, (key) => key.seal(HERE, 'a text').toString('hex'));

function wrappedOf(person: PersonId): Buffer {
  const database = new DatabaseSync(keys, { readOnly: true });
  const row = database.prepare('SELECT wrapped FROM person_key WHERE person = ?').get(person);
  database.close();
  return Buffer.from(row?.wrapped as Uint8Array);
}

/** Everything that the files of the vault hold. */
const everything = (): Buffer =>
  Buffer.concat(
    [keys, `${keys}-wal`, `${keys}-shm`].filter((file) => existsSync(file)).map((file) => readFileSync(file)),
  );

describe('A key vault', () => {
  test('is made at the first start, with a master key, for its owner alone', async () => {
    const vault = vaultWith();
    await vault.create(newPerson());
    expect(modeOf(directory)).toBe('700');
    for (const file of [keyFile, keys, `${keys}-wal`, `${keys}-shm`]) expect(modeOf(file)).toBe('600');
    expect(MasterKey.parse(readFileSync(keyFile, 'utf8'))).toBeDefined();
  });

  test('closes files to others that were left open to them, as after a restore', () => {
    vaultWith().close();
    chmodSync(keys, 0o644);
    vaultWith();
    expect(modeOf(keys)).toBe('600');
  });

  test('makes one key for a person, which stays the same', async () => {
    const [vault, person] = [vaultWith(), newPerson()];
    await expect(vault.standing(person)).resolves.toBe('unknown');
    await expect(sealed(vault, person)).resolves.toBeUndefined();
    await expect(vault.create(person)).resolves.toBe('known');
    const first = await sealed(vault, person);
    await expect(vault.create(person)).resolves.toBe('known');
    vault.close();
    const again = vaultWith();
    await expect(again.standing(person)).resolves.toBe('known');
    await expect(sealed(again, person)).resolves.toBe(first);
  });

  test('gives every person another key', async () => {
    const vault = vaultWith();
    const people = Array.from({ length: 20 }, newPerson);
    for (const person of people) await vault.create(person);
    const texts = await Promise.all(people.map((person) => sealed(vault, person)));
    expect(new Set(texts).size).toBe(20);
  });

  test('makes the keys that are asked for at once together, one for each person, none where one was erased', async () => {
    const vault = vaultWith();
    const people = Array.from({ length: 20 }, newPerson);
    const [first = newPerson(), erased = newPerson()] = people;
    await vault.erase(erased);
    const standings = await Promise.all([...people, first].map((person) => vault.create(person)));
    expect(standings).toEqual(people.map((person) => (person === erased ? 'erased' : 'known')).concat('known'));
    const texts = await Promise.all(people.map((person) => sealed(vault, person)));
    expect(new Set(texts).size).toBe(20);
    expect(texts[1]).toBeUndefined();
  });

  test('refuses every key that is asked for while it is closed', async () => {
    const vault = vaultWith();
    const wanted = [newPerson(), newPerson()].map((person) => vault.create(person));
    vault.close();
    const settled = await Promise.allSettled(wanted);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('gives no key to the row of another person', async () => {
    const [vault, one, other] = [vaultWith(), newPerson(), newPerson()];
    await vault.create(one);
    await vault.create(other);
    const database = new DatabaseSync(keys);
    database.prepare('UPDATE person_key SET wrapped = ? WHERE person = ?').run(wrappedOf(one), other);
    database.close();
    await expect(sealed(vault, other)).rejects.toThrow(
      `The key of the person ${other} in ${keys} is damaged. Restore the keys from their backup.`,
    );
  });

  test('tells what to do about a file that is none of its own', () => {
    vaultWith().close();
    rmSync(keys);
    writeFileSync(keys, 'no database at all, but long enough to be looked at'.repeat(100));
    expect(() => vaultWith()).toThrow(/^DATA_DIRECTORY: .*keys\.db cannot be opened .*restored from their backup\.$/);
  });
});

describe('A file of keys that is whole', () => {
  test('is not to be restored from its backup because another program holds it', () => {
    vaultWith().close();
    const holder = new DatabaseSync(keys);
    holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    try {
      expect(() => SqliteKeyVault.open(keys, masterKeySource({ file: keyFile }), { patience: 1 })).toThrow(
        /keys\.db cannot be opened \(database is locked\)\. Accepted: that no other program holds it; end that one, or try again\.$/,
      );
    } finally {
      holder.close();
    }
  });
});

describe('Erasing a key', () => {
  test('leaves a row, so that the person gets no key again', async () => {
    const [vault, person] = [vaultWith(), newPerson()];
    await vault.create(person);
    await vault.erase(person);
    await expect(vault.standing(person)).resolves.toBe('erased');
    await expect(vault.create(person)).resolves.toBe('erased');
    await expect(sealed(vault, person)).resolves.toBeUndefined();
    const database = new DatabaseSync(keys);
    expect(() => database.prepare('UPDATE person_key SET generation = 1, wrapped = ?').run(randomBytes(60))).toThrow(
      'A person who was erased gets no key again.',
    );
    expect(() => database.exec('DELETE FROM person_key')).toThrow('The row of a person is not removed.');
    database.close();
  });

  test('of a person who never had one keeps one from being made', async () => {
    const [vault, person] = [vaultWith(), newPerson()];
    await vault.erase(person);
    await expect(vault.create(person)).resolves.toBe('erased');
  });

  test('leaves nothing of it in any file, however the rows lay, while the vault is open and after it', async () => {
    const vault = vaultWith();
    const people = Array.from({ length: 200 }, newPerson);
    for (const person of people) await vault.create(person);
    const wrapped = new Map(people.map((person) => [person, wrappedOf(person)]));
    const before = everything();
    expect(people.every((person) => before.includes(wrapped.get(person)!))).toBe(true);
    const gone = people.filter((_, index) => index % 7 === 0);
    for (const person of gone) {
      await vault.erase(person);
      await vault.clearRemains();
      // The nonce and the first bytes of the key suffice to show that something was left.
      expect(everything().includes(wrapped.get(person)!.subarray(0, 16))).toBe(false);
    }
    expect(statSync(`${keys}-wal`).size).toBe(0);
    vault.close();
    const left = everything();
    for (const person of people) expect(left.includes(wrapped.get(person)!)).toBe(!gone.includes(person));
    for (const person of gone) {
      for (let from = 0; from < 60; from += 12) {
        expect(left.includes(wrapped.get(person)!.subarray(from, from + 12))).toBe(false);
      }
    }
  }, 20_000);

  test('is noticed at once by another process that has used the key', async () => {
    const [here, there, person] = [vaultWith(), vaultWith(), newPerson()];
    await here.create(person);
    await expect(sealed(there, person)).resolves.toBeDefined();
    await here.erase(person);
    await expect(there.standing(person)).resolves.toBe('erased');
    await expect(sealed(there, person)).resolves.toBeUndefined();
  });

  test('keeps what has to be recorded of it until it is, through a restart and a repetition', async () => {
    const [vault, person] = [vaultWith(), newPerson()];
    await vault.create(person);
    await vault.erase(person, { reason: 'first' });
    await vault.erase(person, { reason: 'second' });
    vault.close();
    const again = vaultWith();
    await expect(again.unrecordedErasures()).resolves.toEqual([{ person, note: { reason: 'first' } }]);
    await again.erasureRecorded(person);
    await expect(again.unrecordedErasures()).resolves.toEqual([]);
    await expect(again.standing(person)).resolves.toBe('erased');
  });

  describe('while another program reads the keys', () => {
    let vault: SqliteKeyVault;
    let person: PersonId;
    let wrapped: Buffer;
    let reader: DatabaseSync;

    beforeEach(async () => {
      person = newPerson();
      vault = vaultWith();
      await vault.create(person);
      wrapped = wrappedOf(person);
      reader = new DatabaseSync(keys);
      reader.exec('BEGIN');
      reader.prepare('SELECT count(*) FROM person_key').get();
    });
    afterEach(() => {
      if (reader.isOpen) reader.close();
    });

    const remains = (): boolean => everything().includes(wrapped.subarray(0, 16));

    test('is done at once; its remains are cleared when that program has read, and other work goes on till then', async () => {
      await vault.erase(person);
      await expect(vault.standing(person)).resolves.toBe('erased');
      const clearing = vault.clearRemains();
      await setImmediate();
      expect(remains()).toBe(true);
      reader.close();
      await clearing;
      expect(remains()).toBe(false);
    });

    test('says so when its remains are left, and they can be cleared later', async () => {
      const impatient = SqliteKeyVault.open(keys, masterKeySource({ file: keyFile }), { patience: 50 });
      open.add(impatient);
      await impatient.erase(person);
      await expect(impatient.clearRemains()).rejects.toThrow(
        `may still be found in ${keys}-wal, because another program reads the keys. End that program, then do the same again`,
      );
      expect(remains()).toBe(true);
      reader.close();
      await impatient.clearRemains();
      expect(remains()).toBe(false);
    });

    test('is not cleared any longer once that is given up', async () => {
      await vault.erase(person);
      await expect(vault.clearRemains(AbortSignal.abort())).rejects.toThrow('may still be found');
    });
  });
});

describe('A start is refused', () => {
  const SECRET = randomBytes(32).toString('base64');

  const refusal = (setting?: { key: string } | { file: string }): string => {
    try {
      vaultWith(setting);
    } catch (error) {
      expect((error as Error).name).toBe('Problems');
      return (error as Error).message;
    }
    throw new Error('It started.');
  };

  test.each([0o640, 0o604, 0o644, 0o660])('where others may read the master key (mode %o)', (mode) => {
    vaultWith().close();
    chmodSync(keyFile, mode);
    expect(refusal()).toBe(
      `EHCP_MASTER_KEY_FILE: ${keyFile} is open to other users of this machine (mode ${mode.toString(8)}). ` +
        `Accepted: a file that only its owner may read; mend it with: chmod 600 ${keyFile}.`,
    );
  });

  test.each(['', 'changeit', randomBytes(16).toString('base64'), `${SECRET}${SECRET}`])(
    'where the file does not hold a key, and nothing of it is shown',
    (text) => {
      vaultWith().close();
      writeFileSync(keyFile, text);
      const message = refusal();
      expect(message).toContain(`EHCP_MASTER_KEY_FILE: ${keyFile} does not hold a key. Accepted: 32 random bytes in`);
      if (text !== '') expect(message).not.toContain(text);
    },
  );

  test('where the master key is missing, and no other is made', () => {
    vaultWith().close();
    rmSync(keyFile);
    expect(refusal()).toBe(
      `EHCP_MASTER_KEY_FILE: ${keyFile} is missing, and the keys in ${keys} cannot be used without it. ` +
        'Accepted: the file with the master key, restored from its backup.',
    );
    expect(existsSync(keyFile)).toBe(false);
  });

  test('where the master key is another one, wherever it comes from', () => {
    vaultWith().close();
    writeFileSync(keyFile, SECRET);
    const sentence = `is not the master key that the keys in ${keys} are wrapped under. Accepted: that master key, from its backup`;
    expect(refusal()).toContain(`EHCP_MASTER_KEY_FILE: ${keyFile} ${sentence}`);
    const message = refusal({ key: SECRET });
    expect(message).toContain(`EHCP_MASTER_KEY: the key in EHCP_MASTER_KEY ${sentence}`);
    expect(message).not.toContain(SECRET);
  });

  test('where a directory is named for the file', () => {
    expect(refusal({ file: tmpdir() })).toContain('EHCP_MASTER_KEY_FILE: ');
  });

  test('but not where the same key comes from the environment', async () => {
    const [vault, person] = [vaultWith(), newPerson()];
    await vault.create(person);
    const first = await sealed(vault, person);
    vault.close();
    const key = readFileSync(keyFile, 'utf8').trim();
    rmSync(keyFile);
    await expect(sealed(vaultWith({ key }), person)).resolves.toBe(first);
  });
});
