import { jest } from '@jest/globals';
import { Provider, type ClientMetadata } from 'oidc-provider';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider says of somebody. */
export type Person = { readonly sub: string } & Readonly<Record<string, unknown>>;

/** How the tracker is known to the provider. */
export const CLIENT = {
  client_id: 'ehcp-tracker',
  client_secret: 'a-secret-between-the-two',
  post_logout_redirect_uris: ['http://127.0.0.1:65000/sign-in'],
  redirect_uris: ['http://127.0.0.1:65000/sign-in/provider/callback'],
} satisfies ClientMetadata;

/** An identity provider on this machine, at which whoever comes is signed in at once. */
export class TestProvider {
  /** Who comes next. */
  person: Person = { sub: 'nobody' };

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const setting = new TestProvider(server, issuer);
    // It warns of its keys and its memory, which a specification need not keep.
    const warnings = jest.spyOn(console, 'warn').mockReturnValue();
    const provider = new Provider(issuer, {
      clients: [CLIENT],
      // Entra ID puts everything into the ID token.
      conformIdTokenClaims: false,
      claims: { openid: ['sub'], profile: ['name', 'roles', 'groups'], email: ['email', 'email_verified'] },
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({ ...setting.person, sub: accountId }),
      }),
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['specification'] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
    });
    warnings.mockRestore();
    const callback = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/') === true) {
        setting.#interact(provider, request, response).catch(() => response.destroy());
      } else void callback(request, response);
    });
    return setting;
  }

  async #interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: this.person.sub, clientId: String(params.client_id) });
    grant.addOIDCScope('openid profile email');
    const grantId = await grant.save();
    await provider.interactionFinished(request, response, {
      login: { accountId: this.person.sub },
      consent: { grantId },
    });
  }

  /** Takes the provider away, for good. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Follows a browser through the provider, until it is led away from it: to where. */
export async function through(issuer: string, begin: string): Promise<string> {
  const cookies = new Map<string, string>();
  for (let url = begin, steps = 0; steps < 10; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`The provider answered ${String(response.status)}: ${await response.text()}`);
    url = new URL(location, url).href;
    if (!url.startsWith(issuer)) return url;
  }
  throw new Error('The provider leads in circles.');
}
