import { describe, expect, it } from '@jest/globals';
import { ConfigService } from '@nestjs/config';
import { createServer, type AddressInfo } from 'node:net';
import { configuration, CouncilEnvironment, ServerEnvironment, settingsOf } from './configuration.js';
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
      'HOST: a b is not a host. Accepted: a host name or address to listen on, such as 127.0.0.1 or 0.0.0.0.',
    ],
    ['EHCP_LOCAL_STANDARDS', ' ', 'EHCP_LOCAL_STANDARDS: it names no file. Accepted: the path of a JSON file.'],
  ])('%s=%s', async (name, value, sentence) => {
    const error = await readWith({ [name]: value }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Problems);
    expect(startFailure(error)).toBe(`The server did not start.\n${sentence}\n`);
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
    expect(settingsOf(new ConfigService({}))).toEqual({ host: '127.0.0.1', port: 3000 });
  });

  it('of the command line do not include the port', async () => {
    expect(Object.keys(new CouncilEnvironment())).toEqual([]);
    await expect(configuration(CouncilEnvironment)).resolves.toBeDefined();
  });
});
