import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Param } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Response } from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import { ChildRestrictions } from '../../src/access/application/child-restrictions.js';
import { Access } from '../../src/platform/access/access.js';
import type { PersonId } from '../../src/streams/domain/event.js';
import { startServer, type TestServer } from '../server.js';
import { Actors, CHILD, knownChild, requestsFor, SECRETS, type Actor, type Known, type Sent } from './actors.js';

jest.setTimeout(300_000);

/** A route that looks at no rule of who may see whom. */
@Access('cases', 'case')
@Controller('probe')
class ProbeController {
  @Get(':id')
  show(@Param('id') id: string): { readonly id: string } {
    return { id };
  }
}

let server: TestServer;
let actors: Actors;
let kept: Known;
let other: Known;
const idsOf = (known: Known): readonly string[] => Object.values(known) as readonly string[];

beforeAll(async () => {
  server = await startServer([ProbeController], { signedIn: false });
  actors = new Actors(server);
  kept = await knownChild(server);
  other = await knownChild(server, { surname: 'Montgomery', forename: 'Ben', dateOfBirth: '2012-02-03' });
  const named = await server.app.get(Accounts).add({ name: 'Somebody else', roles: ['caseworker'], teams: [] });
  await server.app
    .get(ChildRestrictions)
    .restrict({ person: kept.person as PersonId, officers: [named.id], reason: 'safety' }, 'specification');
});
afterAll(() => server.app.close());

/** Those who see children, and are not named. */
const NOT_NAMED: readonly Actor[] = ['caseworker', 'manager', 'token cases', 'token record', 'token manage'];

/** What can tell answers apart though they say the same. */
const plain = ({ status, text }: Response, known: Known): string =>
  `${String(status)} ${idsOf(known).reduce((all, id) => all.replaceAll(id, 'ID'), text)}`
    .replaceAll(/name="_(?:csrf|form)" value="[^"]*"/g, '')
    .replaceAll(/nonce="[^"]*"/g, '')
    .replaceAll(/urn:uuid:[\w-]+/g, '');

