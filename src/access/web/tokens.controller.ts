import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Problems } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { readDate } from '../../platform/web/date-input.js';
import { FormErrors, readForm, type Form } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { FORM_ID, newFormId } from '../../platform/web/page-writes.js';
import { renderPage } from '../../platform/web/pages.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { Tokens, type MadeToken } from '../application/tokens.js';
import { freshToken, madeTokenPage, tokensPage, type TypedToken } from './tokens-page.js';

const PER_REQUEST = { passthrough: true } as const;
const PATH = '/administration/tokens';
const LIST = 'access/web/views/tokens.njk';
const MADE = 'access/web/views/made-token.njk';

const MESSAGES: Readonly<Record<string, string>> = {
  scopes: 'Choose what the program may do',
  lastDay: 'The last day must be from today to three years ahead',
};

/** The tokens with which programs ask the API. */
@ApiExcludeController()
@Access('administer')
@Controller('administration/tokens')
export class TokensController {
  constructor(
    private readonly tokens: Tokens,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  list(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.#list(request, response, freshToken(this.#today()), new FormErrors());
  }

  @Post()
  async add(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    const form = readForm(request);
    const errors = new FormErrors();
    const lastDay = readDate(form, 'lastDay', this.#today());
    const typed = { name: form.text('name'), scopes: form.all('scopes'), lastDay: lastDay.typed };
    if ('fault' in lastDay) errors.add('lastDay', `The last day ${lastDay.fault}`);
    if ('isBlank' in lastDay) errors.add('lastDay', 'Type the last day on which the token works');
    const day = 'day' in lastDay ? lastDay.day : undefined;
    const made = await this.#made(request, form, { ...typed, day }, errors);
    if (made === undefined) return this.#list(request, response, typed, errors);
    return renderPage(request, response, MADE, madeTokenPage(made, typed.name));
  }

  @Post(':id/revoke')
  async revoke(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    try {
      await this.tokens.revoke(id, viewerOf(request).id);
    } catch (error) {
      throw error instanceof Problems ? new Refusal(404, 'There is no such token.') : error;
    }
    leaveNotice(request, { text: 'The token is revoked: the program that has it is refused from now on.' });
    response.redirect(303, PATH);
    return undefined;
  }

  /** The token that a form asks for; nothing where something is wrong, which is then among the errors. */
  async #made(
    request: Request,
    form: Form,
    { name, scopes, day }: Pick<TypedToken, 'name' | 'scopes'> & { readonly day: CalendarDate | undefined },
    errors: FormErrors,
  ): Promise<MadeToken | undefined> {
    const details = { name, scopes, lastDay: day ?? this.#today() };
    try {
      this.tokens.assertPossible(details);
      return errors.isEmpty ? await this.tokens.add(details, viewerOf(request).id, form.optional(FORM_ID)) : undefined;
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      for (const { place, reason } of error.problems) errors.add(place, MESSAGES[place] ?? `The name: ${reason}`);
      return undefined;
    }
  }

  async #list(request: Request, response: Response, typed: TypedToken, errors: FormErrors): Promise<string> {
    if (!errors.isEmpty) response.status(400);
    const view = tokensPage(await this.tokens.list(), typed, errors, newFormId(), this.directory);
    return renderPage(request, response, LIST, view);
  }

  #today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }
}
