import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { viewerOf } from '../../../platform/access/access.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { Form, FormErrors, readForm } from '../../../platform/web/form.js';
import { FORM_ID, newFormId, PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Done, Outcome } from '../../../streams/application/outcome.js';
import { catalogueEntry, recordingRequest, type CatalogueEntry } from '../../application/milestone-catalogue.js';
import { recordingCommand, rehearse } from '../../application/rehearse.js';
import { addRefusals, answerTo, carriedBy } from './answers.js';
import { changesSince } from './changes.js';
import { fieldSpecsOf } from './field-specs.js';
import { freshForm } from './field-views.js';
import { Names } from './names.js';
import { readFields } from './read-fields.js';
import { confirmPage, recordPage, type Recording } from './record-page.js';
import { RecordingContext, type CaseAtHand } from './recording-context.js';
import { sayRecorded } from './recorded-notice.js';

/** A request that came from a browser and its answer. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

const FORM = 'cases/web/recording/views/record.njk';
const CONFIRM = 'cases/web/recording/views/confirm.njk';

/** Shows and carries out the forms that record one milestone on one case. */
@Injectable()
export class RecordPages {
  constructor(
    private readonly context: RecordingContext,
    private readonly commands: CommandBus,
    private readonly writes: PageWrites,
    private readonly names: Names,
  ) {}

  /** The form, the date of which is today. What it is about can be named in the address. */
  async show(id: string, milestone: string, { request, response }: Exchange): Promise<string> {
    const at = await this.context.atHand(id);
    const entry = entryOf(at, milestone);
    const form = freshForm(at.today, named(entry, Form.ofQuery(request)));
    return renderPage(request, response, FORM, recordPage(fresh(at, entry, form), new FormErrors()));
  }

  /** Records what the form says, or shows it again with what is in the way. */
  async record(id: string, milestone: string, exchange: Exchange): Promise<string | undefined> {
    const { request, response } = exchange;
    const form = readForm(request);
    const at = await this.context.atHand(id);
    const entry = entryOf(at, milestone);
    const { revision, confirm } = carriedBy(form);
    const formId = form.optional(FORM_ID) ?? newFormId();
    const recording: Recording = { at, entry, form, formId, revision: revision ?? at.one.revision, confirm };
    const { fields, errors } = readFields(entry, form, at.today);
    if (form.text('step') === 'back')
      return renderPage(request, response, FORM, recordPage(recording, new FormErrors()));
    if (!errors.isEmpty) return this.#again(recording, errors, exchange);
    const outcome = await this.writes.carryOut(request, form, () =>
      this.commands.execute<CaseRequest, Outcome>(
        recordingRequest(entry, id, {
          ...fields,
          ...(confirm.length === 0 ? {} : { confirm }),
          ...(revision === undefined ? {} : { expectedRevision: revision }),
        }),
      ),
    );
    if (outcome.outcome === 'refused') return this.#refused(recording, fields, outcome.refused, exchange);
    await this.#said(recording, outcome, request);
    response.redirect(303, at.heading.href);
    return undefined;
  }

  async #refused(
    recording: Recording,
    fields: Readonly<Record<string, unknown>>,
    refused: Parameters<typeof answerTo>[0],
    exchange: Exchange,
  ): Promise<string> {
    const answer = answerTo(refused);
    switch (answer.kind) {
      case 'changed-meanwhile':
        return this.#meanwhile(recording, fields, exchange);
      case 'to-confirm':
        return renderPage(
          exchange.request,
          exchange.response,
          CONFIRM,
          confirmPage(recording, fields, answer.warnings),
        );
      case 'refused': {
        const names = fieldSpecsOf(recording.entry).map(({ name }) => name);
        return this.#again(recording, addRefusals(new FormErrors(), answer.refused, names), exchange);
      }
    }
  }

  #again(recording: Recording, errors: FormErrors, { request, response }: Exchange): string {
    response.status(400);
    return renderPage(request, response, FORM, recordPage(recording, errors));
  }

  /** Shows what others recorded since the form was opened, keeps what was typed, and tells whether it still fits. */
  async #meanwhile(
    recording: Recording,
    fields: Readonly<Record<string, unknown>>,
    { request, response }: Exchange,
  ): Promise<string> {
    const { entry, revision, confirm } = recording;
    // It may have been changed while this request was under way.
    const at = await this.context.atHand(recording.at.one.id);
    const { one } = at;
    const history = await this.context.history(one);
    const changes =
      history === undefined ? [] : changesSince(history, revision, viewerOf(request).id, this.names.nameOf);
    const rehearsed = rehearse(one.kind, one.state, recordingCommand(entry, fields, confirm), at.today);
    const hard = (rehearsed.refused ?? []).filter(({ confirmable }) => confirmable !== true);
    const names = fieldSpecsOf(entry).map(({ name }) => name);
    const errors = addRefusals(new FormErrors(), hard, names);
    response.status(409);
    return renderPage(
      request,
      response,
      FORM,
      recordPage({ ...recording, at, formId: newFormId(), revision: one.revision }, errors, {
        changes,
        fits: hard.length === 0,
      }),
    );
  }

  async #said({ at, entry }: Recording, outcome: Done, request: Request): Promise<void> {
    const one = await this.context.case(at.one.id);
    sayRecorded(request, one, entry, outcome);
  }
}

function fresh(at: CaseAtHand, entry: CatalogueEntry, form: Form): Recording {
  return { at, entry, form, formId: newFormId(), revision: at.one.revision, confirm: [] };
}

/** @throws Refusal (404) where such a case has no such milestone, or it would open another case */
function entryOf({ one }: CaseAtHand, milestone: string): CatalogueEntry {
  const entry = catalogueEntry(one.kind, milestone);
  if (entry === undefined || entry.opens) {
    throw new Refusal(404, 'No such milestone can be recorded on this case. Choose one on the page of the case.');
  }
  return entry;
}

/** What an address says of a milestone: codes alone, for what is written in an address is seen by many. */
function named(entry: CatalogueEntry, query: Form): Readonly<Record<string, string>> {
  const names = fieldSpecsOf(entry).filter(({ kind }) => kind === 'choice' || kind === 'reference');
  return Object.fromEntries(
    names.flatMap(({ name }): [string, string][] => {
      const text = query.optional(name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