describe('A restricted child', () => {
  it.each(NOT_NAMED)('is to the routes as if there were no such child or case: %s', async (actor) => {
    const nobody: Known = { person: v7(), assessment: v7(), plan: v7(), review: v7() };
    const [asked, unknown] = [requestsFor(server, kept), requestsFor(server, nobody)];
    const wrong: string[] = [];
    for (const [index, { route, sent }] of asked.entries()) {
      if (route.access?.shows === undefined || route.path.startsWith('/probe')) continue;
      const answer = plain(await actors.ask(actor, sent), kept);
      if (answer !== plain(await actors.ask(actor, unknown[index]!.sent), nobody))
        wrong.push(`${route.method} ${route.path}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is not even named to a route that would look for itself', async () => {
    const probe = async (id: string): Promise<string> => {
      const { body } = await actors.ask('manager', { method: 'GET', path: `/probe/${id}` });
      return String((body as { readonly id: unknown }).id);
    };
    expect(await probe(other.plan)).toBe(other.plan);
    expect(await probe(kept.plan)).toMatch(/^[\da-f-]{36}$/);
    expect(await probe(kept.plan)).not.toBe(kept.plan);
  });

  it.each(NOT_NAMED)('is in no list, search or export: %s', async (actor) => {
    const lists: readonly Sent[] = [
      ...requestsFor(server, kept)
        .filter(({ route: { method, path } }) => method === 'GET' && !/:|^\/(?:sign-in|administration)/.test(path))
        .map(({ sent }) => sent),
      { method: 'GET', path: `/api/v1/cases?person=${kept.person}` },
      { method: 'GET', path: `/api/v1/clocks?person=${kept.person}` },
      { method: 'GET', path: `/api/v1/clocks?case=${kept.assessment}&asAt=2026-04-01` },
      { method: 'GET', path: `/api/v1/plans?origin=${kept.assessment}` },
      { method: 'POST', path: '/api/v1/people/search', fields: { name: 'Quillfeather' } },
      { method: 'POST', path: '/api/v1/people/search', fields: { reference: CHILD.reference } },
      { method: 'POST', path: '/search', fields: { name: 'Quillfeather', q: 'Quillfeather', search: 'Quillfeather' } },
      { method: 'POST', path: '/new/find', fields: { surname: 'Quillfeather', 'search-surname': 'Quillfeather' } },
    ];
    for (const sent of lists) {
      const { text } = await actors.ask(actor, sent);
      // What was typed into a form is shown again.
      const told = sent.fields === undefined ? SECRETS : SECRETS.filter((one) => one !== CHILD.surname);
      const found = [...told, ...idsOf(kept)].filter((one) => text.includes(one) && !sent.path.includes(one));
      expect({ path: sent.path, found }).toEqual({ path: sent.path, found: [] });
    }
  });

  it('does not keep other children from anybody', async () => {
    const { text } = await actors.ask('caseworker', { method: 'GET', path: `/people/${other.person}` });
    expect(text).toContain('Montgomery');
    const { body } = await actors.ask('token cases', { method: 'GET', path: '/api/v1/cases?limit=100' });
    expect(JSON.stringify(body)).toContain(other.plan);
  });

  it('counts among the figures of the council', async () => {
    const path = '/api/v1/timeliness/requests-received?from=2026&to=2026';
    const { body } = await actors.ask('manager', { method: 'GET', path: `${path}&plain=1` });
    expect(body).toMatchObject({ total: { count: 2 } });
  });

  it('is not told by numbers so small that they may point to it', async () => {
    const page = await actors.ask('board', { method: 'GET', path: '/' });
    expect(page.text).toMatch(/Plans<\/th><td[^>]*>hidden</);
  });

  it('has nothing recorded on it by those from whom it is kept', async () => {
    const opening = { person: kept.person, on: '2026-05-01', kind: 'initial' };
    const refused = await actors.ask('caseworker', { method: 'POST', path: '/api/v1/assessments', fields: opening });
    expect(refused.text).toContain('unknown-person');
    expect(refused.status).toBe(422);
  });
});

describe('Whoever decides who may see a child', () => {
  const post = (actor: Actor, path: string, fields: Readonly<Record<string, string>>) =>
    actors.ask(actor, { method: 'POST', path, fields });
  const sees = async (actor: Actor, { person }: Known = other): Promise<boolean> =>
    (await actors.ask(actor, { method: 'GET', path: `/people/${person}` })).status === 200;

  it.each(['manager', 'administrator'] as const)(
    'restricts and lifts without being told who it is: %s',
    async (actor) => {
      const caseworker = await actors.accountOf('caseworker');
      const done = await post(actor, '/administration/restrictions', {
        child: other.review,
        officers: caseworker,
        reason: 'staff-family',
      });
      expect([done.status, done.headers.location]).toEqual([303, '/administration/restrictions']);
      expect(await sees('caseworker')).toBe(true);
      expect(await sees('manager')).toBe(false);
      const { text } = await actors.ask(actor, { method: 'GET', path: '/administration/restrictions' });
      expect(text).toContain(other.person);
      expect(text).not.toMatch(/Montgomery|Ben\b/);
      await post(actor, `/administration/restrictions/${other.person}/lift`, {});
      expect(await sees('manager')).toBe(true);
    },
  );

  it('is told what is wrong, and of whom nothing is known', async () => {
    const { status, text } = await post('administrator', '/administration/restrictions', { child: 'Montgomery' });
    expect(status).toBe(400);
    for (const message of [
      'No child has this reference, and no child or case this id',
      'Choose who may see the child',
      'Choose why only they may see the child',
    ])
      expect(text).toContain(message);
  });

  it('finds a child by the reference, also one who is kept from them', async () => {
    const caseworker = await actors.accountOf('caseworker');
    const again = { child: CHILD.reference, officers: caseworker, reason: 'safety' };
    expect((await post('administrator', '/administration/restrictions', again)).status).toBe(303);
    expect(await sees('caseworker', kept)).toBe(true);
    const { text } = await actors.ask('administrator', {
      method: 'GET',
      path: `/administration/restrictions/${kept.person}`,
    });
    expect(text.match(/<tr class="govuk-table__row">/g)).toHaveLength(3);
  });
});

describe('Who looked at whom', () => {
  const views = async (query: string): Promise<string> =>
    (await actors.ask('administrator', { method: 'GET', path: `/administration/page-views/csv?${query}` })).text;

  it('is shown to administrators by child, by officer and by period, with what was refused', async () => {
    const manager = await actors.accountOf('manager');
    const child = await knownChild(server, { surname: 'Ashdown', forename: 'Lena', dateOfBirth: '2013-02-03' });
    await actors.ask('manager', { method: 'GET', path: `/cases/${child.plan}` });
    await actors.ask('manager', { method: 'GET', path: `/people/${child.person}` });
    await actors.ask('token cases', { method: 'GET', path: `/api/v1/plans/${child.plan}?explain=yes` });
    await actors.ask('board', { method: 'GET', path: `/cases/${child.plan}` });
    const lines = (await views(`subject=${child.person}`)).trim().split('\n');
    expect(lines[0]).toBe('at,viewer,name,route,shows,subject,person,status');
    // Those who may see nobody are turned away before there is anything to see.
    expect(lines.slice(1).map((line) => line.split(',').slice(2).join(','))).toEqual([
      `Specification,GET /api/v1/plans/:id,case,${child.plan},${child.person},200`,
      `The manager,GET /people/:id,person,${child.person},${child.person},200`,
      `The manager,GET /cases/:id,case,${child.plan},${child.person},200`,
    ]);
    expect(await views(`subject=${child.person}&viewer=${manager}`)).not.toContain('/api/v1');
    expect((await views(`subject=${child.person}&to-day=1&to-month=1&to-year=2020`)).trim().split('\n')).toHaveLength(
      1,
    );
    const page = await actors.ask('administrator', {
      method: 'GET',
      path: `/administration/page-views?subject=${child.person}`,
    });
    expect(page.text).toContain('The manager');
    expect(page.text).not.toContain('Ashdown');
  });

  it('shows that somebody asked for a child who is kept from them', async () => {
    await actors.ask('manager', { method: 'GET', path: `/cases/${kept.review}` });
    expect(await views(`subject=${kept.review}`)).toMatch(/The manager,GET \/cases\/:id,case,.*,404/);
  });

  it('is not asked for by a name that then stands in the address', async () => {
    const { status, text } = await actors.ask('administrator', {
      method: 'POST',
      path: '/administration/page-views',
      fields: { subject: 'Lena Ashdown' },
    });
    expect(status).toBe(400);
    expect(text).toContain('Type the id of a child or a case');
    const asked = await actors.ask('administrator', {
      method: 'POST',
      path: '/administration/page-views',
      fields: { subject: kept.plan, viewer: '', 'from-day': 'today' },
    });
    expect(asked.headers.location).toBe(`/administration/page-views?subject=${kept.plan}&from-day=today`);
  });
});
