import type { Problem } from '../problem.js';
import { withPointer } from './problem-details.js';
import { Refusal } from './refusal.js';

/** A request that can be read but not used. */
export const INVALID_REQUEST = 'urn:ehcp-tracker:problem:invalid-request';

/** Places such as "a field" name nothing in the body. */
const isNamed = ({ place }: Problem): boolean => !place.includes(' ');

/** Refuses a request because of what is wrong with it. */
export function invalidRequest(problems: readonly Problem[]): Refusal {
  const detail =
    problems.length === 1
      ? 'There is a problem with the request.'
      : `There are ${String(problems.length)} problems with the request.`;
  return new Refusal(400, detail, { type: INVALID_REQUEST, title: 'Invalid request', problems });
}

/** Refuses a request because of what is wrong with its body. */
export function invalidBody(problems: readonly Problem[]): Refusal {
  return invalidRequest(problems.map((problem) => (isNamed(problem) ? withPointer(problem) : problem)));
}
