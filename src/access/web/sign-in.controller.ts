import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { isLoopback } from '../../platform/configuration.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Form, FormErrors, readForm } from '../../platform/web/form.js';
import { renderPage, surround } from '../../platform/web/pages.js';
import type { Account } from '../application/account.js';
import { Accounts } from '../application/accounts.js';
import { PasswordSignIn } from '../application/password-sign-in.js';
import { FIRST_ADMINISTRATOR, SignInMode } from '../application/sign-in-mode.js';
import { viewerWith } from '../application/viewers.js';
import { ProviderSignIn } from '../provider/provider-sign-in.js';
import { CHOOSE_PASSWORD } from './access-gatekeeper.js';
import { formTokenOf } from './form-tokens.js';
import { signedOutPage } from './provider-page.js';
import { firstPageOf, returnPath } from './return-path.js';
import { endSession } from './session-store.js';
import { demoSignInPage, signInPage, type SignInView } from './sign-in-page.js';
import { LimitedByAddress, SignInThrottle } from './sign-in-throttle.js';
import { beginSession } from './signed-in.js';
import { retryAfter, waitText } from './wait-text.js';

const PASSWORD = 'access/web/views/sign-in.njk';
const DEMO = 'access/web/views/demo-sign-in.njk';
const SIGNED_OUT = 'access/web/views/signed-out.njk';
/** The same for everybody: whether there is such an account is nobody's business. */
const REFUSED = 'The email address or the password is wrong';

/** Signing in and out. */
@ApiExcludeController()
@Access('public')
@UseGuards(SignInThrottle)
@LimitedByAddress()
@Controller()
export class SignInController {
  constructor(
    private readonly mode: SignInMode,
    private readonly accounts: Accounts,
    private readonly directory: Directory,
    private readonly passwords: PasswordSignIn,
    private readonly provider: ProviderSignIn,
  ) {}

  @Get('sign-in')
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const query = Form.ofQuery(request);
    const returnTo = returnPath(query.optional('return'));
    const whereTo = returnTo === undefined ? {} : { returnTo };
    if (this.mode.isDemo) {
      carryToken(request, response);
      const view = demoSignInPage(await this.accounts.list(), (team) => this.directory.teamNameOf(team), {
        ...whereTo,
        all: query.text('all') === 'yes',
      });
      return renderPage(request, response, DEMO, view);
    }
    const isNobodys = !this.provider.isOffered && !(await this.accounts.hasAdministrator());
    return this.#form(request, response, {
      email: '',
      ...whereTo,
      ...(isNobodys ? { firstAdministrator: FIRST_ADMINISTRATOR } : {}),
    });
  }

  @Post('sign-in')
  async signIn(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const form = readForm(request);
    const email = form.text('email');
    // Spaces at its ends belong to a password.
    const password = form.typed.password ?? '';
    const returnTo = returnPath(form.optional('return'));
    const view = { email, ...(returnTo === undefined ? {} : { returnTo }) };
    const errors = new FormErrors();
    if (email === '') errors.add('email', 'Enter your email address');
    if (password === '') errors.add('password', 'Enter your password');
    if (!errors.isEmpty) return this.#refused(request, response, 400, { ...view, errors });
    const result = await this.passwords.try({ email, address: request.ip ?? '' }, password);
    switch (result.outcome) {
      case 'signed-in':
        await this.#enter(request, response, result.account, result.mustChoosePassword, returnTo);
        return undefined;
      case 'refused':
        errors.add('email', REFUSED);
        return this.#refused(request, response, 400, { ...view, errors });
      case 'too-soon':
        response.setHeader('Retry-After', retryAfter(result.wait));
        errors.add('email', `There were too many tries. Try again in ${waitText(result.wait)}`);
        return this.#refused(request, response, 429, { ...view, errors });
    }
  }

  @Post('sign-in/demo')
  async become(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const from = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
    if (!this.mode.isDemo || !isLoopback(from)) throw new Refusal(404, 'There is nothing at this address.');
    const form = readForm(request);
    const account = await this.accounts.find(form.text('person'));
    if (account?.isActive !== true) throw new Refusal(400, 'Choose one of the people that the page lists.');
    await this.#enter(request, response, account, false, returnPath(form.optional('return')));
  }

  @Post('sign-out')
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const { idToken } = request.session;
    await endSession(request);
    delete request.viewer;
    const there = await this.provider.signOutUrl(idToken);
    if (there === undefined) {
      response.redirect(303, '/sign-in');
      return undefined;
    }
    // Not a redirect: the policy of the page that was left lets a form lead nowhere but here.
    response.setHeader('Refresh', `0; url=${there}`);
    return renderPage(request, response, SIGNED_OUT, signedOutPage(there));
  }

  #form(request: Request, response: Response, view: SignInView): string {
    carryToken(request, response);
    return renderPage(request, response, PASSWORD, signInPage({ ...view, hasProvider: this.provider.isOffered }));
  }

  #refused(request: Request, response: Response, status: number, view: SignInView): string {
    response.status(status);
    return this.#form(request, response, view);
  }

  async #enter(
    request: Request,
    response: Response,
    account: Account,
    mustChoosePassword: boolean,
    returnTo: string | undefined,
  ): Promise<void> {
    await beginSession(request, account, mustChoosePassword);
    response.redirect(303, mustChoosePassword ? CHOOSE_PASSWORD : (returnTo ?? firstPageOf(viewerWith(account))));
  }
}

/** Begins a session for the form that is about to be shown, and for no other visit: each takes a row of the database. */
function carryToken(request: Request, response: Response): void {
  surround(response, { csrfToken: formTokenOf(request) });
}
