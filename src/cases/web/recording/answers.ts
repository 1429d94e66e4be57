import type { Form, FormErrors } from '../../../platform/web/form.js';
import type { Refusal } from '../../../streams/domain/decider.js';

/** The most warnings that a form confirms. */
const MOST_CONFIRMATIONS = 20;
const CODE = /^[a-z0-9-]{1,100}$/;
const REVISION = /^\d{1,9}$/;

/** What a form carries beside what is typed. */
export interface Carried {
  /** The revision that it is based on; nothing where it does not say. */
  readonly revision: number | undefined;
  readonly confirm: readonly string[];
}

/** What a form carries beside what is typed; of what is no revision and no code nothing is taken. */
export function carriedBy(form: Form): Carried {
  const revision = form.text('expectedRevision');
  return {
    revision: REVISION.test(revision) ? Number(revision) : undefined,
    confirm: form
      .all('confirm')
      .filter((code) => CODE.test(code))
      .slice(0, MOST_CONFIRMATIONS),
  };
}

/** What came of a refused command: what has to change, or what may be confirmed. */
export type Answer =
  | { readonly kind: 'refused'; readonly refused: readonly Refusal[] }
  | { readonly kind: 'to-confirm'; readonly warnings: readonly Refusal[] }
  | { readonly kind: 'changed-meanwhile' };

/** Codes of refusals that say nothing against what was asked for: the case is no longer as it was shown. */
const MEANWHILE: ReadonlySet<string> = new Set(['changed-meanwhile', 'key-used-already']);

/** What came of a refused command. */
export function answerTo(refused: readonly Refusal[]): Answer {
  if (refused.some(({ code }) => MEANWHILE.has(code))) return { kind: 'changed-meanwhile' };
  const hard = refused.filter(({ confirmable }) => confirmable !== true);
  return hard.length > 0 ? { kind: 'refused', refused: hard } : { kind: 'to-confirm', warnings: refused };
}

/**
 * Adds refusals to what is wrong with a form.
 * @param fields the fields that it has; a refusal about anything else is shown at the first
 */
export function addRefusals(errors: FormErrors, refused: readonly Refusal[], fields: readonly string[]): FormErrors {
  const [first = 'main-content'] = fields;
  for (const { field, message } of refused) errors.add(fields.includes(field) ? field : first, message);
  return errors;
}
