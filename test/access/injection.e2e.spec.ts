import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request, { type Response } from 'supertest';
import { ROLES } from '../../src/platform/access/viewer.js';
import { beginBrowser, type Browser } from '../browsers.js';
import { startServer, type TestServer } from '../server.js';
import { isOfApi, knownChild, requestsFor, type Known } from './actors.js';
import { formsOf, type PageForm } from './page-forms.js';

jest.setTimeout(300_000);

/** What a template would work out, what a page would run, and what would end an attribute; each is found again by its mark. */
const PAYLOADS = {
  'markup and a template': `"'><script>alert(9173)</script><img src=x onerror=alert(9173)>{{123457*7}}{%25 raw %25}`,
  'a template without markup': `{{123457*7}}" onmouseover=alert(9173) x='\${123457*7}`,
  'what a template could reach': `{{range.constructor("return process")().pid}}{% include "platform/web/views/error.njk" %}`,
} as const;

/** What stands in a page where something that was typed was not taken as text. */
const TAKEN = [
  /<script>alert\(9173\)/,
  /<img src=x/,
  /864199/,
  /"\s+onmouseover=alert/,
  /(?<!&#39;)'>\s*<script>alert/,
  /Go to the first page<\/a><\/p>[\s\S]*Go to the first page/,
];

let server: TestServer;
let known: Known;
let browser: Browser;
beforeAll(async () => {
  server = await startServer([], { signedIn: false });
  known = await knownChild(server);
  browser = await beginBrowser(server.app, ROLES, { name: 'Everything' });
});
afterAll(() => server.app.close());

const get = (path: string): request.Test => request(server.http).get(path).set('Cookie', browser.cookie);
const isHtml = ({ headers }: Response): boolean => String(headers['content-type']).startsWith('text/html');
const takenIn = ({ text }: Response): readonly string[] => TAKEN.filter((mark) => mark.test(text)).map(String);

function assertText(where: string, response: Response): void {
  expect({ where, status: response.status < 500 }).toEqual({ where, status: true });
  if (isHtml(response)) expect({ where, taken: takenIn(response) }).toEqual({ where, taken: [] });
}

/** The pages that can be looked at, with what leads to the child. */
const pages = (): readonly string[] =>
  requestsFor(server, known)
    .filter(({ route: { method, path } }) => method === 'GET' && !isOfApi(path))
    .map(({ sent }) => sent.path)
    .filter((path) => !/:|^\/sign-in\/provider/.test(path));

async function send({ method, action, held }: PageForm, typed: Readonly<Record<string, string>>): Promise<Response> {
  const fields = new URLSearchParams({ ...held, ...typed });
  const path = action.replace(/#.*$/, '');
  if (method === 'get') return get(`${path.replace(/\?.*$/, '')}?${fields.toString()}`);
  fields.set('_csrf', browser.token);
  return request(server.http).post(path).set('Cookie', browser.cookie).type('form').send(fields.toString());
}

/** Forms that would end what these specifications ask with. */
const ENDS_ACCESS = /^\/(?:sign-out|account\/sign-out-everywhere|administration\/tokens\/.*\/revoke)/;

/** Every form of every page once, by where it is sent and what it asks for. */
async function forms(): Promise<readonly PageForm[]> {
  const found = new Map<string, PageForm>();
  for (const path of pages()) {
    const { text } = await get(path);
    for (const form of formsOf(text, path)) {
      if (ENDS_ACCESS.test(form.action)) continue;
      found.set(`${form.method} ${form.action} ${form.typed.join()}`, form);
    }
  }
  return [...found.values()];
}

describe('What somebody types', () => {
  it.each(Object.entries(PAYLOADS))('is shown as text by every form of every page: %s', async (_, payload) => {
    let fields = 0;
    for (const form of await forms()) {
      for (const name of form.typed) {
        fields += 1;
        assertText(`${form.method} ${form.action}, ${name}`, await send(form, { [name]: payload }));
      }
      const all = Object.fromEntries(form.typed.map((name) => [name, payload]));
      assertText(`${form.method} ${form.action}, all`, await send(form, all));
    }
    expect(fields).toBeGreaterThan(80);
    // Nothing of it ended the session, after which every page would be that to sign in.
    await get('/account').expect(200);
  });

  it('is shown as text by every form where it is sent for a choice, or for a field that is hidden', async () => {
    const payload = PAYLOADS['markup and a template'];
    for (const form of await forms()) {
      for (const name of Object.keys(form.held)) {
        if (name !== '_csrf') assertText(`${form.action}, ${name}`, await send(form, { [name]: payload }));
      }
    }
  });

  it('is shown as text by every page where it was recorded', async () => {
    const payload = `{{123457*7}}"'><script>alert(9173)</script>`;
    const post = (path: string, body: object) => server.program.post(`/api/v1/${path}`).send(body);
    await post(`assessments/${known.assessment}/notes`, { text: payload }).expect(201);
    const named = { surname: payload, forename: payload, reference: payload, dateOfBirth: '2014-05-06' };
    const changed = await server.program.put(`/api/v1/people/${known.person}`).set('If-Match', '"0"').send(named);
    // A name like that may be refused; then quotes and braces are what can be in one.
    if (changed.status !== 200) {
      const tame = { surname: `{{123457*7}} O'Neil"`, forename: `{{123457*7}}`, dateOfBirth: '2014-05-06' };
      await server.program.put(`/api/v1/people/${known.person}`).set('If-Match', '"0"').send(tame).expect(200);
    }
    let shown = 0;
    for (const path of pages()) {
      const response = await get(path);
      assertText(path, response);
      if (response.text.includes('{{123457*7}}')) shown += 1;
    }
    expect(shown).toBeGreaterThan(3);
  });

  it.each(Object.entries(PAYLOADS))('is shown as text where it stands in an address: %s', async (_, payload) => {
    for (const path of pages()) {
      const last = path.replace(/[^/]+$/, encodeURIComponent(payload));
      assertText(last, await get(last));
      for (const name of ['return', 'q', 'after', 'page', 'sort', 'officer', 'message']) {
        const asked = `${path}?${name}=${encodeURIComponent(payload)}`;
        assertText(asked, await get(asked));
      }
    }
  });
});
