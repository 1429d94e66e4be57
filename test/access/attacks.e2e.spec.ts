import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { connect } from 'node:net';
import request from 'supertest';
import { Sessions } from '../../src/access/application/sessions.js';
import { Tokens } from '../../src/access/application/tokens.js';
import { WallClock } from '../../src/platform/wall-clock.js';
import { ROLES } from '../../src/platform/access/viewer.js';
import { beginBrowser, browserOf, type Browser } from '../browsers.js';
import { startServer, tokenWith, type TestServer } from '../server.js';
import { isOfApi, knownChild, requestsFor, type Known, type Sent } from './actors.js';

jest.setTimeout(300_000);

let server: TestServer;
let known: Known;
let browser: Browser;
beforeAll(async () => {
  server = await startServer([], { signedIn: false });
  known = await knownChild(server);
  browser = await beginBrowser(server.app, ROLES, { name: 'Everything' });
});
afterAll(() => server.app.close());

type Heads = Readonly<Record<string, string>>;

/** A request to change something, as a browser sends it that is signed in. */
function change({ method, path }: Sent, heads: Heads, body = ''): request.Test {
  const client = request(server.http) as unknown as Record<string, (path: string) => request.Test>;
  const asked = client[method.toLowerCase()]!(path).set('Cookie', browser.cookie).set(heads);
  return isOfApi(path)
    ? asked.set('Content-Type', 'application/json').send(body === '' ? '{}' : body)
    : asked.type('form').send(body);
}

/** Every request that changes something, of those that need somebody who is signed in. */
const changes = (): readonly Sent[] =>
  requestsFor(server, known)
    .filter(({ route: { method, access } }) => method !== 'GET' && access?.rule !== 'public')
    .map(({ sent }) => sent);

const told = ({ method, path }: Sent, status: number): string => `${method} ${path} -> ${String(status)}`;

