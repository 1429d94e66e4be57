import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isUuid } from '../../../platform/http/parameters.js';
import { problemsIn } from '../../../platform/validation.js';
import { Form, FormErrors, readForm } from '../../../platform/web/form.js';
import { leaveNotice } from '../../../platform/web/notices.js';
import { FORM_ID, newFormId, PageWrites } from '../../../platform/web/page-writes.js';
import { renderPage } from '../../../platform/web/pages.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Outcome } from '../../../streams/application/outcome.js';
import { AddNote } from '../../application/add-note.js';
import type { Exchange } from './record-pages.js';
import { RecordingContext, type CaseAtHand } from './recording-context.js';

const TEMPLATE = 'cases/web/recording/views/note.njk';
const TEXT = 'text';
const ADDED_BEFORE = 'Another note was added by this form before. To add this one as well, send it again';

/** Adds notes to cases. */
@Injectable()
export class NotePages {
  constructor(
    private readonly context: RecordingContext,
    private readonly commands: CommandBus,
    private readonly writes: PageWrites,
  ) {}

  /** The form. */
  async show(id: string, exchange: Exchange): Promise<string> {
    return page(
      await this.context.atHand(id),
      newFormId(),
      new Form(new URLSearchParams()),
      new FormErrors(),
      exchange,
    );
  }

  /** Adds the note. The form's own id is the note's, so that it is added once. */
  async add(id: string, exchange: Exchange): Promise<string | undefined> {
    const { request, response } = exchange;
    const form = readForm(request);
    const at = await this.context.atHand(id);
    const sent = form.text(FORM_ID);
    const note = isUuid(sent) ? sent : newFormId();
    const text = form.text(TEXT);
    const command = Object.assign(new AddNote(), { case: id, kind: at.one.kind, note, text });
    const errors = new FormErrors();
    if (text === '') errors.add(TEXT, 'Enter the note');
    else if (problemsIn(command, '', { discreet: true }).length > 0) {
      errors.add(TEXT, 'The note must have at most 100,000 characters');
    }
    if (errors.isEmpty) {
      const outcome = await this.writes.carryOut(request, form, () =>
        this.commands.execute<CaseRequest, Outcome>(command),
      );
      if (outcome.outcome !== 'refused') {
        leaveNotice(request, { text: 'The note was added.' });
        response.redirect(303, at.heading.href);
        return undefined;
      }
      for (const { code, message } of outcome.refused) {
        errors.add(TEXT, code === 'key-used-already' ? ADDED_BEFORE : message);
      }
    }
    response.status(400);
    return page(at, newFormId(), form, errors, exchange);
  }
}

function page(
  { heading }: CaseAtHand,
  formId: string,
  form: Form,
  errors: FormErrors,
  { request, response }: Exchange,
): string {
  return renderPage(request, response, TEMPLATE, {
    title: 'Add a note',
    isRefused: !errors.isEmpty,
    errors,
    heading,
    action: `${heading.href}/note`,
    hidden: [{ name: FORM_ID, value: formId }],
    field: {
      control: 'textarea',
      name: TEXT,
      label: 'Note',
      hint: 'Kept encrypted under a key of this child alone, and shown in the history of the case. A note cannot be changed; add another to put it right.',
      value: form.text(TEXT),
      error: errors.fields[TEXT],
    },
  });
}
