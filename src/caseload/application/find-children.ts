import type { Names, ChildName, ToName } from '../../people/application/names.js';
import type { PersonTerms } from '../../people/application/person-terms.js';
import type { Asked } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';
import { findPeople, type PeopleSearch } from './find-people.js';
import { caseItem, type CaseItem } from './list-cases.js';

/** A child or young person who was found, and their cases: those that are open first, then by the day they were opened. */
export interface FoundChild {
  readonly id: PersonId;
  readonly child: ChildName;
  readonly cases: readonly CaseItem[];
}

/** Those who were found. */
export interface FoundChildren {
  readonly children: readonly FoundChild[];
  /** Whether there are more than are shown. */
  readonly isCut: boolean;
}

/** The most who are shown: among more nobody finds the one who is meant. */
export const MOST_FOUND = 50;

const collator = new Intl.Collator('en-GB', { sensitivity: 'base' });

const byName = ({ child: one }: FoundChild, { child: other }: FoundChild): number =>
  collator.compare(one.surname, other.surname) ||
  collator.compare(one.forename, other.forename) ||
  one.dateOfBirth.localeCompare(other.dateOfBirth);

const openFirst = (one: CaseItem, other: CaseItem): number =>
  Number(other.open) - Number(one.open) || other.openedOn.localeCompare(one.openedOn);

/** The children and young people whom one of some searches finds, by name, with their cases. */
export async function findChildren(
  asked: Asked,
  terms: PersonTerms,
  names: Names,
  searches: readonly PeopleSearch[],
): Promise<FoundChildren> {
  const found = new Set<PersonId>();
  let isCut = false;
  for (const search of searches) {
    const { items, next } = await findPeople(asked, terms, search, { limit: MOST_FOUND });
    isCut ||= next !== undefined;
    for (const id of items) found.add(id);
  }
  const ids = [...found].slice(0, MOST_FOUND);
  if (ids.length === 0) return { children: [], isCut };
  const { db } = asked;
  const people = await db.selectFrom('person').selectAll().where('id', 'in', ids).execute();
  const rows = await db.selectFrom('case_file').selectAll().where('person', 'in', ids).execute();
  const casesOf = Map.groupBy(rows.map(caseItem), ({ person }) => person);
  const known = await names.of(people as readonly unknown[] as readonly ToName[]);
  const children = [...known].map(([id, child]): FoundChild => {
    return { id, child, cases: [...(casesOf.get(id) ?? [])].sort(openFirst) };
  });
  return { children: children.sort(byName), isCut: isCut || found.size > MOST_FOUND };
}
