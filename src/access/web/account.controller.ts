import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { SignInFirst } from '../../platform/access/sign-in-first.js';
import { FormErrors, readForm } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import type { Account } from '../application/account.js';
import { Accounts } from '../application/accounts.js';
import { DigestWishes } from '../application/digest-wishes.js';
import { Passwords, problemsOfPassword } from '../application/passwords.js';
import { Sessions } from '../application/sessions.js';
import { Tries } from '../application/tries.js';
import { viewerWith } from '../application/viewers.js';
import { accountPage, passwordPage } from './account-page.js';
import { firstPageOf } from './return-path.js';
import { endSession } from './session-store.js';
import { LimitedByAddress, SignInThrottle } from './sign-in-throttle.js';
import { beginSession } from './signed-in.js';
import { retryAfter, waitText } from './wait-text.js';

const ACCOUNT = 'access/web/views/account.njk';
const PASSWORD = 'access/web/views/password.njk';

/** One's own account: who one is here, where one is signed in, one's password. */
@ApiExcludeController()
@Controller('account')
export class AccountController {
  constructor(
    private readonly accounts: Accounts,
    private readonly directory: Directory,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly tries: Tries,
    private readonly wishes: DigestWishes,
  ) {}

  @Get()
  @Access('figures')
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const viewer = viewerOf(request);
    const { email } = (await this.accounts.find(viewer.id)) ?? {};
    const passwordSince = await this.passwords.changedAt(viewer.id);
    const view = accountPage({
      viewer,
      ...(email === undefined ? {} : { email }),
      teams: viewer.teams.map((team) => this.directory.teamNameOf(team)),
      ...(passwordSince === undefined ? {} : { passwordSince }),
      sessions: await this.sessions.listOf(viewer.id, request.sessionID),
      ...(viewer.roles.includes('manager') ? { wantsMail: await this.wishes.wants(viewer.id) } : {}),
    });
    return renderPage(request, response, ACCOUNT, view);
  }

  @Post('sign-out-everywhere')
  @Access('figures')
  async signOutEverywhere(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.endAllOf(viewerOf(request).id);
    await endSession(request);
    response.redirect(303, '/sign-in');
  }

  @Post('morning-mail')
  @Access('manage')
  async sayMorningMail(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const wants = readForm(request).typed.wants === 'yes';
    await this.wishes.say(viewerOf(request).id, wants);
    leaveNotice(request, {
      text: wants
        ? 'You get a mail each morning on which there is something new.'
        : 'You get no mail in the morning any more.',
    });
    response.redirect(303, '/account');
  }

  /** Public, since somebody with a one-time password may do nothing else yet. */
  @Get('password')
  @Access('public')
  async askPassword(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    await this.#own(request);
    return renderPage(request, response, PASSWORD, passwordPage(isFirst(request)));
  }

  @Post('password')
  @Access('public')
  @UseGuards(SignInThrottle)
  @LimitedByAddress()
  async changePassword(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    const account = await this.#own(request);
    const { password = '', current = '' } = readForm(request).typed;
    const errors = new FormErrors();
    if (!isFirst(request)) await this.#check(request, response, account, current, errors);
    for (const { reason } of problemsOfPassword(password, account)) {
      errors.add('password', password === '' ? 'Enter a new password' : `The password cannot be used: ${reason}`);
    }
    if (errors.isEmpty && current === password) errors.add('password', 'The new password is the one that you have');
    if (!errors.isEmpty) {
      if (response.statusCode < 400) response.status(400);
      return renderPage(request, response, PASSWORD, passwordPage(isFirst(request), errors));
    }
    const next = isFirst(request) ? firstPageOf(viewerWith(account)) : '/account';
    await this.passwords.set(account, password, { isOneTime: false });
    await this.sessions.endAllOf(account.id);
    await beginSession(request, account);
    leaveNotice(request, { text: 'Your password was changed. You are signed out everywhere else.' });
    response.redirect(303, next);
    return undefined;
  }

  /** @throws SignInFirst where nobody signed in */
  async #own({ session }: Request): Promise<Account> {
    const account = session.account === undefined ? undefined : await this.accounts.find(session.account);
    if (account === undefined) throw new SignInFirst('/account');
    return account;
  }

  /** Whoever sits down at somebody's open browser cannot take the account over by guessing. */
  async #check(
    { ip = '' }: Request,
    response: Response,
    account: Account,
    current: string,
    errors: FormErrors,
  ): Promise<void> {
    if (current === '') {
      errors.add('current', 'Enter the password that you have now');
      return;
    }
    const trying = { email: account.email ?? account.id, address: ip };
    const wait = await this.tries.begin(trying);
    if (wait > 0) {
      response.status(429).setHeader('Retry-After', retryAfter(wait));
      errors.add('current', `There were too many tries. Try again in ${waitText(wait)}`);
    } else if ((await this.passwords.check(account, current)) === 'wrong') {
      errors.add('current', 'This is not the password that you have now');
    } else {
      await this.tries.succeeded(trying);
    }
  }
}

const isFirst = ({ session }: Request): boolean => session.mustChoosePassword === true;
