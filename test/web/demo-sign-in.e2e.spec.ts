import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { join } from 'node:path';
import { Accounts } from '../../src/access/application/accounts.js';
import { settleDemo } from '../../src/access/application/settle-demo.js';
import { SignInMode } from '../../src/access/application/sign-in-mode.js';
import { startServer, type TestServer } from '../server.js';
import { fieldsOf, textOf } from './forms.js';

const person = (
  id: string,
  name: string,
  roles: readonly string[],
  teams: readonly string[] = [],
  hasLeft = false,
) => ({
  ...{ id, name, email: `${id}@demo.example`, roles, teams, hasLeft },
});
const DEMO = {
  council: 'Anywhere',
  teams: [{ id: 'post-16', name: 'Post-16' }],
  people: [
    person('officer-001', 'Amina Khan', ['caseworker'], ['post-16']),
    person('officer-002', 'Ben Ward', ['caseworker'], ['post-16']),
    person('officer-003', 'Cleo Left', ['caseworker'], ['post-16'], true),
    person('manager-001', 'Dora Mills', ['manager']),
    person('board-001', 'Ezra Board', ['board']),
    person('administrator-001', 'Finn Admin', ['administrator']),
  ],
  madeAt: new Date('2026-03-02T09:00:00Z'),
};
const demo = (directory: string): Promise<void> => settleDemo(`sqlite:${join(directory, 'access.db')}`, DEMO);
const cookieOf = ({ headers }: Response): string =>
  String((headers['set-cookie'] as unknown as readonly string[] | undefined)?.[0]).split(';')[0] ?? '';

let server: TestServer;
beforeAll(async () => {
  server = await startServer([], { signedIn: false, prepare: demo });
});
afterAll(async () => {
  await server.app.close();
});

async function become(http: TestServer['http'], id: string): Promise<Response> {
  const page = await request(http).get('/sign-in');
  return request(http)
    .post('/sign-in/demo')
    .set('Cookie', cookieOf(page))
    .type('form')
    .send({ _csrf: fieldsOf(page.text)._csrf?.[0], person: id });
}

describe('A demonstration', () => {
  it('lists its people by what they do, one of each team, and the others one click away', async () => {
    const { text } = await request(server.http).get('/sign-in').expect(200);
    const words = textOf(text);
    expect(words).toMatch(/Caseworkers .*Become Amina Khan Post-16 Managers .*Dora Mills .*Board members .*Ezra Board/);
    expect(words).not.toContain('Ben Ward');
    expect(words).toContain('Show 1 more');
    const all = textOf((await request(server.http).get('/sign-in?all=yes')).text);
    expect(all).toContain('Ben Ward');
    expect(all).not.toContain('Cleo Left');
  });

  it('lets one click become somebody, and says on every page what it is and of which council', async () => {
    const entered = await become(server.http, 'officer-001');
    expect([entered.status, entered.headers.location]).toEqual([303, '/worklist']);
    for (const path of ['/account', '/', '/worklist', '/no-such-page', '/administration']) {
      const words = textOf((await request(server.http).get(path).set('Cookie', cookieOf(entered))).text);
      expect(words).toContain('Demonstration: every child here is invented');
      expect(words).toContain('EHCP tracker Anywhere Amina Khan');
    }
  });

  it('lets nobody become who left, or who is not there', async () => {
    expect((await become(server.http, 'officer-003')).status).toBe(400);
    expect((await become(server.http, 'nobody')).status).toBe(400);
  });

  it('is refused to other machines from the start', async () => {
    const mode = server.app.get(SignInMode);
    const accounts = server.app.get(Accounts);
    await expect(mode.assertSafeAt('0.0.0.0', accounts)).rejects.toThrow(
      'HOST=0.0.0.0 lets other machines in, and in a demo anybody can become anybody.',
    );
    await expect(mode.assertSafeAt('127.0.0.1', accounts)).resolves.toBeUndefined();
  });
});

describe('The data of a demonstration with accounts', () => {
  it('is entered with passwords alone', async () => {
    const other = await startServer([], { signedIn: false, prepare: demo, settings: { EHCP_SIGN_IN: 'accounts' } });
    try {
      expect((await request(other.http).get('/sign-in')).text).toContain('type="password"');
      expect((await become(other.http, 'officer-001')).status).toBe(404);
    } finally {
      await other.app.close();
    }
  });
});

describe('A server that is reached over https', () => {
  it('gives cookies that are sent over https alone and belong to it alone, and answers under its name', async () => {
    const settings = { EHCP_URL: 'https://ehcp.example.gov.uk', EHCP_COUNCIL: 'Elsewhere Council' };
    const other = await startServer([], { signedIn: false, settings });
    try {
      const page = await request(other.http).get('/sign-in').set('Host', 'ehcp.example.gov.uk').expect(200);
      expect(String(page.headers['set-cookie'])).toMatch(
        /^__Host-ehcp=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      expect(textOf(page.text)).toContain('EHCP tracker Elsewhere Council');
      await request(other.http).get('/sign-in').set('Host', 'another.example').expect(421);
    } finally {
      await other.app.close();
    }
  });
});
