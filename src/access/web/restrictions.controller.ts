import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { isUuid } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Form, FormErrors, readForm } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import type { PersonId } from '../../streams/domain/event.js';
import { ChildRestrictions } from '../application/child-restrictions.js';
import { FindChild, type ChildMeant } from '../application/find-child.js';
import { orErrors, type Messages } from './typed-errors.js';
import { restrictionPage, restrictionsPage, type Typed } from './restrictions-page.js';

const PER_REQUEST = { passthrough: true } as const;
const PATH = '/administration/restrictions';
const LIST = 'access/web/views/restrictions.njk';
const ONE = 'access/web/views/restriction.njk';

const MESSAGES: Messages = {
  officers: 'Choose who may see the child',
  reason: 'Choose why only they may see the child',
};

/** What is wrong with what was typed for a child; nothing where one is meant. */
function faultOf(typed: string, child: ChildMeant): string | undefined {
  if (typed === '') return 'Type a reference, or the id of a child or a case';
  if (child === 'none') return 'No child has this reference, and no child or case this id';
  return child === 'several'
    ? 'Several children have this reference: type the id of a case of the one that you mean'
    : undefined;
}

/** Who may see a child. Whoever decides it is told no more of the child than the id. */
@ApiExcludeController()
@Access('restrict')
@Controller('administration/restrictions')
export class RestrictionsController {
  constructor(
    private readonly restrictions: ChildRestrictions,
    private readonly directory: Directory,
    private readonly children: FindChild,
  ) {}

  @Get()
  list(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.#list(request, response, { form: new Form(new URLSearchParams()), errors: new FormErrors() });
  }

  @Post()
  async add(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string | undefined> {
    const form = readForm(request);
    const errors = new FormErrors();
    const typed = form.text('child');
    const child = await this.children.by(typed);
    const fault = faultOf(typed, child);
    if (fault !== undefined) errors.add('child', fault);
    const isDone = await this.#restrict(request, child as PersonId, { form, errors });
    if (!isDone) return this.#list(request, response, { form, errors });
    return this.#done(request, response, 'From now on only the officers who were named see the child.');
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.#one(request, response, await this.#known(id));
  }

  @Post(':id')
  async change(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    const person = await this.#known(id);
    const typed = { form: readForm(request), errors: new FormErrors() };
    if (!(await this.#restrict(request, person, typed))) return this.#one(request, response, person, typed);
    return this.#done(request, response, 'From now on only the officers who were named see the child.');
  }

  @Post(':id/lift')
  async lift(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    await this.restrictions.lift(await this.#known(id), viewerOf(request).id);
    return this.#done(request, response, 'The restriction is lifted: everybody who sees children sees the child.');
  }

  /** Restricts a child where nothing is wrong with the form; adds what is wrong otherwise. */
  async #restrict(request: Request, person: PersonId, { form, errors }: Typed): Promise<boolean> {
    const asked = { person, officers: form.all('officers'), reason: form.text('reason') };
    const restrict = async (): Promise<void> => {
      if (errors.isEmpty) await this.restrictions.restrict(asked, viewerOf(request).id);
      else this.restrictions.assertPossible(asked);
    };
    await orErrors(errors, restrict, MESSAGES);
    return errors.isEmpty;
  }

  async #known(id: string): Promise<PersonId> {
    const person = id as PersonId;
    if (isUuid(id) && (await this.restrictions.historyOf(person)).length > 0) return person;
    throw new Refusal(404, 'No child with this id was ever restricted.');
  }

  async #list(request: Request, response: Response, typed: Typed): Promise<string> {
    if (!typed.errors.isEmpty) response.status(400);
    const view = restrictionsPage(await this.restrictions.list(), this.directory, typed);
    return renderPage(request, response, LIST, view);
  }

  async #one(request: Request, response: Response, person: PersonId, typed?: Typed): Promise<string> {
    if (typed !== undefined) response.status(400);
    const history = await this.restrictions.historyOf(person);
    return renderPage(request, response, ONE, restrictionPage(person, history, this.directory, typed));
  }

  #done(request: Request, response: Response, text: string): string | undefined {
    leaveNotice(request, { text });
    response.redirect(303, PATH);
    return undefined;
  }
}
