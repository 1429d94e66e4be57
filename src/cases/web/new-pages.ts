import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { PageViews } from '../../platform/access/page-views.js';
import { isUuid } from '../../platform/http/parameters.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Form, FormErrors, readForm } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import { FORM_ID, newFormId } from '../../platform/web/page-writes.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { oneAfterTheOther } from '../../streams/application/one-after-the-other.js';
import type { PersonId } from '../../streams/domain/event.js';
import { assignmentChoices, usualAssignment } from './new-assignment.js';
import { NewCases, type Came, type NewCase } from './new-cases.js';
import { readDescribed } from './new-child.js';
import { addRefusals, typedDates } from './new-fields.js';
import { FIND, findPage } from './new-find-page.js';
import { ChildMatches, type Match } from './new-matches.js';
import { plansOf, type Asked, type Opening, type Subject } from './new-opening.js';
import { ANOTHER, newCasePage, type NewCaseForm } from './new-page.js';
import { NewSubjects } from './new-subjects.js';

/** Children are registered one after the other, so that of two officers the second is shown whom the first registered. */
const REGISTERING = 'children-registered-by-forms';

/** What came of a form: the case, or what the page has to say or ask. */
type Answer = { readonly case: string } | Partial<Pick<NewCaseForm, 'matches' | 'warnings' | 'sentBefore'>>;

/** A form that was sent, and what it is about. */
interface Sent {
  readonly request: Request;
  readonly form: Form;
  readonly subject: Subject;
  readonly errors: FormErrors;
}

/** The pages of the forms by which cases are opened. */
@Injectable()
export class NewCasePages {
  constructor(
    private readonly cases: NewCases,
    private readonly subjects: NewSubjects,
    private readonly matches: ChildMatches,
    private readonly directory: Directory,
    private readonly views: PageViews,
    private readonly clock: WallClock,
  ) {}

  /** The empty form; where it needs a child or a plan that the address does not name, the search for them. */
  async show(request: Request, response: Response, opening: Opening): Promise<string> {
    const query = Form.ofQuery(request);
    const subject = await this.subjects.of({ person: query.optional('person'), plan: query.optional('plan') });
    const [only, ...others] = plansOf(subject.child);
    if (opening.needs === 'plan' && subject.plan === undefined && only !== undefined && others.length === 0) {
      return this.#blank(request, response, opening, { ...subject, plan: only });
    }
    if (opening.needs === undefined || subject[opening.needs] !== undefined) {
      return this.#blank(request, response, opening, subject);
    }
    const { child } = subject;
    const found = child === undefined ? undefined : { children: [child], more: false };
    return renderPage(request, response, FIND, findPage(opening, found));
  }

