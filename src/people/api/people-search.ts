import type { PeopleSearch } from '../../caseload/application/find-people.js';
import type { BodyFields } from '../../platform/http/body-fields.js';
import { invalidBody } from '../../platform/http/invalid-request.js';
import type { Problem } from '../../platform/problem.js';
import { BROKEN_TEXT } from '../../platform/whole-text.js';

const LONGEST = 200;
const MOST = 500;
const A_TEXT = `a text of at most ${String(LONGEST)} characters`;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is searched for, and which part of the answer is asked for. */
export type SearchRequest = PeopleSearch & { readonly limit?: number; readonly cursor?: string };

/** The members of a search and what they search by. */
const TERMS = { name: 'name', dateOfBirth: 'date-of-birth', upn: 'upn', reference: 'reference' } as const;

/**
 * Reads what is searched for. Nothing of it is repeated in a message.
 * @throws Refusal (400) with everything that is wrong
 */
export function readSearch(fields: BodyFields): SearchRequest {
  const problems: Problem[] = [];
  const refuse = (place: string, accepted: string, reason = 'it is not acceptable'): void =>
    void problems.push({ place, reason, accepted });
  const search: Record<string, string> = {};
  for (const [name, term] of Object.entries(TERMS)) {
    const value = fields[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST) {
      refuse(name, A_TEXT);
    } else if (!value.isWellFormed()) refuse(name, A_TEXT, BROKEN_TEXT);
    else if (name === 'dateOfBirth' && !DAY.test(value)) refuse(name, 'a day written YYYY-MM-DD');
    else search[term] = value;
  }
  const { limit, cursor } = fields;
  const isWhole = Number.isSafeInteger(limit) && Number(limit) >= 1 && Number(limit) <= MOST;
  if (limit !== undefined && !isWhole) refuse('limit', `a whole number from 1 to ${String(MOST)}`);
  if (cursor !== undefined && typeof cursor !== 'string') refuse('cursor', '`next` of the page before');
  if (problems.length === 0 && Object.keys(search).length === 0) {
    problems.push({
      place: 'the body',
      reason: 'it says nothing to search for',
      accepted: Object.keys(TERMS).join(', '),
    });
  }
  if (problems.length > 0) throw invalidBody(problems);
  return {
    ...search,
    ...(typeof limit === 'number' ? { limit } : {}),
    ...(typeof cursor === 'string' ? { cursor } : {}),
  };
}
