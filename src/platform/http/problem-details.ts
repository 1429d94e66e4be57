import { STATUS_CODES } from 'node:http';
import type { Problem } from '../problem.js';

/** A problem of a request body, with its place also as a JSON pointer (RFC 6901). */
export interface BodyProblem extends Problem {
  readonly pointer?: string;
}

/** Why the record refuses a request. */
export interface RefusedBecause {
  /** A stable name, such as `in-the-future`. */
  readonly code: string;
  readonly message: string;
  /** The field of the request that has to change. */
  readonly field: string;
  /** Whether it goes through when the code is confirmed. */
  readonly confirmable?: true;
}

/** What was recorded since a revision. */
export interface Change {
  readonly revision: number;
  readonly type: string;
  /** The day that it tells of. */
  readonly on?: string;
  readonly recordedAt: string;
  /** The id of who recorded it. */
  readonly actor: string;
}

/** An answer of `application/problem+json` (RFC 9457). */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The id under which the log says more, where it does. It is no path: a wrong address can hold a name. */
  readonly instance?: string;
  readonly problems?: readonly BodyProblem[];
  readonly refused?: readonly RefusedBecause[];
  /** Where the revision was not the one expected: the revision now, and what was recorded since. */
  readonly revision?: number;
  readonly changes?: readonly Change[];
}

/** Facts that can be read but not used. */
export const INVALID_FACTS = 'urn:ehcp-tracker:problem:invalid-facts';

/** Problem details of a plain HTTP status. */
export function problemDetails(status: number, detail: string): ProblemDetails {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
}

const STEP = /\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;

/** Names the body as a whole. */
const WHOLE_BODY = 'facts';

function pointerOf(place: string): string | undefined {
  if (place === WHOLE_BODY) return '';
  // The name of this member was cut short.
  if (place.endsWith('..."]')) return undefined;
  const steps = [...(place.startsWith('[') ? place : `.${place}`).matchAll(STEP)].map(
    ([, name, index, quoted]) => name ?? index ?? (JSON.parse(quoted ?? '""') as string),
  );
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A problem with its JSON pointer into the body. */
export function withPointer(problem: Problem): BodyProblem {
  const pointer = pointerOf(problem.place);
  return pointer === undefined ? problem : { ...problem, pointer };
}
