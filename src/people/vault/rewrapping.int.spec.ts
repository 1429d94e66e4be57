import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MasterKeySetting } from '../../platform/configuration.js';
import type { PersonId } from '../../streams/domain/event.js';
import { keysFileIn } from './keys-file.js';
import { MasterKey } from './master-key.js';
import { masterKeySource } from './master-key-source.js';
import { SqliteKeyVault } from './sqlite-key-vault.js';

const HERE = Buffer.from('here');
const people = Array.from({ length: 450 }, () => randomUUID() as string as PersonId);
const [ADA, BEA] = people as [PersonId, PersonId];

/** Where the keys of these people are, for every specification to begin with. */
let template: string;
let directory: string;
let keyFile: string;
let oldKey: string;
const newKey = MasterKey.random();
const open = new Set<SqliteKeyVault>();

function vaultWith(setting: MasterKeySetting = { file: keyFile }): SqliteKeyVault {
  const vault = SqliteKeyVault.open(keysFileIn(directory), masterKeySource(setting));
  open.add(vault);
  return vault;
}

const sealed = (vault: SqliteKeyVault, person: PersonId): Promise<string | undefined> =>
  vault.use(person, (key) => key.seal(HERE, 'a text').toString('hex'));

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'vault-'));
  const source = masterKeySource({ file: join(template, 'master.key') });
  const vault = SqliteKeyVault.open(keysFileIn(template), source);
  for (const person of people) await vault.create(person);
  vault.close();
  oldKey = source.read()!.toText();
});
afterAll(() => rmSync(template, { recursive: true }));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vault-'));
  cpSync(template, directory, { recursive: true });
  keyFile = join(directory, 'master.key');
});
afterEach(() => {
  for (const vault of open) vault.close();
  open.clear();
  rmSync(directory, { recursive: true });
});

describe('Wrapping the keys under a new master key', () => {
  test('leaves every key the same, puts the new master key in its file, and ends the old one', async () => {
    const vault = vaultWith();
    const before = await Promise.all(people.map((person) => sealed(vault, person)));
    const steps: string[] = [];
    const done = await vault.rewrap(newKey, (count, total) => steps.push(`${String(count)}/${String(total)}`));
    expect(done).toEqual({ count: 450, outcome: 'finished' });
    expect(steps).toEqual(['0/450', '200/450', '400/450', '450/450']);
    expect(readFileSync(keyFile, 'utf8')).toBe(`${newKey.toText()}\n`);
    expect((statSync(keyFile).mode & 0o777).toString(8)).toBe('600');
    vault.close();
    const again = vaultWith();
    expect(await Promise.all(people.map((person) => sealed(again, person)))).toEqual(before);
    expect(() => vaultWith({ key: oldKey })).toThrow('is not the master key');
  });

  test('again under the same one leads to nothing', async () => {
    const vault = vaultWith();
    await vault.rewrap(newKey);
    await expect(vault.rewrap(newKey)).resolves.toEqual({ count: 0, outcome: 'nothing' });
  });

  test('does not disturb a process that runs: not before, not meanwhile, not afterwards', async () => {
    const vault = vaultWith();
    const running = vaultWith();
    const [before, late] = [await sealed(running, ADA), randomUUID() as string as PersonId];
    await vault.rewrap(newKey, (count) => {
      if (count === 200) void running.create(late);
    });
    await expect(sealed(running, ADA)).resolves.toBe(before);
    await expect(sealed(running, BEA)).resolves.toBe(await sealed(vault, BEA));
    await expect(running.standing(late)).resolves.toBe('known');
    await expect(sealed(running, late)).resolves.toBe(await sealed(vault, late));
    const afterwards = vaultWith();
    await expect(sealed(afterwards, late)).resolves.toBe(await sealed(running, late));
  });

  test('leaves out who was erased', async () => {
    const vault = vaultWith();
    await vault.erase(ADA);
    await expect(vault.rewrap(newKey)).resolves.toEqual({ count: 449, outcome: 'finished' });
    await expect(vault.standing(ADA)).resolves.toBe('erased');
  });

  test('that comes from the environment is finished by the first start with the new one; both work until then', async () => {
    const vault = vaultWith({ key: oldKey });
    const before = await sealed(vault, ADA);
    await expect(vault.rewrap(newKey)).resolves.toEqual({ count: 450, outcome: 'variable' });
    await expect(vault.rewrap(newKey)).resolves.toEqual({ count: 0, outcome: 'variable' });
    await expect(sealed(vaultWith({ key: oldKey }), ADA)).resolves.toBe(before);
    await expect(vault.rewrap(MasterKey.random())).rejects.toThrow(
      'once it is finished and EHCP_MASTER_KEY is set to that key, wrap the keys under this one',
    );
    await expect(sealed(vaultWith({ key: newKey.toText() }), ADA)).resolves.toBe(before);
    expect(() => vaultWith({ key: oldKey })).toThrow('is not the master key');
  });

  test('tells a process that runs with the old one from its environment what to change, where it learned too late', async () => {
    const running = vaultWith({ key: oldKey });
    await vaultWith({ key: oldKey }).rewrap(newKey);
    vaultWith({ key: newKey.toText() });
    await expect(sealed(running, ADA)).rejects.toThrow(
      /were wrapped under another master key meanwhile.* Set EHCP_MASTER_KEY to the new one and start this program again\.$/,
    );
  });

  test('may be followed by another one', async () => {
    const vault = vaultWith();
    const before = await sealed(vault, ADA);
    const running = vaultWith();
    for (let round = 0; round < 3; round += 1) await vault.rewrap(MasterKey.random());
    await expect(sealed(vault, ADA)).resolves.toBe(before);
    await expect(sealed(running, ADA)).resolves.toBe(before);
  });
});
