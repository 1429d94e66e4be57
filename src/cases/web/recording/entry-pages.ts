import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { viewerOf } from '../../../platform/access/access.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { FormErrors, readForm, type Form } from '../../../platform/web/form.js';
import { leaveNotice } from '../../../platform/web/notices.js';
import { FORM_ID, newFormId, PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import type { Refusal as Reason } from '../../../streams/domain/decider.js';
import { effectsOnClocks } from '../../application/clock-effects.js';
import { catalogueOf } from '../../application/milestone-catalogue.js';
import { rehearse } from '../../application/rehearse.js';
import { milestoneInWords } from '../../application/words.js';
import { addRefusals, answerTo, carriedBy } from './answers.js';
import { changePage, changeSpecs, checkPage, typedAttributes, type Changing } from './change-page.js';
import { changesSince } from './changes.js';
import {
  CHANGES,
  confirming,
  readChange,
  WHY,
  type ChangeName,
  type EntryAtHand,
  type ReadChange,
} from './entry-change.js';
import { fieldSpecsOf } from './field-specs.js';
import { freshForm } from './field-views.js';
import { Names } from './names.js';
import type { Exchange } from './record-pages.js';
import { RecordingContext } from './recording-context.js';

const FORM = 'cases/web/recording/views/change.njk';
const CHECK = 'cases/web/recording/views/check-change.njk';
const DONE: Readonly<Record<ChangeName, string>> = {
  correct: 'Corrected',
  retract: 'Retracted',
  withdraw: 'Withdrawn',
};

/** Shows and carries out the forms that correct a milestone on record, retract it, or withdraw an exception. */
@Injectable()
export class EntryPages {
  constructor(
    private readonly context: RecordingContext,
    private readonly commands: CommandBus,
    private readonly writes: PageWrites,
    private readonly names: Names,
  ) {}

  /** The form, filled in with what is on record. */
  async show(id: string, number: string, change: string, { request, response }: Exchange): Promise<string> {
    const named = changeNamed(change);
    const hand = await this.entry(id, number);
    assertChangeable(named, hand);
    const form =
      named === 'correct' ? typedAttributes(fieldSpecsOf(hand.catalogued), hand.attributes) : freshForm(hand.at.today);
    const changing = { change: named, hand, form, formId: newFormId(), revision: hand.at.one.revision, confirm: [] };
    return renderPage(request, response, FORM, changePage(changing, new FormErrors()));
  }

  /** Shows what the change does to the clocks; makes it once that was seen. */
  async change(id: string, number: string, change: string, exchange: Exchange): Promise<string | undefined> {
    const { request, response } = exchange;
    const named = changeNamed(change);
    const form = readForm(request);
    const { revision, confirm } = carriedBy(form);
    const hand = await this.entry(id, number, revision);
    const formId = form.optional(FORM_ID) ?? newFormId();
    const changing: Changing = {
      change: named,
      hand,
      form,
      formId,
      revision: revision ?? hand.at.one.revision,
      confirm,
    };
    const read = readChange(named, hand, form);
    if (form.text('step') === 'back')
      return renderPage(request, response, FORM, changePage(changing, new FormErrors()));
    if (form.text('step') === 'record') return this.#make(changing, read, exchange);
    assertChangeable(named, hand);
    if (!read.errors.isEmpty) return this.#again(changing, read.errors, exchange);
    return this.#check(changing, read, exchange);
  }

  /**
   * A milestone on record with its texts in plain words.
   * @param revision the revision at which somebody saw it
   * @throws Refusal (404) where there is none with this number
   */
  async entry(id: string, number: string, revision?: number): Promise<EntryAtHand> {
    const at = await this.context.atHand(id);
    const history = await this.context.history(at.one);
    const entry = /^[1-9]\d{0,4}$/.test(number) ? at.one.state.entries[Number(number) - 1] : undefined;
    const catalogued = catalogueOf(at.one.kind).find(({ type }) => type === entry?.type);
    if (entry === undefined || catalogued === undefined) {
      throw new Refusal(404, 'There is no such milestone on this case.');
    }
    const told = history?.milestones[entry.number - 1];
    const attributes = told?.attributes ?? {};
    const seen = told?.before.find((one) => revision !== undefined && one.revision > revision)?.attributes;
    return { at, entry, catalogued, attributes, seen: seen ?? attributes };
  }

  #check(changing: Changing, read: ReadChange, exchange: Exchange): string {
    const { hand, confirm } = changing;
    const { one, today } = hand.at;
    const first = rehearse(one.kind, one.state, confirming(read.command, confirm), today);
    const refused = first.refused ?? [];
    const hard = refused.filter(({ confirmable }) => confirmable !== true);
    if (hard.length > 0) return this.#refused(changing, hard, exchange);
    const codes = refused.map(({ code }) => code);
    const rehearsed =
      first.refused === undefined
        ? first
        : rehearse(one.kind, one.state, confirming(read.command, [...confirm, ...codes]), today);
    if (rehearsed.refused !== undefined) return this.#refused(changing, rehearsed.refused, exchange);
    const effects = effectsOnClocks(one.kind, one.state, rehearsed.after, today);
    return renderPage(exchange.request, exchange.response, CHECK, checkPage(changing, read, refused, effects));
  }

  async #make(changing: Changing, read: ReadChange, exchange: Exchange): Promise<string | undefined> {
    const { change, hand, form, confirm, revision } = changing;
    const { request, response } = exchange;
    const head = { expectedRevision: revision, ...(confirm.length === 0 ? {} : { confirm }) };
    if (!read.errors.isEmpty) return this.#again(changing, read.errors, exchange);
    const outcome = await this.writes.carryOut(request, form, () =>
      this.commands.execute<CaseRequest, Outcome>(read.request(head)),
    );
    if (outcome.outcome !== 'refused') {
      leaveNotice(request, { text: `${DONE[change]}: ${milestoneInWords(hand.entry.type)}.` });
      response.redirect(303, hand.at.heading.href);
      return undefined;
    }
    const answer = answerTo(outcome.refused);
    if (answer.kind === 'changed-meanwhile') return this.#meanwhile(changing, read, exchange);
    return answer.kind === 'refused'
      ? this.#refused(changing, answer.refused, exchange)
      : this.#check(changing, read, exchange);
  }

  #refused(changing: Changing, refused: readonly Reason[], exchange: Exchange): string {
    const names = [...changeSpecs(changing).map(({ name }) => name), WHY];
    return this.#again(changing, addRefusals(new FormErrors(), refused, names), exchange);
  }

  #again(changing: Changing, errors: FormErrors, { request, response }: Exchange): string {
    response.status(400);
    return renderPage(request, response, FORM, changePage(changing, errors));
  }

  async #meanwhile(changing: Changing, read: ReadChange, { request, response }: Exchange): Promise<string> {
    const { revision, confirm } = changing;
    const { at, entry } = changing.hand;
    // It may have been changed while this request was under way.
    const hand = await this.entry(at.one.id, String(entry.number), revision);
    const { one, today } = hand.at;
    const now = { ...changing, hand };
    const history = await this.context.history(one);
    const changes =
      history === undefined ? [] : changesSince(history, revision, viewerOf(request).id, this.names.nameOf);
    const { refused = [] } = rehearse(one.kind, one.state, confirming(read.command, confirm), today);
    const hard = refused.filter(({ confirmable }) => confirmable !== true);
    const names = [...changeSpecs(now).map(({ name }) => name), WHY];
    response.status(409);
    return renderPage(
      request,
      response,
      FORM,
      changePage(
        { ...now, form: mergedForm(now, read), formId: newFormId(), revision: one.revision },
        addRefusals(new FormErrors(), hard, names),
        { changes, fits: hard.length === 0 },
      ),
    );
  }
}

