import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { v7 } from 'uuid';
import { ReadModels } from '../../read-model/read-models.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import { viewerOf } from '../access/access.js';
import { isUuid } from '../http/parameters.js';
import { Shown } from '../http/shown.js';
import type { Form } from './form.js';

/** The field in which a form carries its own id: sent twice, it is carried out once. */
export const FORM_ID = '_form';

/** An id for a form that is about to be shown. */
export const newFormId = (): string => v7();

/** Has what forms ask for recorded, on behalf of whoever signed in. */
@Injectable()
export class PageWrites {
  readonly #shown: Shown;

  constructor(models: ReadModels) {
    this.#shown = new Shown(models);
  }

  /**
   * Carries out what a form asks for, and waits for a moment until the pages show it.
   * @param key what tells the requests of one form apart, where it makes several
   * @throws Problems where a field is malformed
   */
  async carryOut(request: Request, form: Form, work: () => Promise<Outcome>, key = ''): Promise<Outcome> {
    const id = form.text(FORM_ID);
    const actor = viewerOf(request).id;
    const suffix = key === '' ? '' : `:${key}`;
    const outcome = await onBehalfOf({ actor, ...(isUuid(id) ? { idempotencyKey: `${id}${suffix}` } : {}) }, work);
    if (outcome.outcome !== 'refused') await this.#shown.waitFor(outcome.position);
    return outcome;
  }
}
