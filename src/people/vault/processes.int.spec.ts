import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '../../streams/domain/event.js';
import type { Rewrapping } from './key-vault.js';
import { keysFileIn } from './keys-file.js';
import { MasterKey } from './master-key.js';
import { masterKeySource } from './master-key-source.js';
import { SqliteKeyVault } from './sqlite-key-vault.js';

/** Has Node read `./x.js` from `./x.ts`, so that a program can use the sources as they are. */
const RESOLVE = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve: (specifier, context, next) =>
    next(/^\\.{1,2}\\/.*\\.js$/.test(specifier) ? specifier.replace(/\\.js$/, '.ts') : specifier, context),
});`;

const PREAMBLE = `
import { SqliteKeyVault } from './sqlite-key-vault.js';
import { masterKeySource } from './master-key-source.js';
import { MasterKey } from './master-key.js';
const [keys, keyFile, ...rest] = process.argv.slice(1);
const source = masterKeySource({ file: keyFile });
const die = () => process.kill(process.pid, 'SIGKILL');
`;

/** What Node needs to run a program beside the sources of the vault. */
function argumentsFor(program: string, args: readonly string[]): readonly string[] {
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--input-type=module'];
  const preload = `data:text/javascript,${encodeURIComponent(RESOLVE)}`;
  return [...flags, '--import', preload, '-e', PREAMBLE + program, '--', ...args];
}

/** Runs a program beside the sources of the vault, to its end. */
function run(
  program: string,
  ...args: readonly string[]
): Promise<{ signal: string | null; out: string; err: string }> {
  const child = spawn(process.execPath, argumentsFor(program, args), { cwd: import.meta.dirname });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve({ signal, out, err }));
  });
}

let directory: string;
let keys: string;
let keyFile: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vault-'));
  keys = keysFileIn(directory);
  keyFile = join(directory, 'master.key');
});
afterEach(() => rmSync(directory, { recursive: true }));

const newPerson = (): PersonId => randomUUID() as string as PersonId;
const vaultWithFile = (): SqliteKeyVault => SqliteKeyVault.open(keys, masterKeySource({ file: keyFile }));

/** What one text becomes under the key of each person: it tells the keys apart without showing them. */
async function prints(vault: SqliteKeyVault, people: readonly PersonId[]): Promise<(string | undefined)[]> {
  const here = Buffer.from('here');
  return Promise.all(people.map((person) => vault.use(person, (key) => key.seal(here, 'a text').toString('hex'))));
}

describe('Several processes that start at once and make keys for the same people', () => {
  const PROGRAM = `
    const vault = SqliteKeyVault.open(keys, source);
    const people = rest[0].split(',');
    if (rest[1] === 'backwards') people.reverse();
    for (const person of people) await vault.create(person);
    const prints = {};
    for (const person of people) {
      prints[person] = await vault.use(person, (key) => key.seal(Buffer.from('here'), 'a text').toString('hex'));
    }
    vault.close();
    console.log(JSON.stringify(prints));`;

  test('agree on the master key and on every key, and lose none', async () => {
    const people = Array.from({ length: 60 }, newPerson);
    const orders = ['forwards', 'backwards', 'forwards', 'backwards'];
    const ended = await Promise.all(orders.map((order) => run(PROGRAM, keys, keyFile, people.join(','), order)));
    expect(ended.map(({ err }) => err)).toEqual(['', '', '', '']);
    const vault = vaultWithFile();
    const expected = await prints(vault, people);
    vault.close();
    expect(new Set(expected).size).toBe(60);
    for (const { out } of ended) {
      const seen = JSON.parse(out) as Record<string, string>;
      expect(people.map((person) => seen[person])).toEqual(expected);
    }
    expect(readdirSync(directory).sort()).toEqual(['keys.db', 'master.key']);
  }, 30_000);
});

describe('Wrapping the keys anew, killed', () => {
  const people = Array.from({ length: 450 }, newPerson);
  let template: string;
  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'vault-'));
    const vault = SqliteKeyVault.open(keysFileIn(template), masterKeySource({ file: join(template, 'master.key') }));
    for (const person of people) await vault.create(person);
    vault.close();
  });
  afterAll(() => rmSync(template, { recursive: true }));

  const moments = [
    ['before the first key', `await vault.rewrap(to, (done) => done === 0 && die());`],
    ['half-way', `await vault.rewrap(to, (done) => done === 200 && die());`],
    ['after the last key', `await vault.rewrap(to, (done, total) => done === total && die());`],
    [
      'while the file of the master key is written',
      `source.replace = (key) => { fs.writeFileSync(keyFile + '.new', 'half a k'); die(); }; await vault.rewrap(to);`,
    ],
    [
      'when the master key was replaced and the old one not yet forgotten',
      `const { replace } = source; source.replace = (key) => { replace(key); die(); }; await vault.rewrap(to);`,
    ],
  ] as const;

  test.each(moments)(
    '%s: both master keys open everything, and the same again finishes it',
    async (_, killed) => {
      cpSync(template, directory, { recursive: true });
      const first = vaultWithFile();
      const before = await prints(first, people);
      first.close();
      const oldKey = readFileSync(keyFile, 'utf8').trim();
      const newKey = MasterKey.random();
      const newFile = join(directory, 'new.key');
      writeFileSync(newFile, newKey.toText(), { mode: 0o600 });

      const program = `import fs from 'node:fs';
      const to = MasterKey.parse(fs.readFileSync(rest[0], 'utf8'));
      const vault = SqliteKeyVault.open(keys, source);
      ${killed}`;
      const { signal, err } = await run(program, keys, keyFile, newFile);
      expect({ signal, err }).toEqual({ signal: 'SIGKILL', err: '' });

      for (const [index, key] of [oldKey, newKey.toText()].entries()) {
        // In a copy, because a start with the new one may end the old one.
        const copy = join(directory, `copy-${String(index)}`);
        mkdirSync(copy);
        for (const name of ['keys.db', 'keys.db-wal']) cpSync(join(directory, name), join(copy, name));
        const opened = SqliteKeyVault.open(keysFileIn(copy), masterKeySource({ key }));
        expect(await prints(opened, people)).toEqual(before);
        opened.close();
      }

      const again = vaultWithFile();
      const done = await again.rewrap(newKey);
      expect(done.outcome).not.toBe('variable');
      expect(await prints(again, people)).toEqual(before);
      again.close();
      expect(readFileSync(keyFile, 'utf8').trim()).toBe(newKey.toText());
      expect(() => SqliteKeyVault.open(keys, masterKeySource({ key: oldKey }))).toThrow('is not the master key');
    },
    30_000,
  );
});

describe('Wrapping the keys anew, suspended while others finish it and go on to a newer master key', () => {
  const FINISH_AND_GO_ON = `
    import fs from 'node:fs';
    const [to, newest] = fs.readFileSync(rest[0], 'utf8').split(' ').map((text) => MasterKey.parse(text));
    const vault = SqliteKeyVault.open(keys, source);
    await vault.rewrap(to);
    if (newest !== undefined) await vault.rewrap(newest);
    vault.close();`;
  let people: readonly PersonId[];
  let suspended: SqliteKeyVault;
  let before: readonly (string | undefined)[];

  beforeEach(async () => {
    people = Array.from({ length: 3 }, newPerson);
    suspended = vaultWithFile();
    for (const person of people) await suspended.create(person);
    before = await prints(suspended, people);
  });
  afterEach(() => suspended.close());

  /** Begins to wrap the keys under the first of these master keys; others do so for all of them meanwhile. */
  function goOnAfter(masterKeys: readonly [MasterKey, ...MasterKey[]]): Promise<Rewrapping> {
    const texts = join(directory, 'texts');
    writeFileSync(texts, masterKeys.map((key) => key.toText()).join(' '), { mode: 0o600 });
    let err: string | undefined;
    return suspended.rewrap(masterKeys[0], () => {
      err ??= spawnSync(process.execPath, argumentsFor(FINISH_AND_GO_ON, [keys, keyFile, texts]), {
        cwd: import.meta.dirname,
        encoding: 'utf8',
      }).stderr;
      expect(err).toBe('');
    });
  }

  test('leaves the newer one in its place and says so', async () => {
    const [to, newest] = [MasterKey.random(), MasterKey.random()];
    await expect(goOnAfter([to, newest])).rejects.toThrow(
      '--new-key-file: another new master key came into use while the keys were wrapped under this one, and stays in use.',
    );
    expect(readFileSync(keyFile, 'utf8').trim()).toBe(newest.toText());
    const opened = vaultWithFile();
    expect(await prints(opened, people)).toEqual(before);
    opened.close();
  });

  test('is finished where they went no further', async () => {
    const to = MasterKey.random();
    await expect(goOnAfter([to])).resolves.toEqual({ count: 0, outcome: 'finished' });
    expect(readFileSync(keyFile, 'utf8').trim()).toBe(to.toText());
  });
});

describe('Putting a master key in its place, killed before it is there', () => {
  const DIE_AT = (call: string): string => `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.${call} = die;
    syncBuiltinESMExports();`;
  const copies = (): string[] => readdirSync(directory).filter((name) => name.startsWith('master.key.'));

  test('leaves a copy of the first one, which the next start removes', async () => {
    const { signal } = await run(`${DIE_AT('linkSync')} SqliteKeyVault.open(keys, source);`, keys, keyFile);
    expect(signal).toBe('SIGKILL');
    expect(copies()).toHaveLength(1);
    vaultWithFile().close();
    expect(copies()).toEqual([]);
    vaultWithFile().close();
  });

  test('leaves a copy of a new one, which the next start removes, and nothing that others put there', async () => {
    vaultWithFile().close();
    const before = readFileSync(keyFile, 'utf8');
    const program = `${DIE_AT('renameSync')} await SqliteKeyVault.open(keys, source).rewrap(MasterKey.random());`;
    const { signal } = await run(program, keys, keyFile);
    expect(signal).toBe('SIGKILL');
    expect(copies()).toHaveLength(1);
    const others = [`${keyFile}.backup`, join(directory, `other.key.${randomUUID()}`)];
    for (const file of others) writeFileSync(file, 'kept');
    vaultWithFile().close();
    expect(copies()).toEqual(['master.key.backup']);
    for (const file of others) expect(readFileSync(file, 'utf8')).toBe('kept');
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
  });
});

describe('Erasing a key, killed as soon as it is gone', () => {
  test('keeps what is to be recorded, and the next start can clear the remains', async () => {
    const person = newPerson();
    const vault = vaultWithFile();
    await vault.create(person);
    vault.close();
    const program = `
      const vault = SqliteKeyVault.open(keys, source);
      await vault.erase(rest[0], { reason: 'other' });
      die();`;
    const { signal } = await run(program, keys, keyFile, person);
    expect(signal).toBe('SIGKILL');
    const again = vaultWithFile();
    await expect(again.standing(person)).resolves.toBe('erased');
    await expect(again.unrecordedErasures()).resolves.toEqual([{ person, note: { reason: 'other' } }]);
    await again.clearRemains();
    expect(statSync(`${keys}-wal`).size).toBe(0);
    again.close();
  });
});
