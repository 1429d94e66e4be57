import { Injectable } from '@nestjs/common';
import { Caseload } from '../../caseload/application/caseload.js';
import type { PeopleSearch } from '../../caseload/application/find-people.js';
import type { CaseItem } from '../../caseload/application/list-cases.js';
import { People } from '../../people/application/people.js';
import { isUuid } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import type { PersonId } from '../../streams/domain/event.js';
import { ChildMatches } from './new-matches.js';
import type { ChildOnRecord, Subject } from './new-opening.js';

/** How many children a search shows. */
const MOST = 20;

/** Finds the child, or the plan, that a form for a new case is about. */
@Injectable()
export class NewSubjects {
  constructor(
    private readonly caseload: Caseload,
    private readonly people: People,
    private readonly matches: ChildMatches,
  ) {}

  /**
   * What is on record of a plan, or of a child.
   * @throws Refusal (404) where there is no such plan or child; (410) where the child was erased
   */
  async of(ids: { readonly person?: string | undefined; readonly plan?: string | undefined }): Promise<Subject> {
    if (ids.plan !== undefined) {
      const plan = await this.#planOf(ids.plan);
      return { plan, child: await this.#childOf(plan.person) };
    }
    return ids.person === undefined ? {} : { child: await this.#childOf(ids.person) };
  }

  /** The children who are found, with their cases, and whether there are more. */
  async search(search: PeopleSearch): Promise<{ readonly children: readonly ChildOnRecord[]; readonly more: boolean }> {
    const { items, next } = await this.caseload.findPeople(search, { limit: MOST });
    const children = items.map(async (person): Promise<ChildOnRecord[]> =>
      person.standing === 'known'
        ? [{ id: person.id, details: person.details, cases: await this.matches.casesOf(person.id) }]
        : [],
    );
    return { children: (await Promise.all(children)).flat(), more: next !== undefined };
  }

  async #planOf(id: string): Promise<CaseItem> {
    const plan = isUuid(id) ? await this.caseload.caseFile({}, id) : undefined;
    if (plan?.kind !== 'plan') throw new Refusal(404, 'There is no plan with this id.');
    return plan;
  }

  async #childOf(id: string): Promise<ChildOnRecord> {
    const person = isUuid(id) ? await this.people.details(id as PersonId) : undefined;
    if (person?.standing === 'erased') throw new Refusal(410, 'This child or young person was erased.');
    if (person?.standing !== 'known') throw new Refusal(404, 'There is no child or young person with this id.');
    return { id: id as PersonId, details: person.details, cases: await this.matches.casesOf(id as PersonId) };
  }
}
