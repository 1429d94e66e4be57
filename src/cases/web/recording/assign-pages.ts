import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { viewerOf } from '../../../platform/access/access.js';
import { Directory } from '../../../platform/access/directory.js';
import { Restrictions } from '../../../platform/access/restrictions.js';
import { readDate, type TypedDate } from '../../../platform/web/date-input.js';
import { FormErrors, readForm, type Form } from '../../../platform/web/form.js';
import { leaveNotice } from '../../../platform/web/notices.js';
import { FORM_ID, newFormId, PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AssignCase } from '../../application/assign-case.js';
import { assignmentChoices, readAssignment, type AssignmentChoices } from '../new-assignment.js';
import { addRefusals, answerTo, carriedBy } from './answers.js';
import { changesSince } from './changes.js';
import { freshForm } from './field-views.js';
import { Names } from './names.js';
import { hiddenOf, type Meanwhile } from './record-page.js';
import type { Exchange } from './record-pages.js';
import { RecordingContext, type CaseAtHand } from './recording-context.js';

const TEMPLATE = 'cases/web/recording/views/assign.njk';
const FIELDS = ['officer', 'team', 'on', 'note'] as const;
const LONGEST_NOTE = 10_000;

interface Assigning {
  readonly at: CaseAtHand;
  readonly choices: AssignmentChoices;
  readonly form: Form;
  readonly formId: string;
  readonly revision: number;
}

/** Gives cases to officers and teams. */
@Injectable()
export class AssignPages {
  constructor(
    private readonly context: RecordingContext,
    private readonly directory: Directory,
    private readonly commands: CommandBus,
    private readonly writes: PageWrites,
    private readonly names: Names,
    private readonly restrictions: Restrictions,
  ) {}

  /** The form, with who has the case now. */
  async show(id: string, exchange: Exchange): Promise<string> {
    const at = await this.context.atHand(id);
    const { officer = '', team = '' } = at.one.state.assigned ?? {};
    const assigning = {
      at,
      choices: this.#choices(exchange),
      form: freshForm(at.today, { officer, team }),
      formId: newFormId(),
      revision: at.one.revision,
    };
    return this.#page(assigning, new FormErrors(), exchange);
  }

  /** Gives the case to whom the form says. */
  async assign(id: string, exchange: Exchange): Promise<string | undefined> {
    const { request, response } = exchange;
    const form = readForm(request);
    const at = await this.context.atHand(id);
    const { revision } = carriedBy(form);
    const formId = form.optional(FORM_ID) ?? newFormId();
    const choices = this.#choices(exchange);
    const assigning: Assigning = { at, choices, form, formId, revision: revision ?? at.one.revision };
    const errors = new FormErrors();
    const command = readCommand(assigning, errors);
    if (command !== undefined) await this.#checkSight(command.officer, at, errors);
    if (command === undefined || !errors.isEmpty) {
      response.status(400);
      return this.#page(assigning, errors, exchange);
    }
    const outcome = await this.writes.carryOut(request, form, () =>
      this.commands.execute<CaseRequest, Outcome>(command),
    );
    if (outcome.outcome !== 'refused') {
      const officer = this.directory.nameOf(command.officer);
      leaveNotice(request, {
        text:
          outcome.outcome === 'recorded' ? `The case is with ${officer} now.` : `The case was with ${officer} already.`,
      });
      response.redirect(303, at.heading.href);
      return undefined;
    }
    if (answerTo(outcome.refused).kind === 'changed-meanwhile') return this.#meanwhile(assigning, exchange);
    response.status(400);
    return this.#page(assigning, addRefusals(errors, outcome.refused, FIELDS), exchange);
  }

  /** A case of a restricted child that goes to somebody who may not see the child is nobody's. */
  async #checkSight(officer: string, { one }: CaseAtHand, errors: FormErrors): Promise<void> {
    const hidden = await this.restrictions.hiddenFrom({ id: officer });
    if (!hidden.includes(one.state.person)) return;
    const name = this.directory.nameOf(officer);
    errors.add('officer', `${name} may not see this child: have them named under “Restricted children” first`);
  }

  async #meanwhile(assigning: Assigning, exchange: Exchange): Promise<string> {
    const { at, revision } = assigning;
    const one = await this.context.case(at.one.id);
    const history = await this.context.history(one);
    const viewer = viewerOf(exchange.request).id;
    const changes = history === undefined ? [] : changesSince(history, revision, viewer, this.names.nameOf);
    exchange.response.status(409);
    const again = { ...assigning, formId: newFormId(), revision: one.revision };
    return this.#page(again, new FormErrors(), exchange, { changes, fits: true });
  }

  #choices({ request }: Exchange): AssignmentChoices {
    return assignmentChoices(this.directory, viewerOf(request));
  }

  #page(
    { at, choices, form, formId, revision }: Assigning,
    errors: FormErrors,
    { request, response }: Exchange,
    meanwhile?: Meanwhile,
  ): string {
    const { assigned } = at.one.state;
    const options = (name: string, all: AssignmentChoices['teams'], none: string) => [
      { value: '', text: none },
      ...all.map((one) => ({ value: one.id, text: one.name, selected: one.id === form.text(name) })),
    ];
    return renderPage(request, response, TEMPLATE, {
      title: 'Assign the case',
      isRefused: !errors.isEmpty,
      errors,
      heading: at.heading,
      action: `${at.heading.href}/assign`,
      hidden: hiddenOf({ formId, revision, confirm: [] }),
      meanwhile: meanwhile ?? null,
      now:
        assigned === undefined ? 'Nobody has this case.' : `It is with ${this.directory.nameOf(assigned.officer)} now.`,
      officers: options('officer', choices.officers, 'Choose an officer'),
      teams: options('team', choices.teams, 'No team'),
      typed: readDate(form, 'on', at.today).typed satisfies TypedDate,
      note: form.text('note'),
    });
  }
}

/** The command that a form gives; nothing where it is wrong, which is added to the errors. */
function readCommand({ at, choices, form, revision }: Assigning, errors: FormErrors): AssignCase | undefined {
  const to = readAssignment(form, choices, errors);
  const date = readDate(form, 'on', at.today);
  if ('isBlank' in date) errors.add('on', 'Enter the date');
  if ('fault' in date) errors.add('on', `The date ${date.fault}`);
  const note = form.optional('note');
  if ((note ?? '').length > LONGEST_NOTE) errors.add('note', 'The note must have at most 10,000 characters');
  if (to === undefined || !('day' in date) || !errors.isEmpty) return undefined;
  const { officer, team } = to;
  return Object.assign(new AssignCase(), {
    case: at.one.id,
    kind: at.one.kind,
    expectedRevision: revision,
    officer,
    on: date.day,
    ...(team === undefined ? {} : { team }),
    ...(note === undefined ? {} : { note }),
  });
}