describe('The page of another site', () => {
  it.each<[string, () => Heads]>([
    ['that does not know the token of the session', () => ({})],
    ['that guesses a token', () => ({ 'X-CSRF-Token': 'f'.repeat(64) })],
    ['that says where it is', () => ({ 'X-CSRF-Token': browser.token, Origin: 'https://evil.example' })],
    ['that hides where it is', () => ({ 'X-CSRF-Token': browser.token, Origin: 'null' })],
    ['of which the browser tells', () => ({ 'X-CSRF-Token': browser.token, 'Sec-Fetch-Site': 'cross-site' })],
  ])('has nothing changed by a browser that is signed in, whatever it sends: %s', async (_, heads) => {
    const wrong: string[] = [];
    for (const sent of changes()) {
      const { status } = await change(sent, heads());
      if (status !== 403) wrong.push(told(sent, status));
    }
    expect(changes().length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  it('has nothing changed with the token of somebody else', async () => {
    const other = await browserOf(server.app, browser.account);
    for (const sent of changes()) {
      expect(told(sent, (await change(sent, { 'X-CSRF-Token': other.token })).status)).toBe(told(sent, 403));
    }
  });

  it('is not what our own page is: with the token everything is let through', async () => {
    for (const sent of changes()) {
      // The session is a new one each time: one of the changes ends it.
      browser = await browserOf(server.app, browser.account);
      const { status, headers } = await change(sent, { 'X-CSRF-Token': browser.token });
      expect(told(sent, status)).not.toBe(told(sent, 403));
      expect(headers.location ?? '').not.toMatch(/^\/sign-in\?return/);
    }
    browser = await browserOf(server.app, browser.account);
  });
});

describe('A session', () => {
  const account = (cookie: string): request.Test => request(server.http).get('/account').set('Cookie', cookie);

  it('is that of nobody where its cookie was changed, signed by somebody else, or not signed', async () => {
    await account(browser.cookie).expect(200);
    const [, id = '', signature = ''] = /^ehcp=s%3A([\w-]+)\.(.*)$/.exec(browser.cookie) ?? [];
    for (const cookie of [
      `ehcp=${id}`,
      `ehcp=s%3A${id}`,
      `ehcp=s%3A${id}.`,
      `ehcp=s%3A${id}.${'A'.repeat(43)}`,
      `ehcp=s%3A${id.slice(0, -1)}.${signature}`,
      `ehcp=j%3A%7B%22account%22%3A%22${browser.account}%22%7D`,
      `ehcp=${browser.account}`,
    ])
      await account(cookie).expect(303);
  });

  it('is worth nothing once it has ended', async () => {
    const other = await browserOf(server.app, browser.account);
    await account(other.cookie).expect(200);
    await server.app.get(Sessions).endAllOf(browser.account);
    await account(other.cookie).expect(303);
    browser = await browserOf(server.app, browser.account);
  });
});

describe('A token', () => {
  const ask = (token: string, path = '/api/v1/cases?limit=1') =>
    request(server.http).get(path).set('Authorization', `Bearer ${token}`);

  it('is worth nothing once it was revoked or has run out', async () => {
    const [revoked, old] = [await tokenWith(server.app, ['cases']), await tokenWith(server.app, ['cases'])];
    await ask(revoked).expect(200);
    const made = await server.app.get(Tokens).list();
    for (const { id } of made.slice(0, 2)) {
      if ((await server.app.get(Tokens).viewerOf(revoked))?.id === `service:${id}`) {
        await server.app.get(Tokens).revoke(id, 'specification');
      }
    }
    await ask(revoked).expect(401);
    await ask(old).expect(200);
    const now = jest.spyOn(WallClock.prototype, 'now').mockReturnValue(new Date(Date.now() + 3 * 86_400_000));
    await ask(old).expect(401);
    now.mockRestore();
  });

  it('opens no page, nor does it add to what a session may do', async () => {
    const token = await tokenWith(server.app, ['cases', 'record', 'figures', 'manage']);
    await ask(token, '/worklist').expect(303);
    const board = await beginBrowser(server.app, ['board']);
    await request(server.http)
      .get('/worklist')
      .set({ Cookie: board.cookie, Authorization: `Bearer ${token}` })
      .expect(403);
  });

  it('is all that counts where a browser sends its session along', async () => {
    const token = await tokenWith(server.app, ['figures']);
    await request(server.http)
      .get('/api/v1/cases')
      .set({ Cookie: browser.cookie, Authorization: `Bearer ${token}` })
      .expect(403);
  });
});

const OURS = 'http://ours.invalid';

describe('An address to return to', () => {
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '/%0d%0aLocation:%20https://evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
  ])('leads to no other site, and sets no header: %s', async (wanted) => {
    for (const path of ['/sign-in', '/sign-in/provider', '/sign-in/provider/callback', '/worklist', '/']) {
      const { headers } = await request(server.http).get(`${path}?return=${wanted}`);
      // As a browser reads it.
      expect(new URL(headers.location ?? '/', OURS).origin).toBe(OURS);
      expect(headers['x-injected']).toBeUndefined();
    }
  });
});

/** Sends bytes as they are, and tells the first line of the answer; nothing where the connection was closed. */
function raw(lines: readonly string[]): Promise<string> {
  const { port } = server.http.address() as { readonly port: number };
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(`${lines.join('\r\n')}\r\n\r\n`));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
  });
}

