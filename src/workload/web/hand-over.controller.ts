import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import type { Problem } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { HandOverPages } from './hand-over-pages.js';
import { NO_TEAM, readTeam } from './workload-query.js';

const AN_OFFICER = /^[\p{L}\p{N}][\p{L}\p{N}._@:-]{0,99}$/u;
/** Of the field `officer`: the cases that nobody has. */
const NOBODY = NO_TEAM;

/** The pages on which cases are handed over to another officer: one, many, or all that somebody has. */
@ApiExcludeController()
@Access('manage')
@Controller('workload/hand-over')
export class HandOverController {
  constructor(private readonly pages: HandOverPages) {}

  /** All open cases of an officer, or of nobody. */
  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const form = Form.ofQuery(request);
    const officer = form.text('officer');
    if (officer === '') {
      response.redirect(303, '/workload');
      return undefined;
    }
    const problems: Problem[] = [];
    const { team } = readTeam(form, problems);
    if (!AN_OFFICER.test(officer)) {
      problems.push({ place: 'officer', reason: 'it is not acceptable', accepted: 'the id of an officer, or none' });
    }
    if (problems.length > 0) throw invalidRequest(problems);
    return this.pages.all(officer === NOBODY ? null : officer, team, { request, response });
  }

  @Post()
  @HttpCode(200)
  step(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.pages.step({ request, response });
  }
}
