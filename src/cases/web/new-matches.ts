import { Injectable } from '@nestjs/common';
import { Caseload, type FoundPerson } from '../../caseload/application/caseload.js';
import type { PeopleSearch } from '../../caseload/application/find-people.js';
import type { CaseItem } from '../../caseload/application/list-cases.js';
import type { Identity } from '../../people/application/identity.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { Described } from './new-child.js';

/** How many children are offered at most. */
const MOST = 10;

/** What a child on record has in common with what was typed. */
export type Likeness = 'upn' | 'reference' | 'name-and-birth' | 'surname-and-birth' | 'forename-and-birth';

/** A child on record who may be the one that was typed. */
export interface Match {
  readonly id: PersonId;
  readonly details: Identity;
  /** In the order of how much it says. */
  readonly alike: readonly Likeness[];
  readonly cases: readonly CaseItem[];
}

const PER_PAGE = 50;

/** What is searched for; all of a search has to apply, and one of the searches. */
function searchesFor({
  forename,
  surname,
  dateOfBirth,
  upn,
  reference,
}: Described): ReadonlyMap<Likeness, PeopleSearch> {
  const born = { 'date-of-birth': dateOfBirth };
  return new Map<Likeness, PeopleSearch>([
    ...(upn === undefined ? [] : [['upn', { upn }] as const]),
    ...(reference === undefined ? [] : [['reference', { reference }] as const]),
    ['name-and-birth', { name: `${forename} ${surname}`, ...born }],
    ['surname-and-birth', { name: surname, ...born }],
    ['forename-and-birth', { name: forename, ...born }],
  ]);
}

/** What somebody has in common with what was typed; the whole name says all that a part of it would. */
function likenessesOf(found: readonly Likeness[]): readonly Likeness[] {
  return found.includes('name-and-birth')
    ? found.filter((one) => one !== 'surname-and-birth' && one !== 'forename-and-birth')
    : found;
}

/** Finds the children on record who may be one that somebody types, with their cases. */
@Injectable()
export class ChildMatches {
  constructor(private readonly caseload: Caseload) {}

  /** Those who may be the child, by UPN, reference, or a name and the date of birth. */
  async of(typed: Described): Promise<readonly Match[]> {
    const found = new Map<PersonId, { readonly person: FoundPerson; readonly alike: Likeness[] }>();
    for (const [likeness, search] of searchesFor(typed)) {
      for (const person of (await this.caseload.findPeople(search, { limit: PER_PAGE })).items) {
        const known = found.get(person.id) ?? { person, alike: [] };
        known.alike.push(likeness);
        found.set(person.id, known);
      }
    }
    const matches = [...found.values()].slice(0, MOST).map(async ({ person, alike }): Promise<Match[]> =>
      person.standing === 'known'
        ? [
            {
              id: person.id,
              details: person.details,
              alike: likenessesOf(alike),
              cases: await this.casesOf(person.id),
            },
          ]
        : [],
    );
    return (await Promise.all(matches)).flat();
  }

  /** The cases of a child, those that are open first. */
  async casesOf(person: PersonId): Promise<readonly CaseItem[]> {
    const { items } = await this.caseload.cases({}, { person });
    return items.toSorted((one, other) => Number(other.open) - Number(one.open));
  }
}
