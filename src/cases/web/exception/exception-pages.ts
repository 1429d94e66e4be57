import { Injectable } from '@nestjs/common';
import { viewerOf } from '../../../platform/access/access.js';
import { Directory } from '../../../platform/access/directory.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { FormErrors, readForm, type Form } from '../../../platform/web/form.js';
import { FORM_ID, newFormId } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import type { Ground } from '../../../statute/exceptions.js';
import type { MilestoneOf } from '../../../statute/milestones.js';
import { Rulebook } from '../../../statute/rulebook.js';
import { deciderOf } from '../../application/case-deciders.js';
import { groundsOffered, tryException, type ExceptedCase, type Tried } from '../../application/exception-guide.js';
import { catalogueEntry, type CatalogueEntry } from '../../application/milestone-catalogue.js';
import { carriedBy } from '../recording/answers.js';
import { fieldSpecsOf, type FieldSpec } from '../recording/field-specs.js';
import { fieldViews, freshForm, rawInputs, summaryRows, type FieldView } from '../recording/field-views.js';
import { readFields } from '../recording/read-fields.js';
import { hiddenOf, type HiddenField } from '../recording/record-page.js';
import type { Exchange } from '../recording/record-pages.js';
import { RecordingContext, type CaseAtHand } from '../recording/recording-context.js';
import { effectPage, groundPage, groundsPage } from './exception-page.js';
import { GROUNDS_IN_WORDS } from './grounds-in-words.js';

const GROUNDS = 'cases/web/exception/views/grounds.njk';
const GROUND = 'cases/web/exception/views/ground.njk';
const EFFECT = 'cases/web/exception/views/effect.njk';

/** What is asked of every ground, beside what its own test asks. */
const ALWAYS = ['on', 'evidence', 'approvedBy', 'familyToldOn'];
const LABELS: Readonly<Record<string, string>> = {
  on: 'When was it decided to rely on it?',
  evidence: 'What shows that it applies?',
  approvedBy: 'Who approved it?',
  familyToldOn: 'When was the family told?',
};

/** Of a page that guides nothing is left open: who relies on an exception says why, and who approved it. */
const NEEDED = ['evidence', 'approvedBy'] as const;
const NEEDED_SAYS: Readonly<Record<(typeof NEEDED)[number], string>> = {
  evidence: 'Say what shows that the ground applies',
  approvedBy: 'Select who approved it',
};

/** A ground of one case, and the form that asks about it. */
interface GroundAtHand {
  readonly at: CaseAtHand;
  readonly ground: Ground;
  readonly entry: CatalogueEntry;
  readonly specs: readonly FieldSpec[];
}

