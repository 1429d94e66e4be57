import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { Restrictions } from '../../platform/access/restrictions.js';
import { isUuid } from '../../platform/http/parameters.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Form, FormErrors, readForm } from '../../platform/web/form.js';
import { FORM_ID, newFormId, PageWrites } from '../../platform/web/page-writes.js';
import { renderPage } from '../../platform/web/pages.js';
import { dayInLondon } from '../../statute/calendar.js';
import { FacedCases } from '../application/faced-cases.js';
import { HandOvers, type HandedOver, type Recording } from '../application/hand-overs.js';
import { Workloads } from '../application/workloads.js';
import {
  casesIn,
  holderFor,
  MOST_HANDED_OVER,
  readHandOver,
  type HandOverTo,
  type NamedCase,
} from './hand-over-form.js';
import {
  ACTION,
  casesInWords,
  handedOverPage,
  handOverPage,
  handOverPreviewPage,
  type Carried,
  type CaseOutcome,
  type HandingOver,
} from './hand-over-page.js';

const VIEWS = 'workload/web/views';
const PROGRESS = 'cases/web/recording/views/bulk-progress.njk';
const UNDO_NOTE = 'The hand-over of this case was a mistake, and is taken back.';
/** The field that names the form whose hand-over is taken back. */
const UNDONE = 'undone';

/** How long a browser waits before it is told how far the work has come. */
@Injectable()
export class HandOverPace {
  /** Milliseconds. */
  patience = 1_000;
  /** How many cases are handed over at the same time. */
  atOnce = 20;
}

/** A request and its answer. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** What is done with each case, under a key of its own. */
type Work = (named: NamedCase, recording: Recording) => Promise<HandedOver>;

/** Hands over one case or many: the form, what it would come to, and what came of it. */
@Injectable()
export class HandOverPages {
  constructor(
    private readonly faced: FacedCases,
    private readonly handOvers: HandOvers,
    private readonly workloads: Workloads,
    private readonly directory: Directory,
    private readonly restrictions: Restrictions,
    private readonly clock: WallClock,
    private readonly writes: PageWrites,
    private readonly pace: HandOverPace,
  ) {}

  /**
   * The form for all open cases of somebody.
   * @param officer `null` for those that nobody has
   */
  async all(officer: string | null, team: string | null | undefined, exchange: Exchange): Promise<string> {
    const held = await this.faced.heldBy({ officer, ...(team === undefined ? {} : { team }) }, MOST_HANDED_OVER);
    const handing = { ...(await this.#handing(Form.of({}), held.cases)), total: held.total };
    return this.#form(handing, new FormErrors(), exchange);
  }

  /** One step after the other. */
  async step(exchange: Exchange): Promise<string> {
    const form = readForm(exchange.request);
    const named = casesIn(form);
    const step = form.text('step');
    if (named.length > MOST_HANDED_OVER) return this.#tooMany(form, exchange);
    if (step === 'undo') return this.#undo(form, named, exchange);
    const ids = named.map(({ id }) => id);
    const cases = step === '' ? await this.faced.byIds(ids) : await this.faced.exactly(ids);
    const handing = await this.#handing(form, cases);
    if (step === '' || step === 'back') return this.#form(handing, new FormErrors(), exchange);
    const errors = new FormErrors();
    if (named.length === 0) errors.add('main-content', 'Choose at least one case');
    const to = readHandOver(form, this.directory, errors);
    if (to === undefined || !errors.isEmpty) {
      exchange.response.status(400);
      return this.#form(handing, errors, exchange);
    }
    const keptFrom = new Set(await this.restrictions.hiddenFrom({ id: to.officer }));
    if (step === 'hand-over') {
      const kept = new Set(cases.flatMap(({ id, person }) => (keptFrom.has(person) ? [id] : [])));
      return this.#handOver(form, to, named, kept, exchange);
    }
    const { request, response } = exchange;
    const view = handOverPreviewPage(handing, to, holderFor(to, this.directory), keptFrom);
    return renderPage(request, response, `${VIEWS}/hand-over-preview.njk`, view);
  }

  async #handing(form: Form, cases: HandingOver['cases']): Promise<HandingOver> {
    const { officers } = await this.workloads.of({});
    return {
      cases,
      total: cases.length,
      form,
      formId: newFormId(),
      directory: this.directory,
      loads: new Map(officers.flatMap(({ officer, open }) => (officer === null ? [] : [[officer, open]]))),
    };
  }

  async #tooMany(form: Form, exchange: Exchange): Promise<string> {
    exchange.response.status(400);
    const errors = new FormErrors().add('main-content', `Choose at most ${casesInWords(MOST_HANDED_OVER)}`);
    return this.#form(await this.#handing(form, []), errors, exchange);
  }

