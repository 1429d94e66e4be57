import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import { PasswordSignIn } from '../../src/access/application/password-sign-in.js';
import { startServer, type TestServer } from '../server.js';
import { beginBrowser, type Browser } from '../browsers.js';
import { errorsOf, fieldsOf, send, textOf } from './forms.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const get = async (path: string): Promise<Response> => request(server.http).get(path);
const as = (browser: Browser, path: string): request.Test =>
  request(server.http).get(path).set('Cookie', browser.cookie);
const BEN = { name: 'Ben Ward', email: 'b.ward@example.gov.uk', roles: ['caseworker'] };

describe('Administration', () => {
  it('is for administrators alone', async () => {
    const caseworker = await beginBrowser(server.app, ['caseworker', 'manager', 'board']);
    for (const path of ['', '/users', '/users/new', '/users/officer-001', '/teams'])
      await as(caseworker, `/administration${path}`).expect(403);
    expect(textOf((await as(caseworker, '/account').expect(200)).text)).not.toContain('Administration');
    const administrator = await beginBrowser(server.app, ['administrator']);
    expect((await as(administrator, '/administration').expect(200)).text).toContain('href="/administration/users"');
  });

  it('says of what is not there that it is not', async () => {
    expect((await get('/administration/users/nobody')).status).toBe(404);
    expect((await get('/administration/teams/none')).status).toBe(404);
  });
});

describe('A user', () => {
  it('is added, given a password that is shown once, and signs in with it', async () => {
    expect((await send(server, '/administration/teams', { id: 'plans-north', name: 'Plans north' })).status).toBe(303);
    const added = await send(server, '/administration/users/new', {
      ...BEN,
      id: 'officer-017',
      teams: ['plans-north'],
    });
    expect([added.status, added.headers.location]).toEqual([303, '/administration/users/officer-017']);
    const page = await get('/administration/users/officer-017');
    expect(textOf(page.text)).toContain('Ben Ward was added as officer-017. Make a password for them now.');
    expect(fieldsOf(page.text)).toMatchObject({ name: ['Ben Ward'], roles: ['caseworker'], teams: ['plans-north'] });
    const made = await send(server, '/administration/users/officer-017/password', {});
    const password = /value="((?:[a-z2-9]{4}-){4}[a-z2-9]{4})"/.exec(made.text)?.[1] ?? '';
    expect((await get('/administration/users/officer-017')).text).not.toContain(password);
    const signing = server.app.get(PasswordSignIn);
    expect(await signing.try({ email: BEN.email, address: '::1' }, password)).toMatchObject({
      mustChoosePassword: true,
    });
  });

  it('is not added with what cannot be used, and what was typed is kept', async () => {
    const typed = { name: '<script>alert(1)</script>', email: 'nobody', id: 'policy:plans', teams: 'west' };
    const refused = await send(server, '/administration/users/new', typed);
    expect(refused.status).toBe(400);
    expect(errorsOf(refused.text).map((error) => error.replace(/:.*/, ''))).toEqual([
      ...['id', 'name', 'email', 'roles', 'teams'],
    ]);
    expect(refused.text).toContain('<title>Error: Add a user');
    expect(refused.text).toContain('value="nobody"');
    expect(refused.text).not.toContain('<script>alert');
  });

  it('changes, with effect at once for who is signed in', async () => {
    const browser = await beginBrowser(server.app, ['caseworker'], { id: 'officer-020', name: 'Ida Bell' });
    const change = { name: 'Ida Bell-Khan', email: '', roles: ['board'] };
    expect((await send(server, '/administration/users/officer-020', change)).status).toBe(303);
    const { text } = await as(browser, '/account').expect(200);
    expect(textOf(text)).toMatch(/Ida Bell-Khan .* What you may do Board member Teams None/);
    await as(browser, '/worklist').expect(403);
    const bad = await send(server, '/administration/users/officer-020', { ...change, name: '' });
    expect(errorsOf(bad.text)).toEqual([
      'name: Enter a name of 1 to 100 characters, without < and >'.replace('<', '&lt;').replace('>', '&gt;'),
    ]);
  });

  it('who leaves is signed out at once, stays known by name, and can come back', async () => {
    const browser = await beginBrowser(server.app, ['caseworker'], { id: 'officer-021', name: 'Kit Rowe' });
    await as(browser, '/account').expect(200);
    expect((await send(server, '/administration/users/officer-021/deactivate', {})).status).toBe(303);
    await as(browser, '/account').expect(303);
    expect(textOf((await get('/administration/users')).text)).toMatch(/People who cannot sign in any more .* Kit Rowe/);
    await send(server, '/administration/users/officer-021/activate', {});
    expect(await server.app.get(Accounts).find('officer-021')).toMatchObject({ isActive: true });
  });

  it('does not lock out themselves, nor the last who can give others access', async () => {
    const own = await send(server, '/administration/users/officer-001/deactivate', {});
    expect(own.status).toBe(409);
    expect(errorsOf(own.text)).toEqual(['deactivate: You cannot lock yourself out: ask another administrator']);
    for (const { id, ...account } of await server.app.get(Accounts).list())
      if (id !== 'officer-001') await server.app.get(Accounts).change(id, { ...account, roles: ['board'] });
    const last = await send(server, '/administration/users/officer-001', { name: 'Everybody', roles: ['manager'] });
    expect(errorsOf(last.text)).toEqual(['roles: Nobody would be left who can give others access']);
  });
});

describe('A team', () => {
  it('is made once, and renamed', async () => {
    const post = (id: string, name: string) => send(server, '/administration/teams', { id, name });
    expect((await post('post-16', 'Post-16')).status).toBe(303);
    const again = await post('post-16', 'Post 16');
    expect(errorsOf(again.text)).toEqual(['id: Post-16 is taken. Accepted: an id that is free']);
    expect((await send(server, '/administration/teams/post-16', { name: '' })).status).toBe(400);
    expect((await send(server, '/administration/teams/post-16', { name: 'Young adults' })).status).toBe(303);
    expect(textOf((await get('/administration/teams')).text)).toContain('Rename Young adults post-16 0');
  });
});