/** Shows which grounds a case can rely on, asks what the test of one needs, and tells what it would excuse. */
@Injectable()
export class ExceptionPages {
  constructor(
    private readonly context: RecordingContext,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  async choose(id: string, { request, response }: Exchange): Promise<string> {
    const at = await this.context.atHand(id);
    const offers = groundsOffered(caseOf(at), at.today, { rulebook: this.rulebook });
    return renderPage(request, response, GROUNDS, groundsPage(at.heading, offers));
  }

  async ask(id: string, ground: string, { request, response }: Exchange): Promise<string> {
    const one = await this.#ground(id, ground);
    const form = freshForm(one.at.today, { approvedBy: viewerOf(request).id });
    const hidden = hiddenOf({ formId: newFormId(), revision: one.at.one.revision, confirm: [] });
    return renderPage(request, response, GROUND, this.#page(one, form, hidden, new FormErrors()));
  }

  /** Tries what was typed, and tells what it would do; where it can do nothing, the form says why. */
  async check(id: string, ground: string, { request, response }: Exchange): Promise<string> {
    const one = await this.#ground(id, ground);
    const form = readForm(request);
    const { revision } = carriedBy(form);
    const hidden = hiddenOf({
      formId: form.optional(FORM_ID) ?? newFormId(),
      revision: revision ?? one.at.one.revision,
      confirm: [],
    });
    if (form.text('step') === 'back') {
      return renderPage(request, response, GROUND, this.#page(one, form, hidden, new FormErrors()));
    }
    const { fields, errors } = readFields(one.entry, withGround(form, one.ground), one.at.today, one.specs);
    for (const name of NEEDED) {
      if (form.optional(name) === undefined) errors.add(name, NEEDED_SAYS[name]);
    }
    const tried = errors.isEmpty ? this.#try(one, fields) : undefined;
    if (tried?.excused.length === 0) errors.add(this.#firstField(one), 'This ground does not apply: see below why');
    if (tried === undefined || !errors.isEmpty) {
      response.status(400);
      return renderPage(request, response, GROUND, this.#page(one, form, hidden, errors, tried));
    }
    const shown = one.specs.filter(({ name }) => name !== 'ground');
    const told = summaryRows(shown, fields, one.at.choices).map((row, index) => this.#told(row, shown[index], fields));
    const sent: readonly HiddenField[] = [...hidden, ...rawInputs(shown, form), { name: 'ground', value: one.ground }];
    return renderPage(request, response, EFFECT, effectPage(one.at.heading, one.ground, tried, told, sent));
  }

  #told(
    row: { readonly key: string; readonly value: string },
    spec: FieldSpec | undefined,
    fields: Readonly<Record<string, unknown>>,
  ) {
    return spec?.name === 'approvedBy' && typeof fields.approvedBy === 'string'
      ? { ...row, value: this.directory.nameOf(fields.approvedBy) }
      : row;
  }

  #try({ at, ground }: GroundAtHand, fields: Readonly<Record<string, unknown>>): Tried {
    const exception = { ...fields, milestone: 'exception', ground } as unknown as MilestoneOf<'exception'>;
    return tryException(caseOf(at), exception, at.today, { rulebook: this.rulebook });
  }

  #firstField({ specs }: GroundAtHand): string {
    return specs.find(({ name }) => name !== 'on' && name !== 'ground')?.name ?? 'on';
  }

  async #ground(id: string, given: string): Promise<GroundAtHand> {
    const at = await this.context.atHand(id);
    const offer = groundsOffered(caseOf(at), at.today, { rulebook: this.rulebook }).find(
      ({ ground }) => ground === given,
    );
    const entry = catalogueEntry(at.one.kind, 'exception-recorded');
    if (offer === undefined || entry === undefined) throw new Refusal(404, 'There is no such ground.');
    if ('reason' in offer) throw new Refusal(404, offer.reason);
    const { asks } = GROUNDS_IN_WORDS[offer.ground];
    const wanted = [...Object.keys(asks), ...ALWAYS];
    const all = fieldSpecsOf(entry);
    const specs = ['ground', ...wanted].flatMap((name) => all.filter((spec) => spec.name === name));
    return { at, ground: offer.ground, entry, specs };
  }

  #page(
    { at, ground, entry, specs }: GroundAtHand,
    form: Form,
    hidden: readonly HiddenField[],
    errors: FormErrors,
    tried?: Tried,
  ) {
    const { asks, evidence } = GROUNDS_IN_WORDS[ground];
    const labels: Readonly<Record<string, string>> = { ...LABELS, ...asks };
    const setting = { type: entry.type, choices: at.choices, asks: LABELS.on ?? '', counts: '' };
    const fields = fieldViews(
      specs.filter(({ name }) => name !== 'ground'),
      form,
      errors,
      at.today,
      setting,
    ).map((field): FieldView => {
      const label = labels[field.name] ?? field.label;
      const named = { ...field, label: field.name === 'familyToldOn' ? `${label} (optional)` : label };
      if (field.name === 'evidence') return { ...named, hint: `${evidence} ${field.hint ?? ''}` };
      return field.name === 'approvedBy' ? this.#approvers(named, form) : named;
    });
    return groundPage({
      heading: at.heading,
      ground,
      fields,
      hidden,
      errors,
      ...(tried === undefined ? {} : { tried }),
    });
  }

  /** The officers of the council, to choose who approved. */
  #approvers(field: FieldView, form: Form): FieldView {
    const chosen = form.text('approvedBy');
    const items = this.directory.officers().map(({ id, name }) => ({ value: id, text: name, checked: id === chosen }));
    return items.length === 0 ? field : { ...field, control: 'select', value: chosen, items };
  }
}

function caseOf({ one }: CaseAtHand): ExceptedCase {
  return { kind: one.kind, milestones: deciderOf(one.kind).milestones(one.state) };
}

/** The form with the ground that its address names. */
function withGround(form: Form, ground: Ground): Form {
  return form.with('ground', ground);
}
