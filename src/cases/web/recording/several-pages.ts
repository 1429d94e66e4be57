import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { viewerOf } from '../../../platform/access/access.js';
import { Form, FormErrors, readForm } from '../../../platform/web/form.js';
import { FORM_ID, newFormId, PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Done, Outcome } from '../../../streams/application/outcome.js';
import { recordingRequest } from '../../application/milestone-catalogue.js';
import { answerTo, carriedBy } from './answers.js';
import { changesSince } from './changes.js';
import { choosePage } from './choose-page.js';
import { Names } from './names.js';
import type { Exchange } from './record-pages.js';
import { RecordingContext } from './recording-context.js';
import { sayRecorded } from './recorded-notice.js';
import { happeningsOn, readRows, rehearseRows, rowFields, type SeveralRow } from './several.js';
import { confirmSeveralPage, severalPage, severalResultPage, type RowResult, type Several } from './several-page.js';

const VIEWS = 'cases/web/recording/views';

/** Shows what can be recorded on a case, and records several things in one go. */
@Injectable()
export class SeveralPages {
  constructor(
    private readonly context: RecordingContext,
    private readonly commands: CommandBus,
    private readonly writes: PageWrites,
    private readonly names: Names,
  ) {}

  /** The choice of what to record. */
  async choose(id: string, { request, response }: Exchange): Promise<string> {
    return renderPage(request, response, `${VIEWS}/choose.njk`, choosePage(await this.context.atHand(id)));
  }

  /** The form with empty rows. */
  async show(id: string, { request, response }: Exchange): Promise<string> {
    const several = await this.#several(id, new Form(new URLSearchParams()));
    return renderPage(request, response, `${VIEWS}/several.njk`, severalPage(several, new FormErrors()));
  }

  /** Records the rows in their order, where none of them is refused. */
  async record(id: string, exchange: Exchange): Promise<string | undefined> {
    const { request, response } = exchange;
    const several = await this.#several(id, readForm(request));
    const { at, form, groups, confirm, revision } = several;
    const errors = new FormErrors();
    if (form.text('step') === 'back')
      return renderPage(request, response, `${VIEWS}/several.njk`, severalPage(several, errors));
    const rows = readRows(form, groups, at.today, errors);
    if (!errors.isEmpty) return this.#again(several, errors, exchange);
    if (!isSentAgain(several, viewerOf(request).id)) {
      if (revision !== at.one.revision) return this.#meanwhile(several, rows, exchange);
      const rehearsed = rehearseRows(at.one, rows, confirm, at.today);
      if (rehearsed.refused.length > 0) {
        return this.#again(several, addRowRefusals(errors, rehearsed.refused), exchange);
      }
      if (rehearsed.warnings.length > 0) {
        const view = confirmSeveralPage(several, rows, rehearsed);
        return renderPage(request, response, `${VIEWS}/confirm-several.njk`, view);
      }
    }
    return this.#carryOut(several, rows, exchange);
  }

  async #carryOut(several: Several, rows: readonly SeveralRow[], exchange: Exchange): Promise<string | undefined> {
    const { at, revision } = several;
    const { request, response } = exchange;
    const results: RowResult[] = [];
    const done: { readonly row: SeveralRow; readonly outcome: Done }[] = [];
    let based = revision;
    let stopped = false;
    for (const row of rows) {
      if (stopped) {
        results.push({ row, outcome: 'left', reasons: [] });
        continue;
      }
      const outcome = await this.#recordRow(several, row, based, exchange);
      if (outcome.outcome === 'refused') {
        if (done.length === 0 && answerTo(outcome.refused).kind === 'changed-meanwhile') {
          return this.#meanwhile(several, rows, exchange);
        }
        stopped = true;
        results.push({ row, outcome: 'refused', reasons: outcome.refused.map(({ message }) => message) });
        continue;
      }
      based = outcome.revision;
      done.push({ row, outcome });
      results.push({ row, outcome: outcome.outcome, reasons: [] });
    }
    if (stopped) {
      response.status(409);
      return renderPage(request, response, `${VIEWS}/several-result.njk`, severalResultPage(several, results));
    }
    const one = await this.context.case(at.one.id);
    for (const { row, outcome } of done) sayRecorded(request, one, row.happening.entry, outcome);
    response.redirect(303, at.heading.href);
    return undefined;
  }

  #recordRow({ at, form, confirm }: Several, row: SeveralRow, based: number, { request }: Exchange): Promise<Outcome> {
    const fields = {
      ...row.fields,
      expectedRevision: based,
      ...(confirm.length === 0 ? {} : { confirm }),
    };
    return this.writes.carryOut(
      request,
      form,
      () => this.commands.execute<CaseRequest, Outcome>(recordingRequest(row.happening.entry, at.one.id, fields)),
      `row-${String(row.number)}`,
    );
  }

  #again(several: Several, errors: FormErrors, { request, response }: Exchange): string {
    response.status(400);
    return renderPage(request, response, `${VIEWS}/several.njk`, severalPage(several, errors));
  }

  /** Shows what others recorded since the form was opened, and whether the rows still fit. */
  async #meanwhile(several: Several, rows: readonly SeveralRow[], { request, response }: Exchange): Promise<string> {
    const one = await this.context.case(several.at.one.id);
    const history = await this.context.history(one);
    const changes =
      history === undefined ? [] : changesSince(history, several.revision, viewerOf(request).id, this.names.nameOf);
    const { refused } = rehearseRows(one, rows, several.confirm, several.at.today);
    const errors = addRowRefusals(new FormErrors(), refused);
    response.status(409);
    return renderPage(
      request,
      response,
      `${VIEWS}/several.njk`,
      severalPage({ ...several, formId: newFormId(), revision: one.revision }, errors, {
        changes,
        fits: refused.length === 0,
      }),
    );
  }

  async #several(id: string, form: Form): Promise<Several> {
    const at = await this.context.atHand(id);
    const { revision, confirm } = carriedBy(form);
    return {
      at,
      form,
      confirm,
      groups: happeningsOn(at.one, at.choices),
      formId: form.optional(FORM_ID) ?? newFormId(),
      revision: revision ?? at.one.revision,
    };
  }
}

/** Whether a form was sent before, so that what it asks for is on record, or some of it. */
function isSentAgain({ at, formId }: Several, viewer: string): boolean {
  return at.one.events.some(
    ({ metadata: { actor, idempotencyKey } }) =>
      actor === viewer && idempotencyKey?.startsWith(`${formId}:row-`) === true,
  );
}

/** Says of each row why it is refused, at its date where that has to change. */
function addRowRefusals(
  errors: FormErrors,
  refused: readonly { readonly row: SeveralRow; readonly reasons: readonly { field: string; message: string }[] }[],
): FormErrors {
  for (const { row, reasons } of refused) {
    const names = rowFields(row.number);
    for (const { field, message } of reasons) {
      errors.add(field === 'on' ? names.on : names.what, `Row ${String(row.number)}: ${message}`);
    }
  }
  return errors;
}
