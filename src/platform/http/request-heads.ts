import type { Request, Response } from 'express';
import type { RequestOrigin } from '../../streams/application/request-context.js';
import type { Problem } from '../problem.js';
import { invalidRequest } from './invalid-request.js';

/** Who acts until there are accounts, where the request does not say. */
const NOBODY_NAMED = 'api';
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;
/** What policies are named: nobody else acts under such a name. */
const OF_A_POLICY = /^policy:/i;
const REVISION = /^"(?<revision>\d{1,9})"$/;

const ACTOR: Problem = {
  place: 'X-Actor',
  reason: 'it is not acceptable',
  accepted:
    'the id of who acts, of letters, digits, hyphens, colons, full stops or underscores, at most 100, and no policy',
};
const KEY: Problem = {
  place: 'Idempotency-Key',
  reason: 'it is not acceptable',
  accepted: 'a key of letters, digits, hyphens, colons, full stops or underscores, at most 100, such as a UUID',
};
const IF_MATCH: Problem = {
  place: 'If-Match',
  reason: 'it is not acceptable',
  accepted: 'the ETag of the answer that the change is based on: one revision in double quotes, such as "4"',
};

/**
 * Who acts, and under which key.
 * @throws Refusal (400) where a header is malformed
 */
export function originOf(request: Request): RequestOrigin {
  const problems: Problem[] = [];
  const actor = request.get('x-actor') ?? NOBODY_NAMED;
  if (!CODE.test(actor) || OF_A_POLICY.test(actor)) problems.push(ACTOR);
  // The draft standard writes it in double quotes, most clients do not.
  const idempotencyKey = request.get('idempotency-key')?.replace(/^"(.*)"$/, '$1');
  if (idempotencyKey !== undefined && !CODE.test(idempotencyKey)) problems.push(KEY);
  if (problems.length > 0) throw invalidRequest(problems);
  return { actor, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
}

/**
 * The revision that a change is based on; nothing where the request does not say.
 * @throws Refusal (400) where the header is malformed
 */
export function expectedRevision(request: Request): number | undefined {
  const given = request.get('if-match');
  if (given === undefined) return undefined;
  const revision = REVISION.exec(given.trim())?.groups?.revision;
  if (revision === undefined) throw invalidRequest([IF_MATCH]);
  return Number(revision);
}

/** Says of an answer at which revision its subject is, for `If-Match`. */
export function tagRevision(response: Response, revision: number): void {
  response.setHeader('ETag', `"${String(revision)}"`);
}
