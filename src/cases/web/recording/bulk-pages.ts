import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { viewerOf } from '../../../platform/access/access.js';
import { FormErrors, readForm, type Form } from '../../../platform/web/form.js';
import { FORM_ID, newFormId, PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import { People } from '../../../people/application/people.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { CasesOnRecord, type CaseOnRecord } from '../../application/case-on-record.js';
import { catalogueEntry, recordingRequest, type CatalogueEntry } from '../../application/milestone-catalogue.js';
import { answerTo, carriedBy } from './answers.js';
import { bulkEntry, bulkSpecs, fieldsFor, foresee, idsIn, MOST_CASES, revisionsIn, type ChosenCase } from './bulk.js';
import {
  bulkChoosePage,
  bulkFillPage,
  bulkPreviewPage,
  bulkProgressPage,
  bulkResultPage,
  type Bulk,
  type CaseResult,
} from './bulk-page.js';
import { caseHeading } from './case-heading.js';
import { freshForm } from './field-views.js';
import { readFields } from './read-fields.js';
import type { Exchange } from './record-pages.js';
import { RecordingContext } from './recording-context.js';

const VIEWS = 'cases/web/recording/views';

/** How long a browser waits before it is told how far the work has come. */
@Injectable()
export class BulkPace {
  /** Milliseconds. */
  patience = 1_000;
  /** How many cases are recorded on at the same time. */
  atOnce = 20;
}

/** What is to be recorded on the cases. */
interface Work {
  readonly bulk: Bulk;
  readonly entry: CatalogueEntry;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The warnings that are confirmed for the cases that were ticked. */
  readonly confirm: readonly string[];
  readonly ticked: ReadonlySet<string>;
  readonly seen: ReadonlyMap<string, number>;
  readonly exchange: Exchange;
}

/** Records one milestone on many cases in one go. */
@Injectable()
export class BulkPages {
  constructor(
    private readonly context: RecordingContext,
    private readonly cases: CasesOnRecord,
    private readonly people: People,
    private readonly commands: CommandBus,
    private readonly writes: PageWrites,
    private readonly pace: BulkPace,
  ) {}

  /** One step after the other: the milestone, what is said of it, what it would come to, and what came of it. */
  async step(exchange: Exchange): Promise<string> {
    const { request, response } = exchange;
    const form = readForm(request);
    const ids = idsIn(form);
    const chosen = ids.length > MOST_CASES ? [] : await this.#chosen(ids);
    const bulk: Bulk = { chosen, form, formId: form.optional(FORM_ID) ?? newFormId(), today: this.context.today };
    const milestone = form.text('milestone');
    const entry = bulkEntry(chosen, milestone);
    const step = form.text('step');
    const problem = numberProblem(ids.length) ?? (step !== '' && entry === undefined ? NO_MILESTONE : undefined);
    if (problem !== undefined || entry === undefined || step === '') {
      const errors = new FormErrors();
      if (problem !== undefined) {
        response.status(400);
        errors.add(problem.field, problem.text);
      }
      return renderPage(request, response, `${VIEWS}/bulk-choose.njk`, bulkChoosePage(bulk, errors));
    }
    if (step === 'fill') return this.#fill({ ...bulk, form: freshForm(bulk.today) }, entry, new FormErrors(), exchange);
    if (step === 'back') return this.#fill(bulk, entry, new FormErrors(), exchange);
    const { fields, errors } = readFields(entry, form, bulk.today, bulkSpecs(entry));
    if (!errors.isEmpty) {
      response.status(400);
      return this.#fill(bulk, entry, errors, exchange);
    }
    const { confirm } = carriedBy(form);
    const ticked = new Set(form.all('include'));
    const work: Work = { bulk, entry, fields, confirm, ticked, seen: revisionsIn(form), exchange };
    return step === 'record' ? this.#record(work) : this.#preview(work);
  }

  #fill(bulk: Bulk, entry: CatalogueEntry, errors: FormErrors, { request, response }: Exchange): string {
    return renderPage(request, response, `${VIEWS}/bulk-fill.njk`, bulkFillPage(bulk, entry, errors));
  }

  #preview(work: Work): string {
    const {
      bulk,
      entry,
      fields,
      exchange: { request, response },
    } = work;
    // Whoever goes back after recording and says something else means that too.
    const isSentBefore = bulk.chosen.some((chosen) => isDone(work, chosen));
    const codes = new Set<string>();
    const results = bulk.chosen.map((chosen): CaseResult => {
      const foreseen = foresee(chosen.one, entry.milestone, fields, [], bulk.today);
      const reasons = 'reasons' in foreseen ? foreseen.reasons : [];
      if (foreseen.outcome === 'warns') for (const { code } of reasons) codes.add(code);
      return { chosen, outcome: foreseen.outcome, reasons: reasons.map(({ message }) => message) };
    });
    const asked = isSentBefore ? { ...bulk, formId: newFormId() } : bulk;
    const view = bulkPreviewPage(asked, entry, fields, results, [...codes]);
    return renderPage(request, response, `${VIEWS}/bulk-preview.njk`, view);
  }

  /** Records as much as there is time for; a form that is sent again goes on where the last one stopped. */
  async #record(work: Work): Promise<string> {
    const { bulk, entry, exchange } = work;
    const { request, response } = exchange;
    const { patience, atOnce } = this.pace;
    const until = performance.now() + patience;
    const results: CaseResult[] = [];
    let hasWorked = false;
    for (let from = 0; from < bulk.chosen.length; from += atOnce) {
      const some = bulk.chosen.slice(from, from + atOnce);
      const isLeft = some.some((chosen) => !isDone(work, chosen));
      if (isLeft && hasWorked && performance.now() > until) {
        const view = bulkProgressPage(bulk, entry, from, sentAgain(bulk.form));
        return renderPage(request, response, `${VIEWS}/bulk-progress.njk`, view);
      }
      hasWorked ||= isLeft;
      results.push(...(await Promise.all(some.map((chosen) => this.#recordOn(work, chosen)))));
    }
    return renderPage(request, response, `${VIEWS}/bulk-result.njk`, bulkResultPage(entry, results));
  }

  async #recordOn(work: Work, chosen: ChosenCase): Promise<CaseResult> {
    const { bulk, entry, fields, confirm, ticked, seen } = work;
    const { one, id } = chosen;
    const confirmed = ticked.has(id) ? confirm : [];
    if (one !== undefined && isDone(work, chosen)) return this.#carryOut(work, chosen, one, confirmed);
    const foreseen = foresee(one, entry.milestone, fields, confirmed, bulk.today);
    if (one === undefined || foreseen.outcome === 'unknown') return { chosen, outcome: 'unknown', reasons: [] };
    if (foreseen.outcome === 'unchanged') return { chosen, outcome: 'unchanged', reasons: [] };
    if (seen.get(id) !== undefined && seen.get(id) !== one.revision) {
      return { chosen, outcome: 'changed', reasons: ['Look at the case, and record it there.'] };
    }
    if ('reasons' in foreseen) {
      const reasons = foreseen.reasons.map(({ message }) => message);
      return { chosen, outcome: foreseen.outcome === 'warns' ? 'left-out' : 'refused', reasons };
    }
    return this.#carryOut(work, chosen, one, confirmed);
  }

  /** Has it recorded on a case; where this form recorded there before, that is answered as the first time. */
  async #carryOut(
    { bulk, entry, fields, exchange }: Work,
    chosen: ChosenCase,
    one: CaseOnRecord,
    confirmed: readonly string[],
  ): Promise<CaseResult> {
    const { id } = chosen;
    const own = catalogueEntry(one.kind, entry.milestone) ?? entry;
    const outcome = await this.writes.carryOut(
      exchange.request,
      bulk.form,
      () =>
        this.commands.execute<CaseRequest, Outcome>(
          recordingRequest(own, id, {
            ...fieldsFor(own, fields),
            expectedRevision: one.revision,
            ...(confirmed.length === 0 ? {} : { confirm: confirmed }),
          }),
        ),
      id,
    );
    if (outcome.outcome !== 'refused') return { chosen, outcome: outcome.outcome, reasons: [] };
    if (outcome.refused.some(({ code }) => code === 'key-used-already')) {
      return { chosen, outcome: 'refused', reasons: [SAID_OTHERWISE] };
    }
    const isChanged = answerTo(outcome.refused).kind === 'changed-meanwhile';
    return {
      chosen,
      outcome: isChanged ? 'changed' : 'refused',
      reasons: isChanged ? ['Look at the case, and record it there.'] : outcome.refused.map(({ message }) => message),
    };
  }

  async #chosen(ids: readonly string[]): Promise<readonly ChosenCase[]> {
    return Promise.all(
      ids.map(async (id): Promise<ChosenCase> => {
        const one = await this.cases.find(id);
        if (one === undefined) return { id, one, name: 'No such case', caseName: '' };
        const { who, caseName } = caseHeading(one, await this.people.details(one.state.person));
        return { id, one, name: who, caseName };
      }),
    );
  }
}

const SAID_OTHERWISE =
  'This form recorded something else on the case before. To record this as well, choose the case in your work again.';
const NO_MILESTONE = { field: 'milestone', text: 'Choose what happened' } as const;

function numberProblem(count: number): { readonly field: string; readonly text: string } | undefined {
  if (count === 0) return { field: 'main-content', text: 'Choose at least one case in your work' };
  if (count <= MOST_CASES) return undefined;
  return { field: 'main-content', text: `Choose at most ${String(MOST_CASES)} cases` };
}

/** Whether this form recorded on a case before. */
function isDone({ bulk, exchange }: Work, { one, id }: ChosenCase): boolean {
  const { id: viewer } = viewerOf(exchange.request);
  const key = `${bulk.formId}:${id}`;
  return one?.events.some(({ metadata }) => metadata.actor === viewer && metadata.idempotencyKey === key) === true;
}

/** Everything that a form sent, to be sent once more. */
function sentAgain(form: Form): readonly { readonly name: string; readonly value: string }[] {
  return form.entries.filter(({ name }) => name !== '_csrf');
}
