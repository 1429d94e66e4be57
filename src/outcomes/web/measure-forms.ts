import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { viewerOf } from '../../platform/access/access.js';
import { disclosedTo, mayBePlain } from '../../platform/access/disclosed.js';
import { Directory } from '../../platform/access/directory.js';
import { may } from '../../platform/access/viewer.js';
import { Refusal } from '../../platform/http/refusal.js';
import { typedDate } from '../../platform/web/date-input.js';
import { Form, FormErrors, readForm } from '../../platform/web/form.js';
import { momentAsked, momentInWords, momentOf, type ReadMoment } from '../../platform/web/moment.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { FORM_ID, newFormId, PageWrites } from '../../platform/web/page-writes.js';
import { renderPage } from '../../platform/web/pages.js';
import { KeptAnswers } from '../../read-model/kept-answers.js';
import { ReadModels } from '../../read-model/read-models.js';
import { longDate } from '../../statute/calendar.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { OutcomeRecords } from '../application/outcome-records.js';
import { STATUS_WORDS } from '../application/outcome-words.js';
import { Outcomes, type MeasureStanding } from '../application/outcomes.js';
import type { ShownReading } from '../application/readings.js';
import type { Unit } from '../domain/send-plan.js';
import { measureChart, type MeasureChart } from './measure-chart.js';
import { measurePage, type Refused } from './measure-page.js';
import { planPath } from './plan-path.js';
import { readConfirming, readReason, readValue, REVISION, revisionIn } from './plan-forms.js';

const MEASURE = 'outcomes/web/views/measure.njk';
const VALUE = 'outcomes/web/views/value.njk';

/** A request and the answer to it. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** Which field of a form a refusal is about. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: { on: 'on', expectedRevision: 'status', idempotencyKey: 'comment' },
  value: { on: 'valueOn', value: 'value', expectedRevision: 'value', idempotencyKey: 'value', entry: 'value' },
};

const noSuchMeasure = (): Refusal =>
  new Refusal(404, "The council's SEND plan has no such measure. See the plan for those it has.");

/** Adds why a command was not carried out to what is wrong with a form. */
function addRefusals(outcome: Outcome, which: Refused['which'], errors: FormErrors): void {
  if (outcome.outcome !== 'refused') return;
  for (const { field, message } of outcome.refused) errors.add(FIELDS[which]?.[field] ?? which, message);
}

/** The page of a measure, and what its forms ask for. */
@Injectable()
export class MeasureForms {
  readonly #kept: KeptAnswers;

  constructor(
    private readonly outcomes: Outcomes,
    private readonly records: OutcomeRecords,
    private readonly writes: PageWrites,
    private readonly directory: Directory,
    models: ReadModels,
  ) {
    this.#kept = new KeptAnswers(models);
  }

  /** The page of a measure. */
  async show(id: string, exchange: Exchange, refused?: Refused): Promise<string | undefined> {
    const { request, response } = exchange;
    const today = this.outcomes.today();
    const moment = momentAsked(request, today);
    const standing = await this.outcomes.measure(id, momentOf(moment.asked, today));
    if (standing === undefined) throw noSuchMeasure();
    if (moment.isTyped) {
      response.redirect(303, planPath({ moment: moment.asked }, `/plan/${standing.measure.id}`));
      return undefined;
    }
    if (refused !== undefined || !moment.errors.isEmpty) response.status(400);
    const viewer = viewerOf(request);
    const isPlain = disclosedTo(request, Form.ofQuery(request).text('plain')) === 'plain';
    return renderPage(
      request,
      response,
      MEASURE,
      measurePage({
        standing,
        moment,
        today,
        chart: await this.#chart(standing, moment, isPlain),
        isPlain,
        mayBePlain: mayBePlain(request),
        mayManage: may(viewer, 'manage'),
        directory: this.directory,
        ...(refused === undefined ? {} : { refused }),
      }),
    );
  }

