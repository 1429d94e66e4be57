import type { Form } from '../../../platform/web/form.js';
import { isUuid } from '../../../platform/http/parameters.js';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { CaseKindName } from '../../../streams/application/any-case.js';
import type { Refusal } from '../../../streams/domain/decider.js';
import type { CaseOnRecord } from '../../application/case-on-record.js';
import { catalogueEntry, type CatalogueEntry } from '../../application/milestone-catalogue.js';
import { recordingCommand, rehearse } from '../../application/rehearse.js';
import { choicesOf, type CaseChoices, type Choice } from './case-choices.js';
import { fieldSpecsOf, type FieldSpec } from './field-specs.js';

/** The most cases that one form records for. */
export const MOST_CASES = 200;

/** A case that was chosen, with what it is called; nothing of it where there is no such case. */
export interface ChosenCase {
  readonly id: string;
  readonly one: CaseOnRecord | undefined;
  readonly name: string;
  readonly caseName: string;
}

/** The ids of the cases that a form names, each once. */
export function idsIn(form: Form): readonly string[] {
  return [...new Set(form.all('case').filter(isUuid))];
}

/** The revisions at which cases were looked at, by their ids. */
export function revisionsIn(form: Form): ReadonlyMap<string, number> {
  return new Map(
    form.all('seen').flatMap((text): [string, number][] => {
      const [id = '', revision = ''] = text.split(':');
      return isUuid(id) && /^\d{1,9}$/.test(revision) ? [[id, Number(revision)]] : [];
    }),
  );
}

/** The kinds of the cases that were chosen, the most frequent first. */
export function kindsOf(chosen: readonly ChosenCase[]): readonly CaseKindName[] {
  const counts = new Map<CaseKindName, number>();
  for (const { one } of chosen) if (one !== undefined) counts.set(one.kind, (counts.get(one.kind) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([kind]) => kind);
}

/** A milestone by its name, as the most frequent kind of the chosen cases that has it knows it. */
export function bulkEntry(chosen: readonly ChosenCase[], milestone: string): CatalogueEntry | undefined {
  for (const kind of kindsOf(chosen)) {
    const entry = catalogueEntry(kind, milestone);
    if (entry !== undefined && !entry.opens) return entry;
  }
  return undefined;
}

/** The fields of a milestone that can be the same for many cases. */
export function bulkSpecs(entry: CatalogueEntry): readonly FieldSpec[] {
  return fieldSpecsOf(entry).filter(({ kind }) => kind !== 'case');
}

/** Everything that can be chosen on some of the cases. */
export function commonChoices(chosen: readonly ChosenCase[]): CaseChoices {
  const all = chosen.flatMap(({ one }) => (one === undefined ? [] : [choicesOf(one)]));
  const merged = (lists: readonly (readonly Choice[])[]): readonly Choice[] => [
    ...new Map(lists.flat().map(({ value, text }) => [value, { value, text }])).values(),
  ];
  return {
    references: (type) => {
      const lists = all.flatMap(({ references }) => {
        const list = references(type);
        return list === undefined ? [] : [list];
      });
      return lists.length === 0 ? undefined : merged(lists);
    },
    reviews: [],
    rules: merged(all.map(({ rules }) => rules)),
  };
}

/** What recording a milestone on a case would come to. */
export type Foreseen =
  | { readonly outcome: 'records' | 'unchanged' }
  | { readonly outcome: 'warns' | 'refused'; readonly reasons: readonly Refusal[] }
  | { readonly outcome: 'unknown' };

const NOT_OF_THIS_KIND: Refusal = {
  code: 'not-of-this-case',
  message: 'This milestone does not belong on a case of this kind.',
  field: 'milestone',
};

/** The fields of which a kind of case knows. */
export function fieldsFor({ attributes }: CatalogueEntry, fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => attributes.includes(name)));
}

/** What recording a milestone on a case would come to, some warnings confirmed. */
export function foresee(
  one: CaseOnRecord | undefined,
  milestone: string,
  fields: Readonly<Record<string, unknown>>,
  confirm: readonly string[],
  today: CalendarDate,
): Foreseen {
  if (one === undefined) return { outcome: 'unknown' };
  const entry = catalogueEntry(one.kind, milestone);
  if (entry === undefined || entry.opens) return { outcome: 'refused', reasons: [NOT_OF_THIS_KIND] };
  const command = recordingCommand(entry, fieldsFor(entry, fields), confirm);
  const rehearsed = rehearse(one.kind, one.state, command, today);
  if (rehearsed.refused === undefined) return { outcome: rehearsed.isNew ? 'records' : 'unchanged' };
  const hard = rehearsed.refused.filter(({ confirmable }) => confirmable !== true);
  return hard.length > 0 ? { outcome: 'refused', reasons: hard } : { outcome: 'warns', reasons: rehearsed.refused };
}
