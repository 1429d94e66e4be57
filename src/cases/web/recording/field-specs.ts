import { declaredForms, type DeclaredForm } from '../../../platform/validation.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';

/**
 * How an attribute of a milestone is asked for: `reference` pairs an answer with its request, `case` names another case of
 * the child, `rules` are rules of the rulebook, `code` is a short text.
 */
export type FieldKind = 'day' | 'choice' | 'yes-no' | 'text' | 'reference' | 'case' | 'rules' | 'code';

/** An attribute of a milestone as a field of a form. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  /** What can be chosen. */
  readonly values: readonly (string | number)[];
  /** What is accepted, in words. */
  readonly accepted: string;
}

/** Attributes that say whose case it is, or which case it follows: they are settled when it is opened. */
const SETTLED: ReadonlySet<string> = new Set(['person', 'plan', 'assessment']);

function kindOf({ name, schema }: DeclaredForm, { texts }: CatalogueEntry): FieldKind {
  if (texts.includes(name)) return 'text';
  if (schema.format === 'date') return 'day';
  if (schema.format === 'uuid') return 'case';
  if (Array.isArray(schema.enum)) return 'choice';
  if (schema.type === 'boolean') return 'yes-no';
  if (schema.type === 'array') return 'rules';
  return name === 'ref' ? 'reference' : 'code';
}

/** The fields that ask for everything that can be said of a milestone, its day first. */
export function fieldSpecsOf(entry: CatalogueEntry): readonly FieldSpec[] {
  const specs = declaredForms(entry.request)
    .filter(({ name }) => entry.attributes.includes(name) && !SETTLED.has(name))
    .map((form): FieldSpec => ({
      name: form.name,
      kind: kindOf(form, entry),
      isRequired: form.required,
      values: (form.schema.enum as readonly (string | number)[] | undefined) ?? [],
      accepted: form.accepted,
    }));
  return [...specs.filter(({ name }) => name === 'on'), ...specs.filter(({ name }) => name !== 'on')];
}