  /** The chart of a measure. Drawing takes longer than all else on the page, so that of now is kept. */
  #chart(standing: MeasureStanding, { asked }: ReadMoment, isPlain: boolean): Promise<MeasureChart | undefined> {
    const make = (): Promise<MeasureChart | undefined> => Promise.resolve(measureChart(standing, isPlain));
    if (momentInWords(asked) !== undefined) return make();
    const { measure, revision } = standing;
    return this.#kept.of(`${measure.id}/${String(revision)}/${String(isPlain)}`, make);
  }

  /** Confirms a status. */
  async confirm(id: string, exchange: Exchange): Promise<string | undefined> {
    const form = readForm(exchange.request);
    const { errors, said } = readConfirming(form, this.outcomes.today());
    if (said === undefined) return this.show(id, exchange, { which: 'status', form, errors });
    const outcome = await this.writes.carryOut(exchange.request, form, () =>
      this.records.confirm(id, said, revisionIn(form)),
    );
    return this.#done(
      id,
      exchange,
      outcome,
      { which: 'status', form, errors },
      `Confirmed: ${STATUS_WORDS[said.status]}.`,
    );
  }

  /** Records a value. */
  async record(id: string, exchange: Exchange): Promise<string | undefined> {
    const form = readForm(exchange.request);
    const { unit } = await this.#byHand(id);
    const { errors, said } = readValue(form, unit, this.outcomes.today());
    if (said === undefined) return this.show(id, exchange, { which: 'value', form, errors });
    const outcome = await this.writes.carryOut(exchange.request, form, () =>
      this.records.record(id, said, revisionIn(form)),
    );
    const notice = `The value of ${longDate(said.on)} was recorded.`;
    return this.#done(id, exchange, outcome, { which: 'value', form, errors }, notice);
  }

  /** The form that corrects a value, or takes it back. */
  async showValue(id: string, entry: string, exchange: Exchange): Promise<string> {
    const { standing, unit, reading } = await this.#value(id, entry);
    return valuePage(standing, unit, reading, exchange);
  }

  /** Corrects a value, or takes it back. */
  async change(id: string, entry: string, exchange: Exchange): Promise<string | undefined> {
    const { standing, unit, reading } = await this.#value(id, entry);
    const form = readForm(exchange.request);
    const isRetracted = form.text('do') === 'retract';
    const { errors: odd, said: reason } = readReason(form);
    const { errors, said } = isRetracted
      ? { errors: new FormErrors(), said: undefined }
      : readValue(form, unit, this.outcomes.today());
    for (const { href, text } of odd.list) errors.add(href.slice(1), text);
    const sent: Refused = { which: 'value', form, errors };
    if (!errors.isEmpty || reason === undefined) return valuePage(standing, unit, reading, exchange, sent);
    const number = Number(entry);
    const outcome = await this.writes.carryOut(exchange.request, form, () =>
      said === undefined
        ? this.records.retract(id, number, reason, revisionIn(form))
        : this.records.correct(id, { ...said, entry: number, reason }, revisionIn(form)),
    );
    if (outcome.outcome !== 'refused') {
      const notice = isRetracted ? 'The value was taken back.' : 'The value was corrected.';
      return this.#done(id, exchange, outcome, sent, notice);
    }
    addRefusals(outcome, 'value', errors);
    return valuePage(standing, unit, reading, exchange, sent);
  }

  /** Goes on to the page of the measure, or shows it with why nothing was recorded. */
  async #done(
    id: string,
    exchange: Exchange,
    outcome: Outcome,
    sent: Refused,
    notice: string,
  ): Promise<string | undefined> {
    if (outcome.outcome === 'refused') {
      addRefusals(outcome, sent.which, sent.errors);
      return this.show(id, exchange, sent);
    }
    leaveNotice(exchange.request, { text: notice });
    exchange.response.redirect(303, `/plan/${id}`);
    return undefined;
  }

  async #byHand(id: string): Promise<{ readonly standing: MeasureStanding; readonly unit: Unit }> {
    const standing = await this.outcomes.measure(id);
    if (standing?.measure.measuredBy.by !== 'hand') throw noSuchMeasure();
    return { standing, unit: standing.measure.measuredBy.unit };
  }

  async #value(
    id: string,
    entry: string,
  ): Promise<{ readonly standing: MeasureStanding; readonly unit: Unit; readonly reading: ShownReading }> {
    const { standing, unit } = await this.#byHand(id);
    const reading = standing.readings.find((one) => String(one.entry) === entry);
    if (reading === undefined) throw new Refusal(404, 'There is no such value, or it was taken back.');
    return { standing, unit, reading };
  }
}

/** The page on which a value is corrected or taken back. */
function valuePage(
  { measure, revision }: MeasureStanding,
  unit: Unit,
  { value, on, source = '', entry }: ShownReading,
  { request, response }: Exchange,
  refused?: Refused,
): string {
  if (refused !== undefined) response.status(400);
  const { form, errors } = refused ?? { form: undefined, errors: new FormErrors() };
  const typed = (name: string, otherwise: string): string => form?.text(name) ?? otherwise;
  const day = typedDate(on);
  return renderPage(request, response, VALUE, {
    title: `Correct the value of ${longDate(on)}`,
    measureName: measure.name,
    back: `/plan/${measure.id}`,
    action: `/plan/${measure.id}/values/${String(entry)}`,
    hidden: [
      { name: FORM_ID, value: newFormId() },
      { name: REVISION, value: String(revision) },
    ],
    fields: {
      unit,
      value: typed('value', String(value)),
      source: typed('source', source),
      on: {
        day: typed('valueOn-day', day.day),
        month: typed('valueOn-month', day.month),
        year: typed('valueOn-year', day.year),
      },
    },
    reason: typed('reason', ''),
    errors,
    isRefused: !errors.isEmpty,
  });
}
