import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import { Passwords } from '../../src/access/application/passwords.js';
import type { Role } from '../../src/platform/access/viewer.js';
import { WallClock } from '../../src/platform/wall-clock.js';
import { AccessDatabase } from '../../src/access/database/access-database.js';
import { startServer, type TestServer } from '../server.js';
import { errorsOf, fieldsOf, textOf } from './forms.js';

const PASSWORD = 'badger thimble orchard';
const MINUTE = 60_000;

let server: TestServer;
let at: Date | undefined;
let machines = 0;
beforeAll(async () => {
  // Every browser of these specifications is a machine of its own behind a proxy.
  process.env.EHCP_PROXIES = '1';
  server = await startServer([], { signedIn: false });
  WallClock.prototype.now = () => at ?? new Date();
});
afterEach(() => {
  at = undefined;
});
afterAll(async () => {
  delete process.env.EHCP_PROXIES;
  await server.app.close();
});

/** A browser: it keeps the cookie that it is given. */
class Browser {
  cookie: string | undefined;
  readonly #address = `10.0.0.${String((machines += 1))}`;

  async get(path: string): Promise<Response> {
    return this.#took(await this.#with(request(server.http).get(path)));
  }

  async post(path: string, typed: Readonly<Record<string, string>>, headers = {}): Promise<Response> {
    return this.#took(await this.#with(request(server.http).post(path)).set(headers).type('form').send(typed));
  }

  /** Opens the page of a form and sends it. */
  async send(path: string, typed: Readonly<Record<string, string>>): Promise<Response> {
    const { text } = await this.get(path);
    return this.post(path.replace(/\?.*/, ''), { ...flat(fieldsOf(text)), ...typed });
  }

  signIn(email: string, password = PASSWORD): Promise<Response> {
    return this.send('/sign-in', { email, password });
  }

  #with(asked: request.Test): request.Test {
    void asked.set('X-Forwarded-For', this.#address);
    return this.cookie === undefined ? asked : asked.set('Cookie', this.cookie);
  }

  #took(response: Response): Response {
    const [set] = (response.headers['set-cookie'] ?? []) as unknown as readonly string[];
    if (set !== undefined) this.cookie = set.split(';')[0];
    return response;
  }
}

const flat = (fields: Readonly<Record<string, readonly string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, [value = '']]) => [name, value]));

let made = 0;
async function person(
  roles: readonly Role[] = ['caseworker'],
  isOneTime = false,
): Promise<{ id: string; email: string }> {
  const email = `p${String((made += 1))}@example.gov.uk`;
  const account = await server.app.get(Accounts).add({ name: `Person ${String(made)}`, email, roles, teams: [] });
  await server.app.get(Passwords).set(account, PASSWORD, { isOneTime });
  return { id: account.id, email };
}

async function signedIn(roles: readonly Role[] = ['caseworker']): Promise<Browser & { readonly email: string }> {
  const { email } = await person(roles);
  const browser = new Browser();
  await browser.signIn(email);
  return Object.assign(browser, { email });
}

const tokenIn = ({ text }: Response): string => fieldsOf(text)._csrf?.[0] ?? '';

describe('Whoever is not signed in', () => {
  it('is asked to, and then led to what they asked for', async () => {
    const browser = new Browser();
    const away = await browser.get('/account?from=here');
    expect([away.status, away.headers.location]).toEqual([303, '/sign-in?return=%2Faccount%3Ffrom%3Dhere']);
    const { email } = await person();
    const back = await browser.send(String(away.headers.location), { email, password: PASSWORD });
    expect([back.status, back.headers.location]).toEqual([303, '/account?from=here']);
    expect(textOf((await browser.get('/account')).text)).toContain(email);
  });

  it('is told by the API what to send', async () => {
    await request(server.http).get('/api/v1/assessments').expect(401);
  });

  it('is told how the first administrator is made, until there is one', async () => {
    expect((await new Browser().get('/sign-in')).text).toContain('bin/ehcp.mjs users add');
    await person(['administrator']);
    expect((await new Browser().get('/sign-in')).text).not.toContain('bin/ehcp.mjs users add');
  });

  it.each([
    ['another site', 'https://evil.example/'],
    ['another site without its scheme', '//evil.example/'],
    ['another site behind a backslash', '/\\evil.example/'],
    ['another site behind a tab', '/\t/evil.example/'],
    ['another site behind dots', '/..//evil.example/'],
    ['a script', 'javascript:alert(1)'],
    ['an answer for programs', '/api/v1/people'],
    ['signing in again', '/sign-in?return=/x'],
  ])('is never led to %s', async (_, wanted) => {
    const { email } = await person();
    const browser = new Browser();
    const page = await browser.get(`/sign-in?return=${encodeURIComponent(wanted)}`);
    expect(fieldsOf(page.text).return).toEqual(['']);
    const fields = { ...flat(fieldsOf(page.text)), return: wanted, email, password: PASSWORD };
    expect((await browser.post('/sign-in', fields)).headers.location).toBe('/worklist');
  });
});

