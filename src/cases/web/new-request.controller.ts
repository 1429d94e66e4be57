import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { People } from '../../people/application/people.js';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { isUuid } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Form, FormErrors, readForm } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import { FORM_ID, newFormId } from '../../platform/web/page-writes.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { oneAfterTheOther } from '../../streams/application/one-after-the-other.js';
import type { PersonId } from '../../streams/domain/event.js';
import { assignmentChoices, usualAssignment, type AssignmentChoices } from './new-assignment.js';
import { NewCases, type Came } from './new-cases.js';
import { addRefusals, typedDates } from './new-fields.js';
import { ChildMatches, type Match } from './new-matches.js';
import { readRequestForm, REQUEST_DATES, REQUEST_FIELD_OF, type RequestForm, type Whose } from './new-request-form.js';
import { newRequestPage, type NewRequest } from './new-request-page.js';

const TEMPLATE = 'cases/web/views/new-request.njk';
const PER_REQUEST = { passthrough: true } as const;
/** Children are registered one after the other, so that of two officers the second is shown whom the first registered. */
const REGISTERING = 'children-registered-by-forms';

/** What came of a form: the case, or what the page has to say or ask. */
type Answer = { readonly case: string } | Partial<Pick<NewRequest, 'matches' | 'warnings' | 'sentBefore'>>;

/** A request for a needs assessment, in one page. */
@ApiExcludeController()
@Access('record')
@Controller('new/request')
export class NewRequestController {
  constructor(
    private readonly cases: NewCases,
    private readonly matches: ChildMatches,
    private readonly people: People,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    const person = Form.ofQuery(request).text('person');
    const typed = { ...usualAssignment(viewerOf(request)), ...(person === '' ? {} : { known: person }) };
    return this.#page(request, response, { formId: newFormId(), typed, dates: {}, errors: new FormErrors() });
  }

  @Post()
  async register(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string | undefined> {
    const form = readForm(request);
    const errors = new FormErrors();
    const read = readRequestForm(form, {
      today: this.#today,
      choices: this.#choices(request),
      errors,
    });
    const answer = read === undefined ? {} : await this.#answer(request, form, read, errors);
    if ('case' in answer) {
      leaveNotice(request, {
        text: 'The request is registered.',
        link: { text: 'Register another', href: '/new/request' },
      });
      response.redirect(303, `/cases/${answer.case}`);
      return undefined;
    }
    if (!errors.isEmpty) response.status(422);
    return this.#page(request, response, {
      formId: form.text(FORM_ID),
      typed: form.typed,
      dates: typedDates(form, REQUEST_DATES, this.#today),
      errors,
      shown: form.all('shown'),
      confirmed: form.all('confirm'),
      ...answer,
    });
  }

  #choices(request: Request): AssignmentChoices {
    return assignmentChoices(this.directory, viewerOf(request));
  }

  get #today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }

  /** Registers the request, or says what stands against it. */
  async #answer(request: Request, form: Form, { whose, rest }: RequestForm, errors: FormErrors): Promise<Answer> {
    const open = (who: PersonId | Extract<Whose, { described: unknown }>['described']): Promise<Came> =>
      this.cases.open(request, form, { ...rest, who });
    if ('person' in whose) return this.#told(await open(whose.person), errors);
    return oneAfterTheOther(REGISTERING, async () => {
      const { described, isNoneOf = [] } = whose;
      const own = this.cases.idOf(request, form, 'person');
      const matches = (await this.matches.of(described)).filter(({ id }) => id !== own);
      if (matches.some(({ id }) => !isNoneOf.includes(id))) {
        errors.add('child', asksWhich(matches));
        return { matches };
      }
      const told = this.#told(await open(described), errors);
      return 'case' in told ? told : { ...told, matches };
    });
  }

  #told(came: Came, errors: FormErrors): Answer {
    if ('case' in came) return came;
    const { refused, sentBefore } = came;
    if (sentBefore !== undefined) {
      errors.add('sent-before', 'This form was sent before, and what it said then is registered');
      return { sentBefore };
    }
    const isToConfirm = refused.every(({ confirmable }) => confirmable === true);
    if (isToConfirm) errors.add('confirm', 'Confirm that it is so, or do not register the request');
    else addRefusals(errors, refused, REQUEST_FIELD_OF, 'received');
    return isToConfirm ? { warnings: refused } : {};
  }

  async #page(request: Request, response: Response, view: Omit<NewRequest, 'choices'>): Promise<string> {
    const { known, child: chosen = '' } = view.typed;
    const one = known ?? (isUuid(chosen) ? chosen : undefined);
    const child = one === undefined ? {} : { child: await this.#childOf(one) };
    return renderPage(
      request,
      response,
      TEMPLATE,
      newRequestPage({ ...view, ...child, choices: this.#choices(request) }),
    );
  }

  async #childOf(id: string): Promise<NonNullable<NewRequest['child']>> {
    const person = isUuid(id) ? await this.people.details(id as PersonId) : undefined;
    if (person?.standing === 'erased') throw new Refusal(410, 'This child or young person was erased.');
    if (person?.standing !== 'known') throw new Refusal(404, 'There is no child or young person with this id.');
    return { id, details: person.details, cases: await this.matches.casesOf(id as PersonId) };
  }
}

const asksWhich = (matches: readonly Match[]): string =>
  matches.length === 1
    ? 'A child on record may be this one. Say whether it is the same child'
    : 'Children on record may be this one. Say whether it is one of them';
