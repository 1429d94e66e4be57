import { v5 } from 'uuid';
import { planIdOf } from '../../policies/application/derived-ids.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';

/** A namespace for the ids that follow from the keys of the council's own system. */
const IMPORTED = '8d0f7c52-93c4-5d0a-b1c6-3f2b7a6e9d14';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Whether a key is an id itself. */
export const isUuid = (key: string): boolean => UUID.test(key);

const idOf = (key: string, name: string): string => (isUuid(key) ? key.toLowerCase() : v5(name, IMPORTED));

/**
 * The id of a case of the council's own system; a key that is a UUID is the id itself. A plan is the one that the tracker
 * makes of the final plan of the needs assessment with the same key, so that it is not there twice.
 * @param assessment for a plan: the key of the assessment that led to it, where that is another
 */
export function caseIdOf(kind: CaseKindName, key: string, assessment: string = key): string {
  return kind === 'plan' && !isUuid(key) ? planIdOf(caseIdOf('assessment', assessment)) : idOf(key, `${kind}/${key}`);
}

/** The id of a child by the key of the council's own system; a key that is a UUID is the id itself. */
export function childIdOf(key: string): PersonId {
  return idOf(key, `child/${key}`) as PersonId;
}

/** The id of the child of a case that says nothing more of whose case it is. */
export function childOfCase(key: string): PersonId {
  return v5(`child/${key}`, IMPORTED) as PersonId;
}
