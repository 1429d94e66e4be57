import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigService } from '@nestjs/config';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '../../streams/domain/event.js';
import { keysFileIn } from '../vault/keys-file.js';
import { masterKeySource } from '../vault/master-key-source.js';
import { SqliteKeyVault } from '../vault/sqlite-key-vault.js';
import { rewrapUnder } from './rewrap.js';

let data: string;
let newKeyFile: string;
const newKey = randomBytes(32).toString('base64');

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'rewrap-'));
  newKeyFile = join(data, 'new.key');
  writeFileSync(newKeyFile, newKey, { mode: 0o600 });
});
afterEach(() => rmSync(data, { recursive: true }));

const rewrap = (settings: Record<string, string> = {}, file = newKeyFile): Promise<string> =>
  rewrapUnder(new ConfigService({ DATA_DIRECTORY: data, ...settings }), file);

async function keysOf(people: number): Promise<string> {
  const keyFile = join(data, 'master.key');
  const vault = SqliteKeyVault.open(keysFileIn(data), masterKeySource({ file: keyFile }));
  for (let count = 0; count < people; count += 1) await vault.create(randomUUID() as string as PersonId);
  vault.close();
  return readFileSync(keyFile, 'utf8').trim();
}

describe('ehcp keys rewrap', () => {
  test('puts the new master key in the place of the old one and says what to do with both', async () => {
    await keysOf(3);
    const output = await rewrap();
    expect(readFileSync(join(data, 'master.key'), 'utf8').trim()).toBe(newKey);
    expect(output).toContain(
      `3 keys were wrapped under the new master key, which is in ${join(data, 'master.key')} now.`,
    );
    expect(output).toContain(`Remove ${newKeyFile}. Destroy the copies of the old master key`);
    expect(output).not.toContain(newKey);
  });

  test('says the second time that there was nothing to do', async () => {
    await keysOf(1);
    await rewrap();
    await expect(rewrap()).resolves.toBe(
      'The keys are wrapped under that master key already; there was nothing to do.\n',
    );
  });

  test('says which variable to change where the master key comes from one', async () => {
    const key = await keysOf(1);
    const output = await rewrap({ EHCP_MASTER_KEY: key });
    expect(output).toContain('1 key was wrapped under the new master key.\nNow set EHCP_MASTER_KEY to the content of');
    expect(readFileSync(join(data, 'master.key'), 'utf8').trim()).toBe(key);
  });

  test('makes no keys where there are none, in a directory that was named by mistake', async () => {
    await expect(rewrap()).rejects.toThrow(
      `DATA_DIRECTORY: there are no keys to wrap: ${keysFileIn(data)} does not exist. Accepted: the directory where`,
    );
    expect(existsSync(keysFileIn(data))).toBe(false);
  });

  test('says how to make a new key where the file is missing, and how to close it where it is open to others', async () => {
    await keysOf(1);
    const missing = join(data, 'other.key');
    await expect(rewrap({}, missing)).rejects.toThrow(
      `--new-key-file: ${missing} does not exist. Accepted: a file with the new master key; make one with: (umask 077; openssl rand -base64 32 > ${missing}).`,
    );
    chmodSync(newKeyFile, 0o644);
    await expect(rewrap()).rejects.toThrow(`--new-key-file: ${newKeyFile} is open to other users of this machine`);
  });
});
