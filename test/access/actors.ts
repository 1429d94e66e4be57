import request, { type Response } from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import { SCOPES, type Scope } from '../../src/access/application/token.js';
import { routesOf, type Route } from '../../src/platform/access/routes.js';
import { ROLES, type Role } from '../../src/platform/access/viewer.js';
import { browserOf } from '../browsers.js';
import { tokenWith, type TestServer } from '../server.js';

/** Somebody who asks: in a browser with one role, as a program with one scope, or nobody. */
export type Actor = Role | `token ${Scope}` | 'nobody';

export const ACTORS: readonly Actor[] = [...ROLES, ...SCOPES.map((scope): Actor => `token ${scope}`), 'nobody'];

/** Where a request is sent, and with what. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  /** The fields of a form, or of a body of the API. */
  readonly fields?: Readonly<Record<string, string>>;
}

export const isOfApi = (path: string): boolean => /^\/(?:api|health|metrics)(?:\/|$)/.test(path);

/** What a browser or a program sends beside the request itself. */
type Heads = Readonly<Record<string, string>>;

/** Asks a server as anybody. */
export class Actors {
  readonly #accounts = new Map<Role, string>();
  readonly #tokens = new Map<Actor, string>();

  constructor(private readonly server: TestServer) {}

  /** The id of the account that somebody with a role has. */
  async accountOf(role: Role): Promise<string> {
    const known = this.#accounts.get(role);
    if (known !== undefined) return known;
    const { id } = await this.server.app.get(Accounts).add({ name: `The ${role}`, roles: [role], teams: [] });
    this.#accounts.set(role, id);
    return id;
  }

  /** Sends a request, in a new session where it comes from a browser. */
  async ask(actor: Actor, { method, path, fields = {} }: Sent): Promise<Response> {
    const { token, ...heads } = await this.#headsOf(actor);
    const client = request(this.server.http) as unknown as Record<string, (path: string) => request.Test>;
    const asked = client[method.toLowerCase()]!(path).set(heads);
    if (method === 'GET') return asked.buffer(true);
    if (isOfApi(path)) return asked.set(token === undefined ? {} : { 'X-CSRF-Token': token }).send(fields);
    return asked.type('form').send({ ...fields, ...(token === undefined ? {} : { _csrf: token }) });
  }

  async #headsOf(actor: Actor): Promise<Heads> {
    if (actor === 'nobody') return this.#stranger();
    if (actor.startsWith('token ')) {
      const known = this.#tokens.get(actor);
      const token = known ?? (await tokenWith(this.server.app, [actor.slice('token '.length)]));
      this.#tokens.set(actor, token);
      return { Authorization: `Bearer ${token}` };
    }
    const { cookie, token } = await browserOf(this.server.app, await this.accountOf(actor as Role));
    return { Cookie: cookie, token };
  }

  /** A browser that has opened the page to sign in, and nothing else. */
  async #stranger(): Promise<Heads> {
    const { text, headers } = await request(this.server.http).get('/sign-in');
    const [cookie = ''] = (headers['set-cookie'] ?? []) as unknown as readonly string[];
    const token = /name="_csrf" value="([^"]*)"/.exec(text)?.[1];
    return { Cookie: cookie.split(';')[0] ?? '', ...(token === undefined ? {} : { token }) };
  }
}

/** Whether an answer turns somebody away. */
export function isTurnedAway({ status, headers }: Response): boolean {
  return status === 401 || status === 403 || (status === 303 && String(headers.location).startsWith('/sign-in'));
}

/** A child with a case of each kind, who must be known by nothing of what they are called. */
export interface Known {
  readonly person: string;
  readonly assessment: string;
  readonly plan: string;
  readonly review: string;
}

export const CHILD = {
  surname: 'Quillfeather',
  forename: 'Ottoline',
  preferredName: 'Wilhelmina',
  dateOfBirth: '2014-05-06',
  upn: 'H801200001001',
  reference: 'MO/2024-0017',
  postcode: 'E8 1EA',
};
/** What nobody may read who may not see the child. */
export const SECRETS = [...Object.values(CHILD), '6 May 2014', '06/05/2014', 'MO%2F2024'];

/** Registers a child, and opens a case of each kind. */
export async function knownChild({ program }: TestServer, details: object = CHILD): Promise<Known> {
  const post = async (path: string, body: object): Promise<string> => {
    const answer = await program.post(`/api/v1/${path}`).send(body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return String((answer.body as { readonly id: unknown }).id);
  };
  const person = await post('people', details);
  const assessment = await post('assessments', { person, on: '2026-03-02', kind: 'initial' });
  const plan = await post('plans', { milestone: 'plan-made', person, on: '2026-03-02', assessment });
  const review = await post('reviews', { person, plan, on: '2026-03-02', kind: 'early' });
  return { person, assessment, plan, review };
}

/** Every route of a server, with what to put into its path to find the child. */
export function requestsFor(
  { app }: TestServer,
  known: Known,
): readonly { readonly route: Route; readonly sent: Sent }[] {
  const idFor = (path: string): string => {
    if (path.includes('/people/')) return known.person;
    if (path.includes('/plans/')) return known.plan;
    if (path.includes('/reviews/')) return known.review;
    if (path.includes('/rules/')) return 'N7';
    if (path.includes('/calculator/')) return 'assessment';
    return path.includes('/restrictions/') ? known.person : known.assessment;
  };
  const values: Readonly<Record<string, string>> = {
    entry: '1',
    milestone: 'draft-plan-sent',
    change: 'correct',
    ground: 'personal-circumstances',
    measure: 'plans-within-20-weeks',
    rule: 'N7',
  };
  return routesOf(app).map((route) => ({
    route,
    sent: {
      method: route.method,
      path: route.path.replaceAll(/:(\w+)/g, (whole, name: string) =>
        name === 'id' ? idFor(route.path) : (values[name] ?? whole),
      ),
    },
  }));
}
