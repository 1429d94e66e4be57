import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Refusal } from '../../platform/http/refusal.js';
import { WallClock } from '../../platform/wall-clock.js';
import { readDate } from '../../platform/web/date-input.js';
import { FormErrors, readForm, type Form } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { dayInLondon } from '../../statute/calendar.js';
import { FIND, findPage } from './new-find-page.js';
import { NewCasePages } from './new-pages.js';
import { NEW_PHASE_TRANSFER } from './new-phase-transfer.js';
import { NEW_PLAN } from './new-plan.js';
import { NEW_REASSESSMENT } from './new-reassessment.js';
import { NEW_REQUEST } from './new-request.js';
import { NEW_REVIEW } from './new-review.js';
import { NewSubjects } from './new-subjects.js';

const PER_REQUEST = { passthrough: true } as const;
const OPENINGS = [NEW_REQUEST, NEW_REASSESSMENT, NEW_PLAN, NEW_REVIEW, NEW_PHASE_TRANSFER];

type Answered = Promise<string | undefined>;

/** The longest text that is searched for. */
const LONGEST = 200;

/** The pages on which cases are opened. */
@ApiExcludeController()
@Access('record')
@Controller('new')
export class NewController {
  constructor(
    private readonly pages: NewCasePages,
    private readonly subjects: NewSubjects,
    private readonly clock: WallClock,
  ) {}

  @Get()
  choose(@Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    return renderPage(request, response, 'cases/web/views/new.njk', { title: 'New case' });
  }

  /** Finds a child by who they are, which no address says. */
  @Post('find')
  @HttpCode(200)
  async find(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    const form = readForm(request);
    const opening = OPENINGS.find(({ path, needs }) => needs !== undefined && path === form.text('for'));
    if (opening === undefined)
      throw new Refusal(400, 'The form does not say what is to be opened. Begin at "New case".');
    const errors = new FormErrors();
    const search = this.#searched(form, errors);
    const found = errors.isEmpty ? await this.subjects.search(search) : undefined;
    if (found === undefined) response.status(422);
    const dates = { birth: readDate(form, 'birth', dayInLondon(this.clock.now())).typed };
    return renderPage(request, response, FIND, findPage(opening, found, { typed: form.typed, dates, errors }));
  }

  @Get('request')
  showRequest(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.show(request, response, NEW_REQUEST);
  }

  @Post('request')
  openRequest(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.submit(request, response, NEW_REQUEST);
  }

  @Get('reassessment')
  showReassessment(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.show(request, response, NEW_REASSESSMENT);
  }

  @Post('reassessment')
  openReassessment(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.submit(request, response, NEW_REASSESSMENT);
  }

  @Get('plan')
  showPlan(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.show(request, response, NEW_PLAN);
  }

  @Post('plan')
  openPlan(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.submit(request, response, NEW_PLAN);
  }

  @Get('review')
  showReview(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.show(request, response, NEW_REVIEW);
  }

  @Post('review')
  openReview(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.submit(request, response, NEW_REVIEW);
  }

  @Get('phase-transfer')
  showPhaseTransfer(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.show(request, response, NEW_PHASE_TRANSFER);
  }

  @Post('phase-transfer')
  recordPhaseTransfer(@Req() request: Request, @Res(PER_REQUEST) response: Response): Answered {
    return this.pages.submit(request, response, NEW_PHASE_TRANSFER);
  }

  #searched(form: Form, errors: FormErrors): Readonly<Record<string, string>> {
    const search: Record<string, string> = {};
    for (const [field, term] of [
      ['name', 'name'],
      ['upn', 'upn'],
      ['reference', 'reference'],
    ] as const) {
      const text = form.optional(field);
      if (text === undefined) continue;
      if (text.length > LONGEST)
        errors.add(field, `What is searched for must be ${String(LONGEST)} characters or fewer`);
      search[term] = text;
    }
    const born = readDate(form, 'birth', dayInLondon(this.clock.now()));
    if ('day' in born) search['date-of-birth'] = born.day;
    else if ('fault' in born) errors.add('birth', `Date of birth ${born.fault}`);
    if (errors.isEmpty && Object.keys(search).length === 0) errors.add('name', 'Enter something to search for');
    return search;
  }
}
