import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { v5, v7 } from 'uuid';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { Done, Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import type { Refusal as Reason } from '../../streams/domain/decider.js';
import { choice, Problems } from '../problem.js';
import { invalidBody } from './invalid-request.js';
import { Refusal } from './refusal.js';
import type { Change } from './problem-details.js';
import { expectedRevision, originOf, tagRevision } from './request-heads.js';
import { Shown } from './shown.js';

/** A namespace for ids that follow from an idempotency key. */
const IDS = '3c7d7b1e-9e0b-5d0a-8a43-6d5f4e1b2c33';

const REFUSED = 'urn:ehcp-tracker:problem:refused';
const TO_CONFIRM = 'urn:ehcp-tracker:problem:to-confirm';
const CHANGED = 'urn:ehcp-tracker:problem:changed-meanwhile';

/** What a request recorded. */
export interface Written {
  /** The id of the case or the person. */
  readonly id: string;
  readonly outcome: Done['outcome'];
  /** The revision now, for the next `If-Match`. */
  readonly revision: number;
  readonly position: string;
  /** Whether lists and files show it already; if not, they will shortly. */
  readonly shown: boolean;
}

/** What is written to. */
export interface Target {
  readonly stream: string;
  /** The field by which the command names what stands in the path; what it does not know is then not found. */
  readonly inPath?: 'case' | 'person' | 'alert';
}

const NOT_FOUND: ReadonlySet<string> = new Set(['unknown-case', 'unknown-person', 'unknown-alert', 'unknown-entry']);
const CONFLICTS: ReadonlySet<string> = new Set(['opened-already', 'registered-already']);

/** The HTTP status of a refusal. */
function statusOf(refused: readonly Reason[], { inPath }: Target): number {
  const has = (holds: (reason: Reason) => boolean): boolean => refused.some(holds);
  if (
    inPath !== undefined &&
    has(({ code, field }) => NOT_FOUND.has(code) && (field === inPath || field === 'entry'))
  ) {
    return 404;
  }
  if (has(({ code, field }) => code === 'person-erased' && field === inPath)) return 410;
  if (refused.every(({ confirmable }) => confirmable === true)) return 409;
  return has(({ code }) => CONFLICTS.has(code)) ? 409 : 422;
}

function refusalOf(refused: readonly Reason[], target: Target): Refusal {
  const status = statusOf(refused, target);
  const isToConfirm = refused.every(({ confirmable }) => confirmable === true);
  const messages = refused.map(({ message }) => message).join(' ');
  const codes = refused.map(({ code }) => `"${code}"`);
  return new Refusal(
    status,
    isToConfirm ? `${messages} To go on nevertheless, send it again with "confirm": [${codes.join(', ')}].` : messages,
    {
      type: isToConfirm ? TO_CONFIRM : REFUSED,
      title: isToConfirm ? 'To be confirmed' : 'Refused by the record',
      refused: refused.map(({ code, message, field, confirmable }) => ({
        code,
        message,
        field,
        ...(confirmable === undefined ? {} : { confirmable }),
      })),
    },
  );
}

/** Has requests of the API recorded, and answers them. */
@Injectable()
export class ApiWrites {
  readonly #shown: Shown;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    models: ReadModels,
  ) {
    this.#shown = new Shown(models);
  }

  /** The id of what a request makes: the same for its repetition under the same key. */
  newId(request: Request, what: string): string {
    const { actor, idempotencyKey } = originOf(request);
    return idempotencyKey === undefined ? v7() : v5(`${what}/${actor}/${idempotencyKey}`, IDS);
  }

  /**
   * Carries a request out on behalf of who sent it, and waits until the read models show it.
   * @param work carries it out, based on a revision where the request names one
   * @throws Refusal with what is wrong with the request, or why the record refuses it
   */
  async carryOut(
    request: Request,
    response: Response,
    target: Target,
    work: (expected: { readonly expectedRevision?: number }) => Promise<Outcome>,
  ): Promise<Written> {
    const expected = expectedRevision(request);
    const outcome = await this.#outcome(request, () =>
      work(expected === undefined ? {} : { expectedRevision: expected }),
    );
    if (outcome.outcome === 'refused') {
      const { refused } = outcome;
      if (expected !== undefined && refused.some(({ code }) => code === 'changed-meanwhile')) {
        throw await this.#changed(target, expected);
      }
      throw refusalOf(refused, target);
    }
    const { id, revision, position } = outcome;
    tagRevision(response, revision);
    return { id, outcome: outcome.outcome, revision, position, shown: await this.#shown.waitFor(position) };
  }

  async #outcome(request: Request, work: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await onBehalfOf(originOf(request), work);
    } catch (error) {
      throw error instanceof Problems ? invalidBody(error.problems) : error;
    }
  }

  /** Refuses because others recorded something since the revision that the request is based on, and says what. */
  async #changed({ stream, inPath }: Target, expected: number): Promise<Refusal> {
    const all = await this.store.readStream(stream);
    const last = all.at(-1);
    if (last === undefined) {
      const field = inPath ?? 'case';
      return refusalOf([{ code: `unknown-${field}`, message: `There is no ${field} with this id.`, field }], {
        stream,
        inPath: field,
      });
    }
    const changes = all
      .filter(({ revision }) => revision > expected)
      .map(({ revision, type, data: { on }, recordedAt, metadata: { actor } }): Change => ({
        revision,
        type,
        ...(typeof on === 'string' ? { on } : {}),
        recordedAt,
        actor,
      }));
    const what = [...new Set(changes.map(({ type }) => type))];
    return new Refusal(
      412,
      changes.length === 0
        ? `The revision ${String(expected)} has not been reached: it is at ${String(last.revision)}. Nothing was recorded.`
        : `Since the revision ${String(expected)} others recorded ${choice(what).replace(/ or (?=[^ ]*$)/, ' and ')}. Nothing was recorded: look at what changed, and send it again with If-Match: "${String(last.revision)}" if it is still what you want.`,
      { type: CHANGED, title: 'Changed meanwhile', revision: last.revision, changes },
    );
  }
}
