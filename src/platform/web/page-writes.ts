import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { v7 } from 'uuid';
import { ReadModels } from '../../read-model/read-models.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf, type RequestOrigin } from '../../streams/application/request-context.js';
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
    const outcome = await onBehalfOf(originOf(request, form, key), work);
    if (outcome.outcome !== 'refused') await this.#shown.waitFor(outcome.position);
    return outcome;
  }

  /**
   * The same for work on many streams at once: each is told apart by its stream.
   * @throws Problems where a field is malformed
   */
  async carryOutOnMany<R extends { readonly outcome: Outcome }>(
    request: Request,
    form: Form,
    work: () => Promise<readonly R[]>,
  ): Promise<readonly R[]> {
    const results = await onBehalfOf(originOf(request, form), work);
    const positions = results.flatMap(({ outcome }) => (outcome.outcome === 'refused' ? [] : [outcome.position]));
    const last = positions.toSorted().at(-1);
    if (last !== undefined) await this.#shown.waitFor(last);
    return results;
  }
}

/** Who asks, by which form. */
function originOf(request: Request, form: Form, key = ''): RequestOrigin {
  const id = form.text(FORM_ID);
  const suffix = key === '' ? '' : `:${key}`;
  return { actor: viewerOf(request).id, ...(isUuid(id) ? { idempotencyKey: `${id}${suffix}` } : {}) };
}
