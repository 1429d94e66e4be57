import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import type { Account } from '../../src/access/application/account.js';
import { WallClock } from '../../src/platform/wall-clock.js';
import { startServer, type TestServer } from '../server.js';
import { fieldsOf, textOf } from './forms.js';
import { CLIENT, TestProvider, through, type Person } from './oidc-setting.js';

const OURS = 'http://127.0.0.1:65000';
const ROLES = {
  claim: 'roles',
  roles: { 'EHCP.Caseworker': 'caseworker', 'EHCP.Manager': ['manager'], 'EHCP.Admin': 'administrator' },
  teams: { 'EHCP.Caseworker': 'north' },
};
const AMINA: Person = { sub: 'amina', name: 'Amina Khan', email: 'a.khan@example.gov.uk', roles: ['EHCP.Caseworker'] };

let provider: TestProvider;
let server: TestServer;
let at: Date | undefined;

async function serverFor(mapping: object): Promise<TestServer> {
  const file = join(mkdtempSync(join(tmpdir(), 'oidc-')), 'roles.json');
  writeFileSync(file, JSON.stringify(mapping));
  const settings = {
    EHCP_URL: OURS,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.client_id,
    OIDC_CLIENT_SECRET: CLIENT.client_secret,
    OIDC_ROLES_FILE: file,
  };
  Object.assign(process.env, settings);
  try {
    return await startServer([], { signedIn: false });
  } finally {
    for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
  }
}

beforeAll(async () => {
  provider = await TestProvider.start();
  server = await serverFor(ROLES);
  WallClock.prototype.now = () => at ?? new Date();
});
afterEach(() => {
  at = undefined;
});
afterAll(async () => {
  await server.app.close();
  await provider.stop();
});

/** A browser at the tracker: it keeps the cookie that it is given. */
class Browser {
  #cookie: string | undefined;

  constructor(private readonly tracker: TestServer = server) {}

  async get(path: string): Promise<Response> {
    return this.#took(await this.#with(request(this.tracker.http).get(path)));
  }

  async post(path: string, typed: Readonly<Record<string, string>>): Promise<Response> {
    return this.#took(await this.#with(request(this.tracker.http).post(path)).type('form').send(typed));
  }

  /** Begins to sign in: where the provider is asked. */
  async begin(returnTo = ''): Promise<URL> {
    const { status, headers } = await this.get(`/sign-in/provider${returnTo === '' ? '' : `?return=${returnTo}`}`);
    expect(status).toBe(303);
    return new URL(String(headers.location));
  }

  /** Comes back from the provider. */
  back(url: string): Promise<Response> {
    expect(url.startsWith(`${OURS}/sign-in/provider/callback?`)).toBe(true);
    return this.get(url.slice(OURS.length));
  }

  /** Signs in from beginning to end. */
  async signIn(person: Person, returnTo = ''): Promise<Response> {
    const begin = await this.begin(returnTo);
    provider.person = person;
    return this.back(await through(provider.issuer, begin.href));
  }

  async isIn(): Promise<boolean> {
    return (await this.get('/account')).status === 200;
  }

  #with(asked: request.Test): request.Test {
    return this.#cookie === undefined ? asked : asked.set('Cookie', this.#cookie);
  }

  #took(response: Response): Response {
    const [set] = (response.headers['set-cookie'] ?? []) as unknown as readonly string[];
    if (set !== undefined) this.#cookie = set.split(';')[0];
    return response;
  }
}

async function accountOf(email: string): Promise<Account | undefined> {
  return server.app.get(Accounts).findByEmail(email);
}

function refused(response: Response, status: number, title: string): string {
  expect(response.status).toBe(status);
  expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
  const text = textOf(response.text);
  expect(text).toContain(title);
  return text;
}

