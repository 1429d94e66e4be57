import { AsyncLocalStorage } from 'node:async_hooks';
import { v7 } from 'uuid';

/** Who asks for something, and in the course of what. Opaque ids only. */
export interface RequestContext {
  /** The id of the user, or of the policy, that acts. */
  readonly actor: string;
  /** The same for everything that follows from one request. */
  readonly correlationId: string;
  /** The id of the request, or of the event, that leads to what is done now. */
  readonly causationId: string;
  /** The same for a request that is repeated, so that it is carried out once. */
  readonly idempotencyKey?: string;
}

const contexts = new AsyncLocalStorage<RequestContext>();

/** What may be said of a request; the ids are made where they are not given. */
export interface RequestOrigin {
  readonly actor: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly idempotencyKey?: string;
}

const OPAQUE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;

/** Does work on behalf of someone; everything recorded meanwhile says so. Ids with other characters are refused. */
export function onBehalfOf<T>(origin: RequestOrigin, work: () => T): T {
  const correlationId = origin.correlationId ?? v7();
  const context: RequestContext = { ...origin, correlationId, causationId: origin.causationId ?? correlationId };
  if (!Object.values(context).every((id) => id === undefined || OPAQUE.test(String(id)))) {
    throw new Error(
      'The ids of a request are letters, digits, hyphens, colons, full stops or underscores, at most 100.',
    );
  }
  return contexts.run(context, work);
}

/**
 * On whose behalf work is being done.
 * @throws Error outside {@link onBehalfOf}: nothing is recorded without saying who did it
 */
export function requestContext(): RequestContext {
  const context = contexts.getStore();
  if (context === undefined) throw new Error('Nothing can be recorded without saying on whose behalf: use onBehalfOf.');
  return context;
}
