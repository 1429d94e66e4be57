import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { DigestWishes } from '../../src/access/application/digest-wishes.js';
import { Mailbox } from '../../src/testing/mailbox.js';
import { beginBrowser, type Browser } from '../browsers.js';
import { startServer, type TestServer } from '../server.js';
import { textOf } from './forms.js';

const box = new Mailbox();
let server: TestServer;
let manager: Browser;

beforeAll(async () => {
  await box.open();
  const EHCP_SMTP_URL = `smtp://127.0.0.1:${String(box.settings().port)}`;
  const settings = { EHCP_SMTP_URL, EHCP_SMTP_FROM: 'ehcp@example.gov.uk' };
  server = await startServer([], { signedIn: false, settings });
  manager = await beginBrowser(server.app, ['manager'], { id: 'mona' });
});
afterAll(async () => {
  await server.app.close();
  await box.close();
});

const page = async ({ cookie }: Browser): Promise<string> =>
  textOf((await request(server.http).get('/account').set('Cookie', cookie).expect(200)).text);
const say = ({ cookie, token }: Browser, wants: string): Promise<Response> =>
  request(server.http)
    .post('/account/morning-mail')
    .set('Cookie', cookie)
    .type('form')
    .send({ wants, _csrf: token })
    .then((response) => response);

describe('The morning mail', () => {
  it('is turned off and on by a manager in their account', async () => {
    const before = await page(manager);
    expect(before).toContain('if your account had an email address');
    expect(before).toContain('Turn the morning mail off');
    expect((await say(manager, 'no')).headers.location).toBe('/account');
    const off = await page(manager);
    expect(off).toContain('You get no mail in the morning any more.');
    expect(off).toContain('Turn the morning mail on');
    expect(await server.app.get(DigestWishes).wants('mona')).toBe(false);
    await say(manager, 'no');
    await say(manager, 'yes');
    expect(await page(manager)).toContain('Turn the morning mail off');
    expect(await server.app.get(DigestWishes).wants('mona')).toBe(true);
  });

  it('is nothing for those who do not manage', async () => {
    const caseworker = await beginBrowser(server.app, ['caseworker']);
    expect(await page(caseworker)).not.toContain('Morning mail');
    expect((await say(caseworker, 'no')).status).toBe(403);
  });

  it('is told of on the page of alerts', async () => {
    const { text } = await request(server.http).get('/alerts').set('Cookie', manager.cookie).expect(200);
    expect(textOf(text)).toContain('Morning mail: your account has no email address.');
  });

  it('is told of by health and metrics', async () => {
    const { body } = await request(server.http).get('/health').expect(200);
    expect(body).toMatchObject({ details: { mail: { status: 'up', sending: 'well', waiting: 0, givenUp: 0 } } });
    const { text } = await request(server.http).get('/metrics').expect(200);
    expect(text).toMatch(/^ehcp_mail_waiting 0$/m);
    expect(text).toMatch(/^ehcp_mail_given_up 0$/m);
  });
});
