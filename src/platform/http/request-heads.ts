import type { Request, Response } from 'express';
import type { RequestOrigin } from '../../streams/application/request-context.js';
import { viewerOf } from '../access/access.js';
import type { Problem } from '../problem.js';
import { invalidRequest } from './invalid-request.js';

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;
const REVISION = /^"(?<revision>\d{1,9})"$/;

/** Refused rather than passed over: whoever sends it believes that it counts. */
const ACTOR: Problem = {
  place: 'X-Actor',
  reason: 'it says who acts, and that is whoever the token was given to, or has signed in',
  accepted: 'nothing: leave it out, and use a token for each program',
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
  if (request.get('x-actor') !== undefined) problems.push(ACTOR);
  // The draft standard writes it in double quotes, most clients do not.
  const idempotencyKey = request.get('idempotency-key')?.replace(/^"(.*)"$/, '$1');
  if (idempotencyKey !== undefined && !CODE.test(idempotencyKey)) problems.push(KEY);
  if (problems.length > 0) throw invalidRequest(problems);
  return { actor: viewerOf(request).id, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
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