describe('Signing in', () => {
  it('answers alike for a wrong password, nobody, somebody who left, and somebody without a password', async () => {
    const known = await person();
    const left = await person();
    await server.app.get(Accounts).setActive(left.id, false);
    const bare = await server.app
      .get(Accounts)
      .add({ name: 'Bare', email: 'bare@example.gov.uk', roles: ['caseworker'], teams: [] });
    const pages = new Set<string>();
    for (const [email, password] of [
      [known.email, 'not the password'],
      ['nobody@example.gov.uk', PASSWORD],
      [left.email, PASSWORD],
      [bare.email ?? '', PASSWORD],
    ] as const) {
      const response = await new Browser().signIn(email, password);
      expect(response.status).toBe(400);
      expect(errorsOf(response.text)).toEqual(['email: The email address or the password is wrong']);
      expect(response.text).not.toContain(password);
      const { nonce: _, ...headers } = { nonce: 0, ...response.headers };
      pages.add(
        `${Object.keys(headers).sort().join()}${response.text.replaceAll(email, '').replaceAll(/nonce="[^"]*"|value="[0-9a-f]{64}"/g, '')}`,
      );
    }
    expect(pages.size).toBe(1);
  });

  it('works as hard for nobody as for somebody', async () => {
    const passwords = server.app.get(Passwords);
    const { id } = await person();
    const took = async (work: () => Promise<unknown>): Promise<number> => {
      const before = process.cpuUsage();
      for (let tries = 0; tries < 5; tries += 1) await work();
      return process.cpuUsage(before).user;
    };
    await took(() => passwords.check(undefined, 'wrong'));
    const nobody = await took(() => passwords.check(undefined, 'wrong'));
    const somebody = await took(() => passwords.check({ id }, 'wrong'));
    expect(nobody / somebody).toBeGreaterThan(0.4);
    expect(nobody / somebody).toBeLessThan(2.5);
  });

  it('says which field is empty', async () => {
    expect(errorsOf((await new Browser().signIn(' ', '')).text)).toEqual([
      'email: Enter your email address',
      'password: Enter your password',
    ]);
  });

  it('makes who guesses wait longer and longer, also for an address that nobody has', async () => {
    const { email } = await person();
    for (const one of [email, 'nobody-at-all@example.gov.uk']) {
      at = new Date();
      const waits: string[] = [];
      for (let tries = 0; tries < 9; tries += 1) {
        const response = await new Browser().signIn(one, 'a wrong password');
        const wait = response.headers['retry-after'];
        if (wait === undefined) continue;
        expect(response.status).toBe(429);
        expect(errorsOf(response.text)[0]).toBe(`email: There were too many tries. Try again in ${wait} seconds`);
        waits.push(wait);
        at = new Date(at.getTime() + Number(wait) * 1000);
      }
      expect(waits).toEqual(['5', '10']);
    }
    // The right password waits as well, and is welcome afterwards.
    expect((await new Browser().signIn(email)).status).toBe(429);
    at = new Date(at!.getTime() + 20 * MINUTE);
    expect((await new Browser().signIn(email)).status).toBe(303);
    expect((await new Browser().signIn(email, 'a wrong password')).headers['retry-after']).toBeUndefined();
  });

  it('does not let many tries at once slip through', async () => {
    const { email } = await person();
    const browser = new Browser();
    const fields = flat(fieldsOf((await browser.get('/sign-in')).text));
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser.post('/sign-in', { ...fields, email, password: 'a wrong password' })),
    );
    expect(answers.filter(({ status }) => status === 400).length).toBeLessThanOrEqual(5);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(7);
  });
});

