import { describe, expect, it } from '@jest/globals';
import { ConfigService } from '@nestjs/config';
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { configuration, CouncilEnvironment, masterKeySetting, ServerEnvironment, settingsOf } from './configuration.js';
import { Problems } from './problem.js';
import { startFailure } from './start-failure.js';

async function readWith(values: Record<string, string>): Promise<unknown> {
  const before = { ...process.env };
  Object.assign(process.env, values);
  try {
    return await configuration(ServerEnvironment);
  } finally {
    for (const name of Object.keys(values)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}

describe('a server that cannot start says why', () => {
  it.each([
    ['PORT', 'x', 'PORT: x is not a port. Accepted: a whole number from 0 to 65535 (0: any free port).'],
    ['PORT', '70000', 'PORT: 70000 is not a port. Accepted: a whole number from 0 to 65535 (0: any free port).'],
    [
      'HOST',
      'a b',
      'HOST: a b is not a host. Accepted: 127.0.0.1, ::1 or localhost, which this machine alone reaches; or another address of this machine.',
    ],
    [
      'EHCP_SIGN_IN',
      'open',
      'EHCP_SIGN_IN: open is neither. Accepted: demo or accounts; left out, a demo caseload is a demonstration, and everything else has accounts.',
    ],
    [
      'EHCP_URL',
      'ehcp.example.gov.uk',
      'EHCP_URL: ehcp.example.gov.uk is no address of a server. Accepted: the address under which browsers reach the tracker, such as https://ehcp.example.gov.uk.',
    ],
    [
      'EHCP_SMTP_FROM',
      'EHCP tracker',
      'EHCP_SMTP_FROM: EHCP tracker is no such address. Accepted: the address that mails come from, such as ehcp@example.gov.uk or EHCP tracker <ehcp@example.gov.uk>.',
    ],
    ['EHCP_SESSION_HOURS', '25', 'EHCP_SESSION_HOURS: 25 cannot be used. Accepted: a whole number from 1 to 24 hours.'],
    ['EHCP_LOCAL_STANDARDS', ' ', 'EHCP_LOCAL_STANDARDS: it names no file. Accepted: the path of a JSON file.'],
  ])('%s=%s', async (name, value, sentence) => {
    const error = await readWith({ [name]: value }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Problems);
    expect(startFailure(error)).toBe(`The server did not start.\n${sentence}\n`);
  });

  it.each([
    ['DATA_DIRECTORY', ' ', 'DATA_DIRECTORY: it names no directory. Accepted: the path of a directory'],
    ['EHCP_MASTER_KEY_FILE', '', 'EHCP_MASTER_KEY_FILE: it names no file. Accepted: the path of the file'],
  ])('%s=%s is no place for files', async (name, value, beginning) => {
    await expect(readWith({ [name]: value })).rejects.toThrow(beginning);
  });

  it.each([
    ['EHCP_MASTER_KEY', 'tooshort', '32 random bytes in base64 (44 characters)'],
    ['EHCP_MASTER_KEY', randomBytes(31).toString('base64'), '32 random bytes in base64 (44 characters)'],
    ['EHCP_MASTER_KEY', randomBytes(32).toString('hex'), '32 random bytes in base64 (44 characters)'],
    ['EHCP_SMTP_URL', 'http://ehcp:changeit@mail', "the address of the council's mail server: smtps://user@"],
    ['EHCP_SMTP_URL', 'smtps://ehcp:change it@mail', "the address of the council's mail server: smtps://user@"],
    ['EHCP_SMTP_PASSWORD', 'change\u0007it', 'the password of the user that EHCP_SMTP_URL names'],
    ['EVENT_STORE_URL', 'postgres://admin:changeit@host', 'sqlite: and the path of a file'],
    ['EVENT_STORE_URL', 'sqlite:', 'sqlite: and the path of a file'],
    ['EVENT_STORE_URL', 'esdb://admin: changeit@host', 'sqlite: and the path of a file'],
  ])('%s, without repeating what may be secret', async (name, value, accepted) => {
    const error = await readWith({ [name]: value }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Problems);
    const text = startFailure(error);
    expect(text).toContain(`${name}: what it is set to cannot be used. Accepted: ${accepted}`);
    expect(text).not.toContain(value === 'sqlite:' ? 'set to sqlite:' : value);
  });

  it('a port that is taken', async () => {
    const first = createServer();
    await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
    const { port } = first.address() as AddressInfo;
    const error = await new Promise((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'));
    first.close();
    expect(startFailure(error)).toBe(
      `The server did not start: it cannot listen on 127.0.0.1:${String(port)}, because another program already listens there. Stop it, or set PORT to another number.\n`,
    );
  });
});

describe('a failure that nobody foresaw', () => {
  it('is told in one line, without a stack', () => {
    expect(startFailure(new TypeError('the moon is full\nand bright'))).toBe(
      'The server did not start, for a reason that it does not know: TypeError: the moon is full\n',
    );
  });
});

describe('settings', () => {
  it('have defaults', () => {
    expect(settingsOf(new ConfigService({}))).toEqual({
      host: '127.0.0.1',
      port: 3000,
      hostNames: [],
      proxies: 0,
      session: { idleMinutes: 60, hours: 10 },
      dataDirectory: 'data',
      eventStoreUrl: 'sqlite:data/events.db',
      readModelUrl: 'sqlite:data/read-model.db',
      accessUrl: 'sqlite:data/access.db',
    });
    expect(masterKeySetting(new ConfigService({}))).toEqual({ file: 'data/master.key' });
  });

  it('take the name under which browsers reach the server from its address', () => {
    const config = new ConfigService({ EHCP_URL: 'https://ehcp.example.gov.uk/', EHCP_HOSTS: 'Other.example' });
    expect(settingsOf(config)).toMatchObject({
      publicUrl: 'https://ehcp.example.gov.uk',
      hostNames: ['other.example', 'ehcp.example.gov.uk'],
    });
  });

  it('take the master key from the environment rather than from a file', () => {
    const config = new ConfigService({ EHCP_MASTER_KEY: 'a key', EHCP_MASTER_KEY_FILE: 'a file' });
    expect(masterKeySetting(config)).toEqual({ key: 'a key' });
    expect(masterKeySetting(new ConfigService({ EHCP_MASTER_KEY_FILE: 'a file' }))).toEqual({ file: 'a file' });
  });

  it('keep events and keys in the directory that is named', () => {
    const config = new ConfigService({ DATA_DIRECTORY: '/srv/ehcp' });
    expect(settingsOf(config).eventStoreUrl).toBe('sqlite:/srv/ehcp/events.db');
    expect(masterKeySetting(config)).toEqual({ file: '/srv/ehcp/master.key' });
  });

  it.each([
    'sqlite:data/events.db',
    'esdb://localhost:2113?tls=false',
    'esdb+discover://ehcp:changeit@a:2113,b:2113',
    'kurrentdb://localhost:2113',
    'kurrentdb+discover://cluster.example:2113',
  ])('take the event store %s', async (url) => {
    await expect(readWith({ EVENT_STORE_URL: url })).resolves.toBeDefined();
  });

  it('of the command line do not include the port', async () => {
    expect(Object.keys(new CouncilEnvironment())).toEqual([]);
    await expect(configuration(CouncilEnvironment)).resolves.toBeDefined();
  });
});
