import { TERM_FIELDS, type PersonTerms, type Term, type TermField } from '../../people/application/person-terms.js';
import { hiddenChildren } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';
import { pageOf, sizeOf, type Page, type Part } from './page.js';

/** By what children and young people are searched for; all that is given has to apply. */
export type PeopleSearch = Readonly<Partial<Record<TermField, string>>>;

/**
 * The ids of the children and young people who are found, in the order of their ids; none where nothing is searched for.
 * @param part goes on after an id
 */
export async function findPeople(
  { db }: Asked,
  terms: PersonTerms,
  search: PeopleSearch,
  part: Part<string> = {},
): Promise<Page<PersonId, string>> {
  const wanted: Term[] = [];
  for (const field of TERM_FIELDS) {
    const text = search[field];
    if (text === undefined) continue;
    const searched = await terms.searched(field, text);
    // What leaves nothing to search for finds nobody.
    if (searched.length === 0) return { items: [] };
    wanted.push(...searched);
  }
  const [first, ...others] = wanted;
  if (first === undefined) return { items: [] };
  const size = sizeOf(part);
  const of = ({ field, hash }: Term) =>
    db.selectFrom('person_term').select('person').where('term', '=', hash).where('field', '=', field);
  const hidden = hiddenChildren();
  let query = of(first)
    .$if(hidden.length > 0, (those) => those.where('person', 'not in', hidden))
    .where('person', '>', part.after ?? '')
    .orderBy('person')
    .limit(size + 1);
  for (const term of others) query = query.where('person', 'in', of(term));
  return pageOf(
    await query.execute(),
    size,
    ({ person }) => person as PersonId,
    ({ person }) => person,
  );
}
