import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Refusal } from '../../platform/http/refusal.js';
import { FormErrors, readForm } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import { Teams, type Team } from '../application/teams.js';
import { orErrors } from './typed-errors.js';
import { teamPage, teamsPage } from './users-page.js';

const PER_REQUEST = { passthrough: true } as const;
const PATH = '/administration/teams';
const LIST = 'access/web/views/teams.njk';
const ONE = 'access/web/views/team.njk';

/** The teams. */
@ApiExcludeController()
@Access('administer')
@Controller('administration/teams')
export class TeamsController {
  constructor(private readonly teams: Teams) {}

  @Get()
  async list(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return renderPage(request, response, LIST, teamsPage(await this.teams.list()));
  }

  @Post()
  async add(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string | undefined> {
    const form = readForm(request);
    const typed = { id: form.text('id'), name: form.text('name') };
    const errors = new FormErrors();
    await orErrors(errors, () => this.teams.add(typed.id, typed.name));
    if (!errors.isEmpty) {
      response.status(400);
      return renderPage(request, response, LIST, teamsPage(await this.teams.list(), { typed, errors }));
    }
    leaveNotice(request, { text: `The team ${typed.name} was made.` });
    response.redirect(303, PATH);
    return undefined;
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return renderPage(request, response, ONE, teamPage(await this.#existing(id)));
  }

  @Post(':id')
  async rename(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    const team = await this.#existing(id);
    const name = readForm(request).text('name');
    const errors = new FormErrors();
    await orErrors(errors, () => this.teams.rename(id, name));
    if (!errors.isEmpty) {
      response.status(400);
      return renderPage(request, response, ONE, teamPage(team, name, errors));
    }
    leaveNotice(request, { text: `The team is called ${name} now.` });
    response.redirect(303, PATH);
    return undefined;
  }

  /** @throws Refusal (404) where there is no such team */
  async #existing(id: string): Promise<Team> {
    const team = (await this.teams.list()).find((one) => one.id === id);
    if (team === undefined) throw new Refusal(404, 'There is no such team.');
    return team;
  }
}
