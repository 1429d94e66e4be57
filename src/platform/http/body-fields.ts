import { isRecord, isTooDeep } from '../validation.js';
import { invalidBody } from './invalid-request.js';

/** The fields of a body. */
export type BodyFields = Readonly<Record<string, unknown>>;

/**
 * The members of a JSON body that is an object with known members. Those that are `undefined` here were left out.
 * @param known the members that are accepted
 * @throws Refusal (400) where it is no object, or has others; what those are called is not repeated
 */
export function bodyFields(body: unknown, known: readonly string[]): BodyFields {
  const accepted = known.join(', ');
  if (!isRecord(body)) throw invalidBody([{ place: 'the body', reason: 'it is not an object', accepted }]);
  if (isTooDeep(body)) throw invalidBody([{ place: 'the body', reason: 'it is nested too deeply', accepted }]);
  if (Object.keys(body).some((name) => !known.includes(name))) {
    throw invalidBody([{ place: 'a field', reason: 'it is not known here', accepted }]);
  }
  return body;
}