describe('A header', () => {
  it('is never made of what somebody sends', async () => {
    const wanted = 'x%0d%0aX-Injected:%20yes';
    for (const path of [
      ...['/sign-in', '/worklist', '/worklist/export.csv', '/calculator/assessment', '/rulebook'],
      ...['/import/template.csv', `/cases/${known.assessment}/chronology.csv`, '/administration/page-views/csv'],
    ]) {
      for (const address of [`${path}?return=${wanted}&officer=${wanted}&q=${wanted}`, `${path}/${wanted}`]) {
        const { headers } = await request(server.http).get(address).set('Cookie', browser.cookie);
        expect(headers['x-injected']).toBeUndefined();
      }
    }
  });

  it('that holds another is refused before anything is done', async () => {
    const heads = ['POST /api/v1/clocks HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', 'Content-Length: 0'];
    expect(await raw([...heads, 'X: a\nX-Injected: yes\r', 'Transfer-Encoding: chunked'])).toMatch(
      /^HTTP\/1\.1 400|^$/,
    );
    expect(await raw([...heads, 'Content-Length: 5'])).toMatch(/^HTTP\/1\.1 400|^$/);
  });

  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost@evil.example', 'evil.example:80'])(
    'that names another server is answered by nobody: %s',
    async (host) => {
      const { status, text } = await request(server.http).get('/sign-in').set('Host', host);
      expect(status).toBe(421);
      expect(text).not.toContain('evil');
    },
  );

  it('that a proxy would send leads nobody elsewhere', async () => {
    const heads = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', Forwarded: 'host=evil.example' };
    const { headers, text } = await request(server.http).get('/worklist').set(heads);
    expect(headers.location).toBe('/sign-in?return=%2Fworklist');
    expect(text).not.toContain('evil.example');
  });
});

describe('A form that is too large', () => {
  it('is refused by every route, and the server goes on', async () => {
    const body = `text=${'a'.repeat(300_000)}`;
    for (const sent of changes()) {
      // A file of cases may be larger than a form.
      if (sent.path === '/import') continue;
      browser = await browserOf(server.app, browser.account);
      const { status } = await change(sent, { 'X-CSRF-Token': browser.token }, body);
      expect(told(sent, status)).toBe(told(sent, 413));
    }
    await request(server.http).get('/health').expect(200);
  });

  it('or has too many fields is not what the server dies of', async () => {
    const body = Array.from({ length: 40_000 }, (_, index) => `a${String(index)}=`)
      .join('&')
      .slice(0, 250_000);
    const started = performance.now();
    const { status } = await change({ method: 'POST', path: '/search' }, { 'X-CSRF-Token': browser.token }, body);
    expect(status).toBeLessThan(500);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('A field that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', '__proto__[polluted]', 'constructor[prototype][polluted]'];
  const clean = (): void => {
    expect(({} as Readonly<Record<string, unknown>>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  };

  it('changes nothing in a form', async () => {
    const body = NAMES.map((name) => `${encodeURIComponent(name)}=polluted`).join('&');
    for (const sent of changes().filter(({ path }) => !isOfApi(path))) {
      browser = await browserOf(server.app, browser.account);
      const { status } = await change(sent, { 'X-CSRF-Token': browser.token }, body);
      expect(told(sent, Math.floor(status / 100))).not.toBe(told(sent, 5));
      clean();
    }
  });

  it('is refused in a body of the API', async () => {
    const bodies = [
      '{"__proto__": {"polluted": "yes"}}',
      '{"constructor": {"prototype": {"polluted": "yes"}}}',
      '{"to": {"__proto__": {"polluted": "yes"}}, "reason": "x"}',
    ];
    for (const sent of changes().filter(({ path, method }) => isOfApi(path) && method !== 'DELETE')) {
      for (const body of bodies) {
        const { status } = await change(sent, { 'X-CSRF-Token': browser.token }, body);
        expect([400, 422, 428]).toContain(status);
        clean();
      }
    }
  });

  it('changes nothing in an address', async () => {
    const query = NAMES.map((name) => `${encodeURIComponent(name)}=polluted`).join('&');
    for (const { route, sent } of requestsFor(server, known)) {
      if (route.method !== 'GET' || sent.path.startsWith('/sign-in/provider')) continue;
      const { status } = await request(server.http).get(`${sent.path}?${query}`).set('Cookie', browser.cookie);
      expect(told(sent, Math.floor(status / 100))).not.toBe(told(sent, 5));
      clean();
    }
  });
});