describe('Signing in with a council account', () => {
  it('is offered beside the password, and leads back to what was asked for', async () => {
    const browser = new Browser();
    const { text } = await browser.get('/sign-in?return=%2Faccount');
    expect(text).toContain('href="/sign-in/provider?return=%2Faccount"');
    const entered = await browser.signIn(AMINA, '%2Faccount');
    expect([entered.status, entered.headers.location]).toEqual([303, '/account']);
    expect(textOf((await browser.get('/account')).text)).toContain('Amina Khan');
  });

  it('asks for a code with PKCE, a state and a nonce, each new every time', async () => {
    const [one, other] = [await new Browser().begin(), await new Browser().begin()];
    for (const { searchParams } of [one, other]) {
      expect(Object.fromEntries(searchParams)).toMatchObject({
        response_type: 'code',
        code_challenge_method: 'S256',
        redirect_uri: `${OURS}/sign-in/provider/callback`,
      });
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one.searchParams.get(name)).not.toBe(other.searchParams.get(name));
    }
  });

  it('makes an account at the first time, under an id that tells nothing of who it is', async () => {
    await new Browser().signIn({ ...AMINA, sub: 'first', email: 'first@example.gov.uk' });
    expect(await accountOf('first@example.gov.uk')).toMatchObject({
      id: expect.stringMatching(/^officer-\d{3}$/),
      roles: ['caseworker'],
      teams: ['north'],
    });
  });

  it('brings the account to what the provider says at every time, and keeps its id', async () => {
    const person = { ...AMINA, sub: 'moves', email: 'moves@example.gov.uk' };
    await new Browser().signIn(person);
    const before = await accountOf('moves@example.gov.uk');
    await new Browser().signIn({ ...person, name: 'Amina Khan-Bell', roles: ['EHCP.Manager', 'EHCP.Admin'] });
    expect(await accountOf('moves@example.gov.uk')).toMatchObject({
      id: before?.id,
      name: 'Amina Khan-Bell',
      roles: ['manager', 'administrator'],
      teams: [],
    });
  });

  it('knows somebody by who they are to the provider, and never by an address that others can take', async () => {
    const local = await server.app
      .get(Accounts)
      .add({ name: 'Rosa Bello', email: 'rosa@example.gov.uk', roles: ['administrator'], teams: [] });
    const browser = new Browser();
    await browser.signIn({ ...AMINA, sub: 'taker', email: 'rosa@example.gov.uk' });
    expect(await browser.isIn()).toBe(true);
    expect(await accountOf('rosa@example.gov.uk')).toEqual(local);
  });

  it('lets nobody in whose account was closed here', async () => {
    const person = { ...AMINA, sub: 'left', email: 'left@example.gov.uk' };
    await new Browser().signIn(person);
    const account = await accountOf('left@example.gov.uk');
    await server.app.get(Accounts).setActive(account!.id, false);
    const browser = new Browser();
    refused(await browser.signIn(person), 403, 'Your account in the tracker is closed');
    expect(await browser.isIn()).toBe(false);
  });

  it('lets nobody in without a role, and ends where else they were signed in', async () => {
    const person = { ...AMINA, sub: 'loses', email: 'loses@example.gov.uk' };
    const [first, second] = [new Browser(), new Browser()];
    await first.signIn(person);
    expect(await first.isIn()).toBe(true);
    refused(await second.signIn({ ...person, roles: ['Other'] }), 403, 'You have no role in the tracker');
    expect(await second.isIn()).toBe(false);
    expect(await first.isIn()).toBe(false);
  });

  it('leads on to signing out at the provider', async () => {
    const browser = new Browser();
    await browser.signIn(AMINA);
    const { _csrf: [token = ''] = [] } = fieldsOf((await browser.get('/account')).text);
    const out = await browser.post('/sign-out', { _csrf: token });
    expect(await browser.isIn()).toBe(false);
    expect(textOf(out.text)).toContain('Sign out of your council account');
    const [, url = ''] = /^0; url=(.*)$/.exec(String(out.headers.refresh)) ?? [];
    const { origin, searchParams } = new URL(url);
    expect(origin).toBe(provider.issuer);
    expect(searchParams.get('post_logout_redirect_uri')).toBe(`${OURS}/sign-in`);
    expect(searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('A sign-in that was tampered with', () => {
  const NOT_IN = 'You are not signed in';

  const changed = (url: string, name: string, value: string): string => {
    const copy = new URL(url);
    copy.searchParams.set(name, value);
    return copy.href;
  };

  it('is not taken with another state', async () => {
    const browser = new Browser();
    provider.person = AMINA;
    const url = await through(provider.issuer, (await browser.begin()).href);
    refused(await browser.back(changed(url, 'state', 'A'.repeat(43))), 400, NOT_IN);
    expect(await browser.isIn()).toBe(false);
  });

  it('is not taken a second time', async () => {
    const browser = new Browser();
    provider.person = AMINA;
    const url = await through(provider.issuer, (await browser.begin()).href);
    expect((await browser.back(url)).status).toBe(303);
    refused(await browser.back(url), 400, NOT_IN);
  });

  it('is not taken once it was refused, however it is sent then', async () => {
    const browser = new Browser();
    provider.person = AMINA;
    const url = await through(provider.issuer, (await browser.begin()).href);
    refused(await browser.back(changed(url, 'state', 'A'.repeat(43))), 400, NOT_IN);
    refused(await browser.back(url), 400, NOT_IN);
    expect(await browser.isIn()).toBe(false);
  });

  it('is not taken in a browser in which it was not begun', async () => {
    provider.person = AMINA;
    const url = await through(provider.issuer, (await new Browser().begin()).href);
    const victim = new Browser();
    refused(await victim.back(url), 400, NOT_IN);
    expect(await victim.isIn()).toBe(false);
  });

  it("is not taken with somebody else's code", async () => {
    provider.person = AMINA;
    const theirs = await through(provider.issuer, (await new Browser().begin()).href);
    const victim = new Browser();
    const state = (await victim.begin()).searchParams.get('state') ?? '';
    refused(await victim.back(changed(theirs, 'state', state)), 400, NOT_IN);
    expect(await victim.isIn()).toBe(false);
  });

  it('is not taken with another nonce', async () => {
    const browser = new Browser();
    provider.person = AMINA;
    const begin = changed((await browser.begin()).href, 'nonce', 'B'.repeat(43));
    refused(await browser.back(await through(provider.issuer, begin)), 400, NOT_IN);
    expect(await browser.isIn()).toBe(false);
  });

  it('is not taken from another provider', async () => {
    const browser = new Browser();
    provider.person = AMINA;
    const url = await through(provider.issuer, (await browser.begin()).href);
    refused(await browser.back(changed(url, 'iss', 'https://evil.example')), 400, NOT_IN);
    expect(await browser.isIn()).toBe(false);
  });

  it('is not taken where it took too long', async () => {
    const browser = new Browser();
    provider.person = AMINA;
    const url = await through(provider.issuer, (await browser.begin()).href);
    at = new Date(Date.now() + 16 * 60_000);
    refused(await browser.back(url), 400, NOT_IN);
    expect(await browser.isIn()).toBe(false);
  });

  it.each([
    ['called off', 'error=access_denied', 'called off'],
    [
      'failing',
      'error=server_error%0AInvented%20line&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
      'took too long',
    ],
  ])('says so on a page where it is %s there, and repeats nothing', async (_, error, words) => {
    const browser = new Browser();
    const state = (await browser.begin()).searchParams.get('state') ?? '';
    const response = await browser.get(`/sign-in/provider/callback?${error}&state=${state}&iss=${provider.issuer}`);
    expect(refused(response, 400, NOT_IN)).toContain(words);
    expect(response.text).not.toContain('alert(1)');
    expect(server.log.join('')).not.toContain('Invented');
  });

  it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example'])('leads never to %s', async (wanted) => {
    const { headers } = await new Browser().signIn(AMINA, encodeURIComponent(wanted));
    expect(headers.location).toBe('/worklist');
  });
});

describe('A provider that reads groups', () => {
  let byGroups: TestServer;
  beforeAll(async () => {
    byGroups = await serverFor({ claim: 'groups', roles: { 'b7e2-caseworkers': 'caseworker' }, linkByEmail: true });
  });
  afterAll(() => byGroups.app.close());

  it('lets members in', async () => {
    const browser = new Browser(byGroups);
    await browser.signIn({ ...AMINA, sub: 'member', roles: undefined, groups: ['b7e2-caseworkers'] });
    expect(await browser.isIn()).toBe(true);
  });

  it('says what is needed where it leaves the groups out because there are too many', async () => {
    const browser = new Browser(byGroups);
    const text = refused(
      await browser.signIn({
        sub: 'many',
        name: 'Of Many Groups',
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint: 'https://graph.example/users/many/getMemberObjects' } },
      }),
      403,
      'Your groups cannot be read',
    );
    expect(text).toContain('app roles');
    expect(await browser.isIn()).toBe(false);
  });

  it('gives somebody the account that waits for their address, once, where the operator wants it', async () => {
    const accounts = byGroups.app.get(Accounts);
    const waiting = await accounts.add({
      id: 'sen-12',
      name: 'Ben',
      email: 'ben@example.gov.uk',
      roles: ['board'],
      teams: [],
    });
    const ben = { sub: 'ben', name: 'Ben Ode', email: 'Ben@example.gov.uk', groups: ['b7e2-caseworkers'] };
    await new Browser(byGroups).signIn(ben);
    expect(await accounts.find(waiting.id)).toMatchObject({ name: 'Ben Ode', roles: ['caseworker'] });
    await new Browser(byGroups).signIn({ ...ben, sub: 'impostor', name: 'Not Ben' });
    expect(await accounts.find(waiting.id)).toMatchObject({ name: 'Ben Ode' });
  });
});

describe('A provider that does not answer', () => {
  it('is said to on a page, and passwords go on', async () => {
    const away = await TestProvider.start();
    const { issuer } = away;
    await away.stop();
    const real = provider;
    provider = { issuer } as TestProvider;
    const alone = await serverFor(ROLES).finally(() => (provider = real));
    const browser = new Browser(alone);
    refused(await browser.get('/sign-in/provider'), 503, 'Signing in does not work now');
    expect((await browser.get('/sign-in')).text).toContain('type="password"');
    expect(alone.log.join('\n')).toContain('The identity provider cannot be asked');
    await alone.app.close();
  });
});
