import { Controller, Get, Logger, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Form } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { WallClock } from '../../platform/wall-clock.js';
import { viewerWith } from '../application/viewers.js';
import { ProviderUnavailable, SignInNotTaken, type BegunSignIn } from '../provider/identity-provider.js';
import { ProviderSignIn, type Arrived } from '../provider/provider-sign-in.js';
import { notAdmittedPage, type NotAdmitted } from './provider-page.js';
import { firstPageOf, returnPath } from './return-path.js';
import { LimitedByAddress, SignInThrottle } from './sign-in-throttle.js';
import { beginSession } from './signed-in.js';

const TEMPLATE = 'access/web/views/not-admitted.njk';
/** Milliseconds that somebody has for signing in there. */
const PATIENCE = 15 * 60_000;

declare module 'express-session' {
  interface SessionData {
    /** A sign-in that was begun at the provider; it is taken once. */
    begun?: BegunSignIn & { readonly at: string; readonly returnTo?: string };
    /** Tells the provider who signs out. */
    idToken?: string;
  }
}

const STATUS: Readonly<Record<NotAdmitted, number>> = {
  'no-role': 403,
  'too-many-groups': 403,
  'not-active': 403,
  'not-taken': 400,
  declined: 400,
  unavailable: 503,
};

/** Signing in at the council's identity provider. */
@ApiExcludeController()
@Access('public')
@UseGuards(SignInThrottle)
@LimitedByAddress()
@Controller('sign-in/provider')
export class ProviderController {
  readonly #logger = new Logger('SignIn');

  constructor(
    private readonly signIn: ProviderSignIn,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async begin(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const returnTo = returnPath(Form.ofQuery(request).optional('return'));
    try {
      const begun = await this.signIn.begin();
      if (begun === undefined) throw notOffered();
      const at = this.clock.now().toISOString();
      request.session.begun = { ...begun.begun, at, ...(returnTo === undefined ? {} : { returnTo }) };
      response.redirect(303, begun.url);
      return undefined;
    } catch (error) {
      return this.#failed(request, response, error);
    }
  }

  @Get('callback')
  async finish(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const { begun } = request.session;
    // Whatever comes of it, it is not taken a second time.
    delete request.session.begun;
    if (!this.signIn.isOffered) throw notOffered();
    const isOld = begun === undefined || this.clock.now().getTime() - Date.parse(begun.at) > PATIENCE;
    if (isOld) return this.#notAdmitted(request, response, 'not-taken');
    try {
      const cut = request.originalUrl.indexOf('?');
      const arrived = await this.signIn.finish(cut < 0 ? '' : request.originalUrl.slice(cut), begun);
      if (arrived === undefined) throw notOffered();
      return await this.#admit(request, response, arrived, begun.returnTo);
    } catch (error) {
      return this.#failed(request, response, error);
    }
  }

  async #admit(
    request: Request,
    response: Response,
    arrived: Arrived,
    returnTo: string | undefined,
  ): Promise<string | undefined> {
    if ('refused' in arrived) return this.#notAdmitted(request, response, arrived.refused);
    await beginSession(request, arrived.account);
    request.session.idToken = arrived.idToken;
    response.redirect(303, returnTo ?? firstPageOf(viewerWith(arrived.account)));
    return undefined;
  }

  #failed(request: Request, response: Response, error: unknown): string {
    if (error instanceof ProviderUnavailable) {
      this.#logger.error(`The identity provider cannot be asked: ${reasonOf(error)}`);
      return this.#notAdmitted(request, response, 'unavailable');
    }
    if (!(error instanceof SignInNotTaken)) throw error;
    this.#logger.warn(`A sign-in at the identity provider was not taken: ${error.code ?? reasonOf(error)}`);
    return this.#notAdmitted(request, response, error.code === 'access_denied' ? 'declined' : 'not-taken');
  }

  #notAdmitted(request: Request, response: Response, why: NotAdmitted): string {
    response.status(STATUS[why]);
    return renderPage(request, response, TEMPLATE, notAdmittedPage(why));
  }
}

const notOffered = (): Refusal => new Refusal(404, 'There is nothing at this address.');

/** What the library calls it: a code or a sentence of its own, which names nobody. */
function reasonOf({ cause }: Error): string {
  const { code, message } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
  return (code ?? message ?? 'no reason was given').slice(0, 200);
}
