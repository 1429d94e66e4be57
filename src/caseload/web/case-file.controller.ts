import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { WhatMeets } from '../../cases/application/what-meets.js';
import { Directory } from '../../platform/access/directory.js';
import { may } from '../../platform/access/viewer.js';
import { isUuid } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { WallClock } from '../../platform/wall-clock.js';
import { renderPage } from '../../platform/web/pages.js';
import { Rulebook } from '../../statute/rulebook.js';
import { dayInLondon } from '../../statute/calendar.js';
import { WholeCases } from '../application/whole-case.js';
import { caseFilePage } from './case-file-page.js';
import { momentAsked, momentOf, momentQuery } from '../../platform/web/moment.js';

const TEMPLATE = 'caseload/web/views/case-file.njk';

/** The case file. */
@ApiExcludeController()
@Access('cases', 'case')
@Controller('cases/:id')
export class CaseFileController {
  readonly #whatMeets: WhatMeets;

  constructor(
    private readonly cases: WholeCases,
    private readonly directory: Directory,
    private readonly clock: WallClock,
    rulebook: Rulebook,
  ) {
    this.#whatMeets = new WhatMeets(rulebook);
  }

  @Get()
  async show(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    const today = dayInLondon(this.clock.now());
    const moment = momentAsked(request, today);
    if (moment.isTyped) {
      response.redirect(303, `/cases/${id}${momentQuery(moment.asked)}`);
      return undefined;
    }
    const whole = isUuid(id) ? await this.cases.of(momentOf(moment.asked, today), id) : undefined;
    if (whole === undefined) throw noSuchCase(momentQuery(moment.asked) !== '');
    const viewer = viewerOf(request);
    const page = caseFilePage(whole, {
      moment,
      today,
      directory: this.directory,
      whatMeets: this.#whatMeets,
      viewer: viewer.id,
      mayRecord: may(viewer, 'record'),
    });
    return renderPage(request, response, TEMPLATE, page);
  }
}

/** The answer where there is no case, or was none at the moment that is asked for. */
export function noSuchCase(isPast: boolean): Refusal {
  return new Refusal(
    404,
    isPast
      ? 'There was no case at this address on that day, or nothing was known of it.'
      : 'There is no case at this address. Search for the child or young person in My work.',
  );
}