  #form(handing: HandingOver, errors: FormErrors, { request, response }: Exchange): string {
    return renderPage(request, response, `${VIEWS}/hand-over.njk`, handOverPage(handing, errors));
  }

  /** @param kept the cases whose children the new officer may not see: nobody who has them could act on them */
  #handOver(
    form: Form,
    to: HandOverTo,
    named: readonly NamedCase[],
    kept: ReadonlySet<string>,
    exchange: Exchange,
  ): Promise<string> {
    const holderOf = holderFor(to, this.directory);
    const undo: readonly Carried[] = [
      { name: FORM_ID, value: newFormId() },
      { name: UNDONE, value: form.text(FORM_ID) },
      { name: 'officer', value: to.officer },
      ...named.map(({ id }) => ({ name: 'case', value: id })),
    ];
    const work: Work = ({ id, seen }, recording) =>
      kept.has(id)
        ? Promise.resolve({ outcome: 'may-not-see' })
        : // Without a revision nobody looked at the case, and whoever has it now is not known to have been seen.
          this.handOvers.handOver(id, seen ?? -1, holderOf, { ...recording, note: to.note });
    return this.#work(form, named, work, exchange, { officer: to.officer, undo, doing: 'Handing over' });
  }

  #undo(form: Form, named: readonly NamedCase[], exchange: Exchange): Promise<string> {
    const of = form.text(UNDONE);
    const work: Work = ({ id }, recording) =>
      isUuid(of)
        ? this.handOvers.undo(id, `${of}:${id}`, { ...recording, note: UNDO_NOTE })
        : Promise.resolve({ outcome: 'nothing' });
    return this.#work(form, named, work, exchange, {
      officer: form.text('officer'),
      undo: undefined,
      doing: 'Giving back',
    });
  }

  /** Does as much as there is time for; a form that is sent again goes on where the last one stopped. */
  async #work(
    form: Form,
    named: readonly NamedCase[],
    work: Work,
    { request, response }: Exchange,
    told: { readonly officer: string; readonly undo: readonly Carried[] | undefined; readonly doing: string },
  ): Promise<string> {
    const { patience, atOnce } = this.pace;
    const until = performance.now() + patience;
    const outcomes = new Map<string, HandedOver>();
    const doSome = (some: readonly NamedCase[]): Promise<unknown> =>
      Promise.all(some.map(async (one) => outcomes.set(one.id, await work(one, this.#recording(request, form, one)))));
    const from = Math.min(wholeIn(form.text('done')), named.length);
    for (let next = from; next < named.length; next += atOnce) {
      if (next > from && performance.now() > until) {
        return this.#progress(form, next, named.length, told.doing, { request, response });
      }
      await doSome(named.slice(next, next + atOnce));
    }
    // What earlier steps did is looked at once more, so that one page tells all of it.
    for (let next = 0; next < from; next += atOnce) await doSome(named.slice(next, Math.min(next + atOnce, from)));
    const faced = new Map((await this.faced.exactly(named.map(({ id }) => id))).map((one) => [one.id, one]));
    const results = named.map(({ id }): CaseOutcome => ({
      id,
      faced: faced.get(id),
      result: outcomes.get(id) ?? { outcome: 'unknown' },
    }));
    const view = handedOverPage(results, this.directory, told.officer, told.undo);
    return renderPage(request, response, `${VIEWS}/handed-over.njk`, view);
  }

  #recording(request: Request, form: Form, { id }: NamedCase): Recording {
    return {
      actor: viewerOf(request).id,
      key: `${form.text(FORM_ID)}:${id}`,
      on: dayInLondon(this.clock.now()),
      carryOut: (work) => this.writes.carryOut(request, form, work, id),
    };
  }

  #progress(form: Form, done: number, total: number, doing: string, { request, response }: Exchange): string {
    return renderPage(request, response, PROGRESS, {
      title: `${doing}: ${String(done)} of ${casesInWords(total)} done`,
      caption: 'Cases',
      done,
      total,
      rest: casesInWords(total - done),
      action: ACTION,
      hidden: [
        ...form.entries.filter(({ name }) => name !== '_csrf' && name !== 'done'),
        { name: 'done', value: String(done) },
      ],
    });
  }
}

const wholeIn = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : 0);
