import { Agent, get, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A server, and the cookie of somebody who signed in there. */
export interface Site {
  readonly url: string;
  readonly cookie: string;
}

interface Answer {
  readonly body: Buffer;
  /** In milliseconds, from the first byte asked to the last answered. */
  readonly took: number;
}

const agent = new Agent({ keepAlive: true });

/** What is answered; asked again where the server had just closed a connection that was not in use. */
function responseTo({ url, cookie }: Site, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'text/html', 'Accept-Encoding': 'gzip', Cookie: cookie };
    const asking = get(`${url}${path}`, { agent, headers }, resolve);
    asking.on('error', (error: NodeJS.ErrnoException) => {
      if (asking.reusedSocket && error.code === 'ECONNRESET') resolve(responseTo({ url, cookie }, path));
      else reject(error);
    });
  });
}

async function answerOf(site: Site, path: string): Promise<Answer> {
  const started = performance.now();
  const response = await responseTo(site, path);
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  if (response.statusCode !== 200) throw new Error(`${path} answers ${String(response.statusCode)}.`);
  return { body: Buffer.concat(parts), took: performance.now() - started };
}

/** How long one page took, in milliseconds. */
export async function oneAnswer(site: Site, path: string): Promise<number> {
  return (await answerOf(site, path)).took;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** How long pages took, in milliseconds, how many there were, and the size of the last, in bytes. */
export interface Waited {
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  readonly bytes: number;
}

const WARM_UP = 20;

/** Asks for pages on the clock: so many a second, whether or not those before are answered. */
export async function asked(site: Site, path: () => string, perSecond: number, seconds: number): Promise<Waited> {
  for (let round = 0; round < WARM_UP; round += 1) await answerOf(site, path());
  const pending: Promise<Answer>[] = [];
  const started = performance.now();
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const wait = started + (number * 1000) / perSecond - performance.now();
    if (wait > 0) await setTimeout(wait);
    pending.push(answerOf(site, path()));
  }
  const answers = await Promise.all(pending);
  const times = Float64Array.from(answers, ({ took }) => took).sort();
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;
  return {
    p50: at(0.5),
    p99: at(0.99),
    count: answers.length + WARM_UP,
    bytes: answers.at(-1)?.body.length ?? Number.NaN,
  };
}

/** Waits until the server has taken in everything that is on record, and brought about what follows from it. */
export async function settled(site: Site): Promise<void> {
  for (;;) {
    const { body } = await answerOf(site, '/metrics');
    const lags = [...body.toString().matchAll(/^ehcp_(?:projection|policy)_lag_seconds\S* (\S+)/gm)];
    if (lags.length > 1 && lags.every(([, lag]) => Number(lag) === 0)) return;
    await setTimeout(500);
  }
}

/** The processor time that the server has taken, in seconds. */
export async function processorSeconds(site: Site): Promise<number> {
  const { body } = await answerOf(site, '/metrics');
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(body.toString())?.[1]);
}

/** The bytes of a page and of everything that it loads from the server, as they are sent. */
export async function firstView(site: Site, path: string): Promise<number> {
  const page = await answerOf(site, path);
  const loaded = new Set(
    [...page.body.toString().matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url = '']) => url),
  );
  let bytes = page.body.length;
  for (const url of loaded) bytes += (await answerOf(site, url)).body.length;
  return bytes;
}
