import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Application } from 'express';
import type { Response } from 'supertest';
import { routesOf, type Route } from '../../src/platform/access/routes.js';
import { permissionsOf, ROLES, type Permission } from '../../src/platform/access/viewer.js';
import { startServer, type TestServer } from '../server.js';
import {
  ACTORS,
  Actors,
  isOfApi,
  isTurnedAway,
  knownChild,
  requestsFor,
  SECRETS,
  type Actor,
  type Known,
  type Sent,
} from './actors.js';

jest.setTimeout(300_000);

/** Routes that show or change a child or a case, or lead to them: by what stands at the beginning of their paths. */
const OF_CHILDREN =
  /^\/(?:cases|people|worklist|alerts|workload|advice|exceptions|annual-reviews|phase-transfer|search|bulk|new|import)(?:\/|$)|^\/api\/v1\/(?:cases|people|assessments|plans|reviews|alerts)(?:\/|$)/;
const isOfChildren = ({ method, path }: Route): boolean =>
  OF_CHILDREN.test(path) || (path === '/api/v1/clocks' && method === 'GET');
const isWrite = ({ method, path }: Route): boolean =>
  method !== 'GET' && path !== '/search' && path !== '/api/v1/people/search';
const isAdministration = ({ path }: Route): boolean => path.startsWith('/administration');
/** What is confirmed and recorded of the measures of the SEND plan: by managers alone. */
const isOfPlanManagers = ({ method, path }: Route): boolean =>
  path.startsWith('/plan/') && (method !== 'GET' || path.includes('/values/'));
const isErasure = ({ method }: Route): boolean => method === 'DELETE';
/** What a manager does, also by a program: it is not recorded on the case. */
const isAnswerToAlert = ({ path }: Route): boolean => path === '/api/v1/alerts/:id/acknowledge';

/** What somebody may ask for without saying who they are. */
const PUBLIC = new Set([
  ...['/sign-in', '/calculator', '/calculator/:id', '/rulebook', '/rulebook/:rule', '/help', '/accessibility'],
  ...['/sign-in/demo', '/sign-out', '/sign-in/provider', '/sign-in/provider/callback', '/account/password'],
  ...['/api/v1/rules', '/api/v1/rules/:id', '/health', '/metrics'],
]);
const isPublic = ({ method, path }: Route): boolean =>
  PUBLIC.has(path) || (path === '/api/v1/clocks' && method === 'POST');

/** What is never anybody's of a kind, whatever the routes say of themselves. */
const NEVER: Readonly<Record<Actor, (route: Route) => boolean>> = {
  nobody: (route) => !isPublic(route),
  board: (route) => isOfChildren(route) || isAdministration(route) || isOfPlanManagers(route),
  caseworker: (route) => isAdministration(route) || isErasure(route) || isOfPlanManagers(route),
  manager: (route) => isAdministration(route) && !route.path.startsWith('/administration/restrictions'),
  administrator: (route) => isOfChildren(route) || isOfPlanManagers(route),
  'token figures': (route) => isOfChildren(route) || (!isOfApi(route.path) && !isPublic(route)),
  'token cases': (route) => (!isOfApi(route.path) && !isPublic(route)) || (isOfChildren(route) && isWrite(route)),
  'token record': (route) => (!isOfApi(route.path) && !isPublic(route)) || isErasure(route),
  'token manage': (route) =>
    (!isOfApi(route.path) && !isPublic(route)) ||
    (isOfChildren(route) && isWrite(route) && !isErasure(route) && !isAnswerToAlert(route)),
};

/** What somebody is allowed, as it is declared. */
function permissions(actor: Actor): ReadonlySet<Permission> {
  if (actor === 'nobody') return new Set();
  if (!actor.startsWith('token ')) return permissionsOf(ROLES.filter((role) => role === actor));
  const scope = actor.slice('token '.length) as Permission;
  return new Set<Permission>(scope === 'record' || scope === 'manage' ? [scope, 'cases'] : [scope]);
}

/** Leads whoever may ask for it to where they sign in. */
const SIGNS_OUT = '/account/sign-out-everywhere';

interface Asked {
  readonly actor: Actor;
  readonly route: Route;
  readonly response: Response;
}

let server: TestServer;
let known: Known;
const answers: Asked[] = [];

const called = ({ actor, route, response }: Asked): string =>
  `${actor}: ${route.method} ${route.path} -> ${String(response.status)}`;

beforeAll(async () => {
  server = await startServer([], { signedIn: false });
  known = await knownChild(server);
  const actors = new Actors(server);
  for (const { route, sent } of requestsFor(server, known)) {
    for (const actor of ACTORS) answers.push({ actor, route, response: await actors.ask(actor, sent) });
  }
});
afterAll(() => server.app.close());