describe('A session', () => {
  it('has a cookie that scripts and other sites do not get, and its id is kept by nobody but the browser', async () => {
    const { email } = await person();
    const browser = new Browser();
    await browser.get('/sign-in');
    const fields = flat(fieldsOf((await browser.get('/sign-in')).text));
    const response = await browser.post('/sign-in', { ...fields, email, password: PASSWORD });
    expect(String(response.headers['set-cookie'])).toMatch(/^ehcp=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    const id =
      decodeURIComponent(String(browser.cookie))
        .replace(/^ehcp=s:/, '')
        .split('.')[0] ?? '';
    const rows = await server.app.get(AccessDatabase).db.selectFrom('session').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(id);
  });

  it('begins anew when somebody signs in, so that one that was planted is worth nothing', async () => {
    const { email } = await person();
    const browser = new Browser();
    await browser.get('/sign-in');
    const planted = browser.cookie;
    await browser.signIn(email);
    expect(browser.cookie).not.toBe(planted);
    expect((await browser.get('/account')).status).toBe(200);
    const attacker = new Browser();
    attacker.cookie = planted;
    expect((await attacker.get('/account')).status).toBe(303);
  });

  it('is not taken from a cookie that was made up or changed', async () => {
    const browser = await signedIn();
    const [id = '', signature = ''] = String(browser.cookie).split('.');
    for (const forged of [
      `${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}.${signature}`,
      `${id}.${'A'.repeat(signature.length)}`,
      id.replace('s%3A', ''),
      'ehcp=s%3Aadministrator',
    ]) {
      const attacker = new Browser();
      attacker.cookie = forged;
      expect((await attacker.get('/account')).status).toBe(303);
    }
  });

  it('is over once somebody signs out, also for whoever copied the cookie', async () => {
    const browser = await signedIn();
    const copied = browser.cookie;
    const page = await browser.get('/account');
    expect((await browser.post('/sign-out', { _csrf: tokenIn(page) })).headers.location).toBe('/sign-in');
    const attacker = new Browser();
    attacker.cookie = copied;
    expect((await attacker.get('/account')).status).toBe(303);
  });

  it('is over everywhere where they ask for that', async () => {
    const first = await signedIn();
    const second = new Browser();
    await second.signIn(first.email);
    const other = await signedIn();
    expect(textOf((await first.get('/account')).text)).toMatch(/(?:Another program .*){2}Now, here/);
    await first.post('/account/sign-out-everywhere', { _csrf: tokenIn(await first.get('/account')) });
    expect((await first.get('/account')).status).toBe(303);
    expect((await second.get('/account')).status).toBe(303);
    expect((await other.get('/account')).status).toBe(200);
  });

  it('ends when it was not used for an hour, and not while it is used', async () => {
    at = new Date();
    const browser = await signedIn();
    for (let times = 0; times < 3; times += 1) {
      at = new Date(at.getTime() + 59 * MINUTE);
      expect((await browser.get('/account')).status).toBe(200);
    }
    at = new Date(at.getTime() + 61 * MINUTE);
    expect((await browser.get('/account')).status).toBe(303);
  });

  it('ends after ten hours however much it is used', async () => {
    at = new Date();
    const browser = await signedIn();
    for (let times = 0; times < 11; times += 1) {
      at = new Date(at.getTime() + 54 * MINUTE);
      expect((await browser.get('/account')).status).toBe(200);
    }
    at = new Date(at.getTime() + 7 * MINUTE);
    expect((await browser.get('/account')).status).toBe(303);
  });

  it('has the roles that its account has now, and ends with it', async () => {
    const browser = await signedIn(['caseworker', 'board']);
    const accounts = server.app.get(Accounts);
    const account = (await accounts.findByEmail(browser.email))!;
    await accounts.change(account.id, { ...account, roles: ['board'] });
    expect(textOf((await browser.get('/account')).text)).toContain('What you may do Board member');
    await accounts.setActive(account.id, false);
    expect((await browser.get('/account')).status).toBe(303);
    await accounts.setActive(account.id, true);
    expect((await browser.get('/account')).status).toBe(303);
  });
});

describe('A visit', () => {
  it('takes no session where nothing is signed in to', async () => {
    const rows = async (): Promise<number> =>
      (await server.app.get(AccessDatabase).db.selectFrom('session').select('id').execute()).length;
    const before = await rows();
    for (const path of ['/help', '/calculator', '/account', '/sign-in-elsewhere', '/sign-in/elsewhere', '/health'])
      expect((await new Browser().get(path)).headers['set-cookie']).toBeUndefined();
    expect(await rows()).toBe(before);
  });
});

describe('A form', () => {
  it.each([
    ['without the token', () => ''],
    ['with another token', () => 'f'.repeat(64)],
    ['with the token of somebody else', async () => tokenIn(await (await signedIn()).get('/account'))],
  ])('is refused %s', async (_, token) => {
    const browser = await signedIn();
    const response = await browser.post('/account/sign-out-everywhere', { _csrf: await token() });
    expect(response.status).toBe(403);
    expect(textOf(response.text)).toContain('The form is too old, or was not ours. Nothing was done.');
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('for signing in is refused without the token, so that nobody is signed in as somebody else', async () => {
    const { email } = await person();
    expect((await new Browser().post('/sign-in', { email, password: PASSWORD })).status).toBe(403);
  });

  it('is refused without the token under whatever address leads to it', async () => {
    const browser = new Browser();
    await browser.get('/sign-in');
    for (const path of ['/Sign-In', '/SIGN-IN', '/sign-in/', '/sign-In/', '/sign%2Din', '/SIGN-IN/demo']) {
      const { status } = await browser.post(path, { email: 'k.osei@example.gov.uk', password: PASSWORD });
      expect([403, 404]).toContain(status);
    }
  });

  it('of a session that is over is refused', async () => {
    at = new Date();
    const browser = new Browser();
    const fields = flat(fieldsOf((await browser.get('/sign-in')).text));
    at = new Date(at.getTime() + 31 * MINUTE);
    const { email } = await person();
    expect((await browser.post('/sign-in', { ...fields, email, password: PASSWORD })).status).toBe(403);
  });

  it('is taken with the token in the header that scripts use', async () => {
    const browser = await signedIn();
    const token = tokenIn(await browser.get('/account'));
    expect((await browser.post('/sign-out', {}, { 'X-CSRF-Token': token })).status).toBe(303);
  });

  it('that brings a file is taken with the token in its address alone', async () => {
    const browser = await signedIn();
    const token = tokenIn(await browser.get('/account'));
    const upload = (query: string) =>
      request(server.http)
        .post(`/sign-out${query}`)
        .set('Cookie', String(browser.cookie))
        .attach('file', Buffer.from('a,b'), 'cases.csv');
    await upload('').expect(403);
    await upload(`?_csrf=${'f'.repeat(64)}`).expect(403);
    await upload(`?_csrf=${token}`).expect(303);
  });

  it('is needed by the API where a browser sends its session along', async () => {
    const browser = await signedIn();
    const child = { forename: 'Robin', surname: 'Ashdown', dateOfBirth: '2016-03-14' };
    const post = (headers: Readonly<Record<string, string>>) =>
      request(server.http).post('/api/v1/people').set('Cookie', String(browser.cookie)).set(headers).send(child);
    const refused = await post({}).expect(403);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.text).toContain('X-CSRF-Token');
    await post({ 'X-CSRF-Token': tokenIn(await browser.get('/account')) }).expect(201);
  });
});

describe('A password', () => {
  it('that somebody else made lets its owner choose one, and do nothing before', async () => {
    const { email } = await person(['caseworker'], true);
    const browser = new Browser();
    expect((await browser.signIn(email)).headers.location).toBe('/account/password');
    expect((await browser.get('/account')).headers.location).toBe('/account/password');
    await request(server.http).get('/api/v1/assessments').set('Cookie', String(browser.cookie)).expect(401);
    const chosen = await browser.send('/account/password', { password: 'lantern gravel mitten' });
    expect(chosen.headers.location).toBe('/worklist');
    expect((await new Browser().signIn(email)).status).toBe(400);
    expect((await new Browser().signIn(email, 'lantern gravel mitten')).status).toBe(303);
  });

  it('that somebody else made is good for a week', async () => {
    at = new Date();
    const { email } = await person(['caseworker'], true);
    at = new Date(at.getTime() + 8 * 24 * 60 * MINUTE);
    expect((await new Browser().signIn(email)).status).toBe(400);
  });

  it('is changed by who knows it, which ends the sessions elsewhere and begins this one anew', async () => {
    const browser = await signedIn();
    const elsewhere = new Browser();
    await elsewhere.signIn(browser.email);
    const before = browser.cookie;
    const response = await browser.send('/account/password', { current: PASSWORD, password: 'lantern gravel mitten' });
    expect([response.status, response.headers.location]).toEqual([303, '/account']);
    expect(browser.cookie).not.toBe(before);
    expect(textOf((await browser.get('/account')).text)).toContain('Your password was changed.');
    expect((await elsewhere.get('/account')).status).toBe(303);
  });

  it.each([
    [
      'without the one before',
      { current: '', password: 'lantern gravel mitten' },
      'current: Enter the password that you',
    ],
    [
      'with another',
      { current: 'a wrong one', password: 'lantern gravel mitten' },
      'current: This is not the password',
    ],
    [
      'to a short one',
      { current: PASSWORD, password: 'lantern' },
      'password: The password cannot be used: it has fewer',
    ],
    ['to the same', { current: PASSWORD, password: PASSWORD }, 'password: The new password is the one that you have'],
  ])('is not changed %s', async (_, typed, error) => {
    const browser = await signedIn();
    const response = await browser.send('/account/password', typed);
    expect(response.status).toBe(400);
    expect(errorsOf(response.text).join()).toContain(error);
    expect((await new Browser().signIn(browser.email)).status).toBe(303);
  });
});

// Last: it uses up what one address may ask in a minute.
describe('One address', () => {
  it('asks to sign in at most so often, and is told when to try again', async () => {
    const browser = new Browser();
    let refused: Response | undefined;
    for (let tries = 0; tries < 200 && refused === undefined; tries += 1) {
      const response = await browser.get('/sign-in');
      if (response.status === 429) refused = response;
    }
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(textOf(refused?.text ?? '')).toMatch(
      /Too many requests to sign in came from your address\. Try again in \d+ /,
    );
  });
});
