import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { Gatekeeper } from '../../platform/access/gatekeeper.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { isPage } from '../../platform/http/page-or-program.js';
import { surround } from '../../platform/web/pages.js';
import type { Accounts } from '../application/accounts.js';
import type { Sessions } from '../application/sessions.js';
import type { SignInMode } from '../application/sign-in-mode.js';
import { viewerWith } from '../application/viewers.js';
import { defendForms, formTokenOf } from './form-tokens.js';
import { renewSession, SessionStore } from './session-store.js';

/** Where somebody with a one-time password chooses one of their own. */
export const CHOOSE_PASSWORD = '/account/password';
const WHILE_CHOOSING: ReadonlySet<string> = new Set([CHOOSE_PASSWORD, '/sign-out']);

/** What the gatekeeper is told. */
export interface GatekeeperOptions {
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly mode: SignInMode;
  /** What cookies are signed with. */
  readonly secret: string;
  /** Whether browsers reach the server under https. */
  readonly isHttps: boolean;
  readonly proxies: number;
}

/** Knows people by the sessions of their browsers, and fends off what other sites make a browser send. */
export class AccessGatekeeper extends Gatekeeper {
  override readonly identify: readonly RequestHandler[];
  override readonly defend = defendForms;
  override readonly proxies: number;
  readonly #mode: SignInMode;
  readonly #accounts: Accounts;
  readonly #sessions: Sessions;

  constructor({ sessions, accounts, mode, secret, isHttps, proxies }: GatekeeperOptions) {
    super();
    this.proxies = proxies;
    this.#mode = mode;
    this.#accounts = accounts;
    this.#sessions = sessions;
    this.identify = [
      (request, _, next) => {
        // A proxy takes https off; what it forwards would not tell. The operator has said so with EHCP_URL.
        if (isHttps) Object.defineProperty(request, 'secure', { value: true });
        next();
      },
      session({
        store: new SessionStore(sessions),
        secret,
        // A name that begins so is taken by browsers only from this very server, over https.
        name: isHttps ? '__Host-ehcp' : 'ehcp',
        resave: false,
        saveUninitialized: false,
        // Lax: a sign-in elsewhere leads back here with a request that comes from there.
        cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
      }),
      (request, response, next) => {
        this.#identified(request, response, next).catch(next);
      },
    ];
  }

  override async stillThere({ sessionID }: Request): Promise<Viewer | undefined> {
    const kept = await this.#sessions.read(sessionID);
    if (kept?.account === undefined || kept.data.mustChoosePassword === true) return undefined;
    const account = await this.#accounts.find(kept.account);
    return account?.isActive === true ? viewerWith(account) : undefined;
  }

  async #identified(request: Request, response: Response, next: NextFunction): Promise<void> {
    const { isDemo, council } = this.#mode;
    surround(response, { isDemo, ...(council === undefined ? {} : { council }) });
    await this.#recognize(request);
    const { session, path } = request;
    if (session.account !== undefined) surround(response, { csrfToken: formTokenOf(request) });
    if (session.mustChoosePassword === true && isPage(request) && !WHILE_CHOOSING.has(path)) {
      response.redirect(303, CHOOSE_PASSWORD);
      return;
    }
    next();
  }

  /** Whoever was let in once is looked up at every request: roles and leaving take effect at once. */
  async #recognize(request: Request): Promise<void> {
    const { account: id, mustChoosePassword = false } = request.session;
    if (id === undefined) return;
    const account = await this.#accounts.find(id);
    if (account?.isActive !== true) await renewSession(request);
    else if (!mustChoosePassword) request.viewer = viewerWith(account);
  }
}
