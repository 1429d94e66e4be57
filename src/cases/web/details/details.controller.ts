import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ChangePersonDetails } from '../../../people/application/change-person-details.js';
import { People } from '../../../people/application/people.js';
import { Access } from '../../../platform/access/access.js';
import { isUuid } from '../../../platform/http/parameters.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { Problems } from '../../../platform/problem.js';
import { WallClock } from '../../../platform/wall-clock.js';
import { Form, FormErrors, readForm } from '../../../platform/web/form.js';
import { leaveNotice } from '../../../platform/web/notices.js';
import { PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import { dayInLondon, type CalendarDate } from '../../../statute/calendar.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import type { PersonId } from '../../../streams/domain/event.js';
import { readDescribed } from '../new-child.js';
import { blankDetails, changed, detailsPage, sentDetails, type KnownDetails } from './details-page.js';

const TEMPLATE = 'cases/web/details/views/details.njk';
const CHANGED_SINCE =
  'Somebody else changed these details since you opened the form. Open it again, and change what is still wrong.';

/** The form that corrects who a child or young person is. */
@ApiExcludeController()
@Access('record', 'person')
@Controller('people/:id/details')
export class DetailsController {
  constructor(
    private readonly people: People,
    private readonly writes: PageWrites,
    private readonly commands: CommandBus,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const known = await this.#known(id);
    return renderPage(request, response, TEMPLATE, detailsPage(id, blankDetails(known, this.#today)));
  }

  @Post()
  async change(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    const known = await this.#known(id);
    const form = readForm(request);
    const errors = new FormErrors();
    // They may be older by now than anybody is who is registered today: the record knows when they were registered.
    const described = readDescribed(form, this.#today, errors, known.details.dateOfBirth);
    if (described !== undefined) await this.#carryOut(request, form, errors, changed(id, known, form, described));
    if (errors.isEmpty) {
      leaveNotice(request, { text: 'The details are changed.' });
      response.redirect(303, `/people/${id}`);
      return undefined;
    }
    response.status(422);
    return renderPage(request, response, TEMPLATE, detailsPage(id, sentDetails(form, errors, this.#today)));
  }

  get #today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }

  async #carryOut(request: Request, form: Form, errors: FormErrors, change: ChangePersonDetails): Promise<void> {
    try {
      const outcome = await this.writes.carryOut(request, form, () =>
        this.commands.execute<ChangePersonDetails, Outcome>(change),
      );
      if (outcome.outcome === 'refused') errors.add('forename', CHANGED_SINCE);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      errors.add('birth', 'Date of birth must be that of a child or young person who was under 26 when registered');
    }
  }

  async #known(id: string): Promise<KnownDetails> {
    const person = isUuid(id) ? await this.people.details(id as PersonId) : undefined;
    if (person?.standing !== 'known') {
      throw new Refusal(404, 'There is no child or young person at this address. Search for them in My work.');
    }
    return person;
  }
}