  /** Carries out what a form asks for and leads to the case, or shows the form again with what stands against it. */
  async submit(request: Request, response: Response, opening: Opening): Promise<string | undefined> {
    const form = readForm(request);
    const errors = new FormErrors();
    const child = form.text('child');
    const subject = await this.subjects.of({
      person: isUuid(child) ? child : undefined,
      plan: form.optional('plan'),
    });
    const answer = await this.#answer(opening, { request, form, subject, errors });
    if ('case' in answer) {
      leaveNotice(request, { text: opening.done, link: { text: 'Another new case', href: '/new' } });
      response.redirect(303, `/cases/${answer.case}`);
      return undefined;
    }
    response.status(422);
    return this.#page(request, response, opening, {
      formId: form.text(FORM_ID),
      typed: form.typed,
      dates: typedDates(form, opening.dates, this.#today),
      errors,
      subject,
      shown: form.all('shown'),
      confirmed: form.all('confirm'),
      ...answer,
    });
  }

  get #today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }

  #blank(request: Request, response: Response, opening: Opening, subject: Subject): string {
    const typed = { ...opening.usual?.(this.#today), ...usualAssignment(viewerOf(request)) };
    return this.#page(request, response, opening, {
      formId: newFormId(),
      typed,
      dates: typedDates(Form.of(typed), opening.dates, this.#today),
      errors: new FormErrors(),
      subject,
    });
  }

  #page(request: Request, response: Response, opening: Opening, view: Omit<NewCaseForm, 'choices'>): string {
    const choices = assignmentChoices(this.directory, viewerOf(request));
    const { child } = view.subject;
    this.#noteShown(request, response, opening, [...(child === undefined ? [] : [child]), ...(view.matches ?? [])]);
    return renderPage(request, response, opening.template, newCasePage(opening, { ...view, choices }));
  }

  /** Notes who looked at whom: these pages show children whom no path names. */
  #noteShown(
    request: Request,
    response: Response,
    { path }: Opening,
    children: readonly { readonly id: PersonId }[],
  ): void {
    const { id: viewer } = viewerOf(request);
    const seen = {
      viewer,
      route: `${request.method} ${path}`,
      shows: 'person',
      status: response.statusCode,
      at: this.clock.now().toISOString(),
    } as const;
    for (const { id } of children) this.views.note({ ...seen, subject: id, person: id });
  }

  async #answer(opening: Opening, sent: Sent): Promise<Answer> {
    const { request, form, subject, errors } = sent;
    const { child } = subject;
    const described =
      child === undefined && opening.needs === undefined ? readDescribed(form, this.#today, errors) : undefined;
    const choices = assignmentChoices(this.directory, viewerOf(request));
    const asked = opening.read(form, { today: this.#today, choices, subject, errors });
    addTooEarly(opening, asked, described ?? child?.details, errors);
    if (asked === undefined || !errors.isEmpty) return {};
    if (child !== undefined) return this.#carryOut(opening, sent, asked, child.id);
    if (described === undefined) return findFirst(errors);
    return oneAfterTheOther(REGISTERING, async () => {
      const own = this.cases.idOf(request, form, 'person');
      const matches = (await this.matches.of(described)).filter(({ id }) => id !== own);
      const isNoneOf = form.text('child') === ANOTHER ? form.all('shown') : [];
      if (matches.some(({ id }) => !isNoneOf.includes(id))) {
        errors.add('child', asksWhich(matches));
        return { matches };
      }
      const answer = await this.#carryOut(opening, sent, asked, described);
      return 'case' in answer ? answer : { ...answer, matches };
    });
  }

  async #carryOut(opening: Opening, sent: Sent, asked: Asked, who: NewCase['who']): Promise<Answer> {
    const { request, form, subject, errors } = sent;
    const warnings = (opening.warnings?.(asked, subject) ?? []).filter(({ code }) => !asked.confirm.includes(code));
    // What it opened itself is nothing to warn of.
    if (warnings.length > 0 && !(await this.cases.isRepeated(request, form, asked.kind))) {
      return toConfirm(warnings, errors);
    }
    const came = await this.cases.open(request, form, { ...asked, who });
    if ('refused' in came || asked.next === undefined) return told(opening, came, errors);
    return told(opening, await this.cases.open(request, form, { ...asked.next, who }), errors);
  }
}

/** Nothing is opened for a child before they are born; the record cannot say so, since it does not know when that was. */
function addTooEarly(
  { fieldOf, otherwise }: Opening,
  asked: Asked | undefined,
  child: { readonly dateOfBirth: CalendarDate } | undefined,
  errors: FormErrors,
): void {
  const on = asked?.fields.on;
  if (child === undefined || typeof on !== 'string' || on >= child.dateOfBirth) return;
  errors.add(fieldOf.on ?? otherwise, 'The day cannot be before the child or young person was born');
}

function toConfirm(warnings: NonNullable<NewCaseForm['warnings']>, errors: FormErrors): Answer {
  errors.add('confirm', 'Confirm that it is so, or leave it');
  return { warnings };
}

/** What the page says where a case was not opened. */
function told({ fieldOf, otherwise }: Opening, came: Came, errors: FormErrors): Answer {
  if ('case' in came) return came;
  const { refused, sentBefore } = came;
  if (sentBefore !== undefined) {
    errors.add('sent-before', 'This form was sent before, and what it said then is registered');
    return { sentBefore };
  }
  if (refused.every(({ confirmable }) => confirmable === true)) return toConfirm(refused, errors);
  addRefusals(errors, refused, fieldOf, otherwise);
  return {};
}

function findFirst(errors: FormErrors): Answer {
  errors.add('child', 'Find the child or young person first');
  return {};
}

const asksWhich = (matches: readonly Match[]): string =>
  matches.length === 1
    ? 'A child on record may be this one. Say whether it is the same child'
    : 'Children on record may be this one. Say whether it is one of them';
