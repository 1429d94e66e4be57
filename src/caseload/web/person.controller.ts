import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { isUuid } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { WallClock } from '../../platform/wall-clock.js';
import { renderPage } from '../../platform/web/pages.js';
import { dayInLondon } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import { ChildrenWithCases } from '../application/children-with-cases.js';
import { momentOf, momentQuery, momentAsked } from '../../platform/web/moment.js';
import { personPage } from './person-page.js';

const TEMPLATE = 'caseload/web/views/person.njk';

/** A child or young person with all of their cases. */
@ApiExcludeController()
@Access('cases', 'person')
@Controller('people/:id')
export class PersonController {
  constructor(
    private readonly children: ChildrenWithCases,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    const today = dayInLondon(this.clock.now());
    const moment = momentAsked(request, today);
    if (moment.isTyped) {
      response.redirect(303, `/people/${id}${momentQuery(moment.asked)}`);
      return undefined;
    }
    const found = isUuid(id) ? await this.children.of(momentOf(moment.asked, today), id as PersonId) : undefined;
    if (found === undefined) {
      throw new Refusal(404, 'There is no child or young person at this address. Search for them in My work.');
    }
    return renderPage(request, response, TEMPLATE, personPage(found, id, moment));
  }
}