interface Layer {
  readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> };
}

describe('The routes of the server', () => {
  it('all say whose they are', () => {
    const silent = routesOf(server.app).filter(({ access }) => access === undefined);
    expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('are all known here: the router answers nothing beside them but the documentation of the API', () => {
    const { stack } = (server.app.getHttpAdapter().getInstance() as Application).router as unknown as {
      readonly stack: readonly Layer[];
    };
    const told = new Set(routesOf(server.app).map(({ method, path }) => `${method} ${path}`));
    const answered = stack.flatMap(({ route }) =>
      Object.keys(route?.methods ?? {}).map((method) => `${method.toUpperCase()} ${String(route?.path)}`),
    );
    expect(answered.length).toBeGreaterThanOrEqual(told.size);
    expect(answered.filter((one) => !told.has(one) && !one.startsWith('GET /api/docs'))).toEqual([]);
  });

  it('say of whom they are about, wherever the path names a case or a child', () => {
    const about = /^\/(?:api\/v1\/)?(?<what>cases|people|assessments|plans|reviews|alerts)\/:id/;
    const shown: Readonly<Record<string, string>> = { people: 'person', alerts: 'alert' };
    const wrong = routesOf(server.app).filter(({ path, access }) => {
      const what = about.exec(path)?.groups?.what;
      return what !== undefined && access?.shows !== (shown[what] ?? 'case');
    });
    expect(wrong.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('were all asked for, by everybody', () => {
    expect(answers).toHaveLength(routesOf(server.app).length * ACTORS.length);
    expect(routesOf(server.app).length).toBeGreaterThan(100);
  });

  it('fail for nobody on our side', () => {
    expect(answers.filter(({ response }) => response.status >= 500).map(called)).toEqual([]);
  });
});

describe.each(ACTORS)('As %s', (actor) => {
  const mine = (): readonly Asked[] => answers.filter((one) => one.actor === actor);
  const allowed = permissions(actor);
  const isProgram = actor.startsWith('token ');

  it('one is turned away from what is not allowed, and from nothing that is', () => {
    const wrong = mine().filter(({ route: { access, path }, response }) => {
      if (access === undefined || access.rule === 'public' || path === SIGNS_OUT) return false;
      const may = allowed.has(access.rule) && (!isProgram || isOfApi(path));
      return may === isTurnedAway(response);
    });
    expect(wrong.map(called)).toEqual([]);
  });

  it('one is turned away from what is never for such as these', () => {
    const wrong = mine().filter(({ route, response }) => NEVER[actor](route) && !isTurnedAway(response));
    expect(wrong.map(called)).toEqual([]);
  });

  it('one is told how to be let in, and no more', () => {
    for (const { route, response } of mine().filter((one) => isTurnedAway(one.response))) {
      if (!isOfApi(route.path)) continue;
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      if (response.status === 401) expect(response.headers['www-authenticate']).toMatch(/^Bearer /);
    }
  });
});

describe('Who a child is', () => {
  const BLIND: readonly Actor[] = ['nobody', 'board', 'administrator', 'token figures'];
  const secretsIn = ({ text, headers }: Response): readonly string[] =>
    SECRETS.filter((secret) => `${text} ${JSON.stringify(headers)}`.toLowerCase().includes(secret.toLowerCase()));

  it('is in no answer to those who see no children', () => {
    const told = answers.filter(({ actor, response }) => BLIND.includes(actor) && secretsIn(response).length > 0);
    expect(told.map(called)).toEqual([]);
  });

  it('is in answers to those who do', () => {
    for (const actor of ['caseworker', 'manager', 'token cases'] as const) {
      const told = answers.filter((one) => one.actor === actor && secretsIn(one.response).length > 0);
      expect(told.length).toBeGreaterThan(0);
    }
  });

  it('is in no answer to those who see no children, whatever they search for', async () => {
    const actors = new Actors(server);
    const searches: readonly Sent[] = [
      { method: 'POST', path: '/search', fields: { q: 'Quillfeather', text: 'Quillfeather', name: 'Quillfeather' } },
      { method: 'POST', path: '/new/find', fields: { surname: 'Quillfeather', forename: 'Ottoline' } },
      { method: 'POST', path: '/api/v1/people/search', fields: { name: 'Quillfeather' } },
      { method: 'POST', path: '/administration/restrictions', fields: { child: 'MO/2024-0018' } },
    ];
    for (const actor of BLIND) {
      for (const sent of searches) {
        const { text } = await actors.ask(actor, sent);
        expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
      }
    }
  });
});
