import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import type { Claims } from './role-mapping.js';

/** Seconds that the provider has for an answer. */
const PATIENCE = 10;
/** What is asked to know: who it is, what they are called, and their address. */
const SCOPE = 'openid profile email';
const CODE = /^[a-z_]{1,40}$/;

/** Where the provider is, and how the tracker is known to it. */
export interface ProviderSettings {
  /** The address of the provider, below which its description lies. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address under which browsers reach the tracker, without a slash at its end. */
  readonly publicUrl: string;
}

/** A sign-in that was begun: what is kept with the session until the browser comes back. */
export interface BegunSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What the provider says of somebody who signed in there. */
export interface SignedInThere {
  /** The provider, and who they are to it. */
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
  /** Tells the provider later who signs out. */
  readonly idToken: string;
}

/** The provider cannot be asked now. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** A sign-in that is not taken: it was not begun here, came twice, was changed on the way, or took too long. */
export class SignInNotTaken extends Error {
  override readonly name = 'SignInNotTaken';

  /** @param code what the provider calls it, where it refused */
  constructor(
    cause: unknown,
    readonly code?: string,
  ) {
    super('The sign-in is not taken.', { cause });
  }
}

/** The path to which the provider leads back. */
export const CALLBACK_PATH = '/sign-in/provider/callback';
/** The path to which it leads after signing out there. */
export const SIGNED_OUT_PATH = '/sign-in';

const isHttps = (url: string): boolean => new URL(url).protocol === 'https:';

/** The council's identity provider, by OpenID Connect: the code flow with PKCE, state and nonce. */
export class IdentityProvider {
  #configuration: Promise<Configuration> | undefined;

  constructor(private readonly settings: ProviderSettings) {}

  /**
   * Begins a sign-in.
   * @returns where the browser goes, and what has to be kept until it comes back
   * @throws ProviderUnavailable
   */
  async begin(): Promise<{ readonly url: string; readonly begun: BegunSignIn }> {
    const configuration = await this.#discovered();
    const begun = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.settings.publicUrl}${CALLBACK_PATH}`,
      scope: SCOPE,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, begun };
  }

  /**
   * Ends a sign-in that was begun.
   * @param query what the browser brought back, with its question mark
   * @throws ProviderUnavailable, SignInNotTaken
   */
  async finish(query: string, { state, nonce, verifier }: BegunSignIn): Promise<SignedInThere> {
    const configuration = await this.#discovered();
    const current = new URL(`${this.settings.publicUrl}${CALLBACK_PATH}${query}`);
    try {
      const tokens = await authorizationCodeGrant(configuration, current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const { id_token: idToken } = tokens;
      if (claims === undefined || idToken === undefined) throw new Error('The answer names nobody.');
      return { issuer: claims.iss, subject: claims.sub, claims, idToken };
    } catch (error) {
      if (isOutOfReach(error)) throw new ProviderUnavailable('The provider does not answer.', { cause: error });
      throw new SignInNotTaken(error, error instanceof AuthorizationResponseError ? codeOf(error) : undefined);
    }
  }

  /** Where somebody signs out at the provider too; nothing where it does not offer that, or cannot be asked. */
  async signOutUrl(idToken: string): Promise<string | undefined> {
    try {
      const configuration = await this.#discovered();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${this.settings.publicUrl}${SIGNED_OUT_PATH}`,
      }).href;
    } catch (error) {
      if (error instanceof ProviderUnavailable) return undefined;
      throw error;
    }
  }

  async #discovered(): Promise<Configuration> {
    this.#configuration ??= this.#discover();
    try {
      return await this.#configuration;
    } catch (error) {
      // It is asked again the next time.
      this.#configuration = undefined;
      throw new ProviderUnavailable('The provider cannot be asked.', { cause: error });
    }
  }

  async #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- for a provider on this machine, whom nobody can listen to
    const unencrypted = { execute: [allowInsecureRequests] };
    return discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: PATIENCE,
      ...(isHttps(issuer) ? {} : unencrypted),
    });
  }
}

/** The code of a refusal. It stands in an address, so that anybody can write anything there. */
const codeOf = ({ error }: AuthorizationResponseError): string => (CODE.test(error) ? error : 'an unknown error');

/** Whether it is the way to the provider that failed, and not what it or the browser said. */
const isOutOfReach = (error: unknown): boolean =>
  error instanceof ClientError && (error.code === 'OAUTH_TIMEOUT' || error.cause instanceof TypeError);
