import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { Refusal } from '../../platform/http/refusal.js';
import { FormErrors, readForm, type Form } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import type { Account } from '../application/account.js';
import { Accounts } from '../application/accounts.js';
import { generatePassword, Passwords } from '../application/passwords.js';
import { Sessions } from '../application/sessions.js';
import { Teams } from '../application/teams.js';
import { orErrors } from './typed-errors.js';
import { madePasswordPage, newUserPage, userPage, usersPage, type TypedUser } from './users-page.js';

const PER_REQUEST = { passthrough: true } as const;
const PATH = '/administration/users';
const LIST = 'access/web/views/users.njk';
const ONE = 'access/web/views/user.njk';
const MADE = 'access/web/views/made-password.njk';

const typedIn = (form: Form): TypedUser => ({
  id: form.text('id'),
  name: form.text('name'),
  email: form.text('email'),
  roles: form.all('roles'),
  teams: form.all('teams'),
});

const detailsOf = ({ name, email, roles, teams }: TypedUser) => ({
  name,
  roles,
  teams,
  ...(email === '' ? {} : { email }),
});

/** Who may use the tracker. */
@ApiExcludeController()
@Access('administer')
@Controller('administration/users')
export class UsersController {
  constructor(
    private readonly accounts: Accounts,
    private readonly teams: Teams,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly directory: Directory,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    const view = usersPage(await this.accounts.list(), (team) => this.directory.teamNameOf(team));
    return renderPage(request, response, LIST, view);
  }

  @Get('new')
  async ask(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return renderPage(request, response, ONE, newUserPage(await this.teams.list()));
  }

  @Post('new')
  async add(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string | undefined> {
    const typed = typedIn(readForm(request));
    const errors = new FormErrors();
    const details = { ...detailsOf(typed), ...(typed.id === '' ? {} : { id: typed.id }) };
    const made = await orErrors(errors, () => this.accounts.add(details));
    if (made === undefined) {
      response.status(400);
      return renderPage(request, response, ONE, newUserPage(await this.teams.list(), { typed, errors }));
    }
    leaveNotice(request, { text: `${made.name} was added as ${made.id}. Make a password for them now.` });
    response.redirect(303, `${PATH}/${made.id}`);
    return undefined;
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.#show(request, response, await this.#existing(id));
  }

  @Post(':id')
  async change(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    const account = await this.#existing(id);
    const typed = { ...typedIn(readForm(request)), id };
    const errors = new FormErrors();
    const changed = await orErrors(errors, () => this.accounts.change(id, detailsOf(typed)));
    if (changed === undefined) {
      response.status(400);
      return this.#show(request, response, account, { typed, errors });
    }
    leaveNotice(request, { text: `What ${changed.name} is called and may do was saved. It holds at once.` });
    response.redirect(303, PATH);
    return undefined;
  }

  /** It is shown in the answer itself, and nowhere again. */
  @Post(':id/password')
  async makePassword(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string> {
    const account = await this.#existing(id);
    const password = generatePassword();
    await this.passwords.set(account, password, { isOneTime: true });
    const isOwn = viewerOf(request).id === id;
    await this.sessions.endAllOf(id, isOwn ? request.sessionID : undefined);
    return renderPage(request, response, MADE, madePasswordPage(account, password));
  }

  @Post(':id/deactivate')
  async deactivate(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    const account = await this.#existing(id);
    const errors = new FormErrors();
    if (viewerOf(request).id === id)
      errors.add('deactivate', 'You cannot lock yourself out: ask another administrator');
    const done = errors.isEmpty ? await orErrors(errors, () => this.accounts.setActive(id, false)) : undefined;
    if (done === undefined) {
      response.status(409);
      return this.#show(request, response, account, { errors });
    }
    leaveNotice(request, { text: `${account.name} is signed out everywhere and cannot sign in any more.` });
    response.redirect(303, PATH);
    return undefined;
  }

  @Post(':id/activate')
  async activate(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<void> {
    const { name } = await this.accounts.setActive((await this.#existing(id)).id, true);
    leaveNotice(request, { text: `${name} can sign in again.` });
    response.redirect(303, PATH);
  }

  /** @throws Refusal (404) where there is no such account */
  async #existing(id: string): Promise<Account> {
    const account = await this.accounts.find(id);
    if (account === undefined) throw new Refusal(404, 'There is no such account.');
    return account;
  }

  async #show(
    request: Request,
    response: Response,
    account: Account,
    more: { readonly typed?: TypedUser; readonly errors?: FormErrors } = {},
  ): Promise<string> {
    const view = userPage(account, await this.teams.list(), {
      ...more,
      hasPassword: (await this.passwords.changedAt(account.id)) !== undefined,
      isOwn: viewerOf(request).id === account.id,
    });
    return renderPage(request, response, ONE, view);
  }
}