/** What was typed, with what others changed since in the fields that were left as they were. */
function mergedForm({ change, hand, form }: Changing, { to }: ReadChange): Form {
  if (change !== 'correct') return form;
  return typedAttributes(fieldSpecsOf(hand.catalogued), { ...hand.attributes, ...to }, { [WHY]: form.text(WHY) });
}

/** @throws Refusal (404) where there is no such change */
function changeNamed(name: string): ChangeName {
  const change = CHANGES.find((one) => one === name);
  if (change === undefined) throw new Refusal(404, 'There is nothing at this address.');
  return change;
}

/** @throws Refusal (409) where a milestone cannot be changed in this way, whatever is typed */
function assertChangeable(change: ChangeName, { entry, catalogued }: EntryAtHand): void {
  const called = milestoneInWords(entry.type);
  if (entry.gone !== undefined) {
    throw new Refusal(409, `${called}: it was ${entry.gone} already. Record it anew where it did happen.`);
  }
  if (change === 'retract' && catalogued.opens) {
    throw new Refusal(
      409,
      `${called}: it opened the case and cannot be retracted. Correct its day where that is wrong, or close the case.`,
    );
  }
  if (change === 'withdraw' && entry.type !== 'ExceptionRecorded') {
    throw new Refusal(409, `${called}: it is not an exception, so it cannot be withdrawn. Retract or correct it.`);
  }
}
