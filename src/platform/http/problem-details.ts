import { STATUS_CODES } from 'node:http';
import type { Problem } from '../problem.js';

/** A problem of a request body, with its place also as a JSON pointer (RFC 6901). */
export interface BodyProblem extends Problem {
  readonly pointer?: string;
}

/** An answer of `application/problem+json` (RFC 9457). */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly problems?: readonly BodyProblem[];
}

/** Facts that can be read but not used. */
export const INVALID_FACTS = 'urn:ehcp-tracker:problem:invalid-facts';

/** Problem details of a plain HTTP status. */
export function problemDetails(status: number, detail: string, instance: string): ProblemDetails {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, instance };
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
