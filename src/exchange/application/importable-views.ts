import type { CaseKindName } from '../../streams/application/any-case.js';
import { importable, importableNames } from './importable.js';

/** What can be said of a milestone in a file. */
export interface AttributeView {
  readonly name: string;
  /** Where it stands. */
  readonly column: 'attributes' | 'outcome';
  readonly needed: boolean;
  /** In words. */
  readonly accepted: string;
}

/** A milestone that can stand in a file. Every one has its day in the column `date`. */
export interface ImportableView {
  readonly milestone: string;
  readonly attributes: readonly AttributeView[];
}

/** The milestones of a kind of case that a file can hold, those that open one first. */
export function viewImportable(kind: CaseKindName): readonly ImportableView[] {
  const opening = importableNames(kind, true);
  const names = [...opening, ...importableNames(kind).filter((name) => !opening.includes(name))];
  return names.flatMap((milestone) => {
    const found = importable(kind, milestone);
    if (found === undefined) return [];
    const hasOutcome = found.entry.attributes.includes('outcome');
    const attributes = [...(hasOutcome ? ['outcome'] : []), ...found.attributes];
    return [
      {
        milestone,
        attributes: attributes.map((name) => ({
          name,
          column: name === 'outcome' ? ('outcome' as const) : ('attributes' as const),
          needed: found.needed.has(name),
          accepted: found.accepted(name),
        })),
      },
    ];
  });
}
