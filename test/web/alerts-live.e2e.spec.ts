import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { get, type IncomingMessage } from 'node:http';
import request from 'supertest';
import { ChildRestrictions } from '../../src/access/application/child-restrictions.js';
import { Sessions } from '../../src/access/application/sessions.js';
import { LivePace } from '../../src/alerts/web/live-alerts.js';
import type { PersonId } from '../../src/streams/domain/event.js';
import { beginBrowser, browserOf, type Browser } from '../browsers.js';
import { startServer, type TestServer } from '../server.js';
import { daysAgo } from './logging-setting.js';

/** A decision whether to assess is due 6 weeks after the request. */
const LATE = daysAgo(60);

let server: TestServer;
let manager: Browser;
beforeAll(async () => {
  server = await startServer([], { signedIn: false });
  manager = await beginBrowser(server.app, ['manager']);
});
afterAll(() => server.app.close());

/** What a stream told so far. */
class Listening {
  #told = '';
  #waiting: (() => void) | undefined;
  isOver = false;

  private constructor(readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      this.#told += text;
      this.#waiting?.();
    });
    answer.on('close', () => {
      this.isOver = true;
      this.#waiting?.();
    });
  }

  static open({ cookie }: Browser, from: TestServer = server): Promise<Listening> {
    return new Promise((resolve, reject) => {
      const headers = { cookie, accept: 'text/event-stream' };
      get(`${from.url}/alerts/live`, { headers }, (answer) => resolve(new Listening(answer))).on('error', reject);
    });
  }

  /** Waits until it has told something. */
  async until(holds: (told: string) => boolean): Promise<string> {
    while (!holds(this.#told) && !this.isOver) await new Promise<void>((resolve) => (this.#waiting = resolve));
    return this.#told;
  }

  close(): void {
    this.answer.destroy();
  }
}

async function child(surname: string): Promise<string> {
  const details = { surname, forename: 'Ottoline', dateOfBirth: '2014-05-06' };
  return String((await server.program.post('/api/v1/people').send(details).expect(201)).body.id);
}
/** A request that nobody decided in time, recorded by somebody. */
const breach = (person: string, { cookie, token }: Browser = manager) =>
  request(server.http)
    .post('/api/v1/assessments')
    .set({ Cookie: cookie, 'X-CSRF-Token': token })
    .send({ person, on: LATE, kind: 'initial' })
    .expect(201);
const count = (told: string, what: string): number => told.split(what).length - 1;
const CHANGED = 'event: changed\ndata: changed\n\n';

describe('The stream of an open page', () => {
  it('is for pages that ask for a stream, and for those who may see alerts', async () => {
    const { program, app } = server;
    await program.get('/alerts/live').expect(303);
    const caseworker = await beginBrowser(app, ['caseworker']);
    const other = await Listening.open(caseworker);
    expect(other.answer.statusCode).toBe(403);
    other.close();
  });

  it('is neither kept nor gathered on the way', async () => {
    const listening = await Listening.open(manager);
    expect(listening.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    listening.close();
  });

  it('ends at once where nothing but its heads is asked for', async () => {
    const heads = { Cookie: manager.cookie, Accept: 'text/event-stream' };
    const { headers } = await request(server.http).head('/alerts/live').set(heads).expect(200);
    expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
  });

  it('tells that something changed, and nothing else', async () => {
    const listening = await Listening.open(manager);
    await breach(await child('Quillfeather'));
    const told = await listening.until((text) => text.includes(CHANGED));
    expect(told).toMatch(/^retry: 3000\n\n(?:event: changed\ndata: changed\n\n)+$/);
    listening.close();
  });

  it('tells nothing of a child who is kept from whoever listens', async () => {
    const [kept, other] = [await child('Quillfeather'), await child('Montgomery')];
    const named = await beginBrowser(server.app, ['manager']);
    await server.app
      .get(ChildRestrictions)
      .restrict({ person: kept as PersonId, officers: [named.account], reason: 'safety' }, named.account);
    const [seeing, blind] = [await Listening.open(named), await Listening.open(manager)];
    await breach(kept, named);
    expect(count(await seeing.until((text) => text.includes(CHANGED)), CHANGED)).toBe(1);
    await breach(other);
    expect(count(await seeing.until((text) => count(text, CHANGED) >= 2), CHANGED)).toBe(2);
    expect(count(await blind.until((text) => text.includes(CHANGED)), CHANGED)).toBe(1);
    await breach(await child('Byrne'));
    expect(count(await seeing.until((text) => count(text, CHANGED) >= 3), CHANGED)).toBe(3);
    expect(count(await blind.until((text) => count(text, CHANGED) >= 2), CHANGED)).toBe(2);
    seeing.close();
    blind.close();
  });

  it('ends with its session', async () => {
    const pace = server.app.get(LivePace);
    const before = pace.heartbeat;
    pace.heartbeat = 20;
    const one = await browserOf(server.app, manager.account);
    const listening = await Listening.open(one);
    await listening.until((text) => count(text, ': still here') >= 2);
    await server.app.get(Sessions).endAllOf(manager.account);
    expect(await listening.until(() => false)).toMatch(/event: ended\ndata: signed-out\n\n$/);
    pace.heartbeat = before;
    manager = await browserOf(server.app, manager.account);
  });

  it('makes room for another where somebody has very many windows', async () => {
    const pace = server.app.get(LivePace);
    const first = await Listening.open(manager);
    const others: Listening[] = [];
    for (let index = 0; index < pace.most; index += 1) others.push(await Listening.open(manager));
    expect(await first.until(() => false)).toMatch(/event: ended\ndata: too-many\n\n$/);
    for (const one of others) one.close();
  });

  it('does not hold up a server that ends', async () => {
    const another = await startServer([], { signedIn: false });
    const listening = await Listening.open(await beginBrowser(another.app, ['manager']), another);
    const begun = performance.now();
    await another.app.close();
    await listening.until(() => false);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
});
