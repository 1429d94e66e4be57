import { Injectable } from '@nestjs/common';
import { People, type KnownPerson } from '../../people/application/people.js';
import type { Moment } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';
import { Caseload, type AsAt } from './caseload.js';
import type { CasesOfChild } from './cases-of-child.js';

/** A child or young person with all of their cases. */
export interface ChildWithCases {
  readonly who: KnownPerson;
  readonly cases: AsAt<CasesOfChild>;
}

/** Puts together what is shown of a child or young person. */
@Injectable()
export class ChildrenWithCases {
  constructor(
    private readonly caseload: Caseload,
    private readonly people: People,
  ) {}

  /** A child or young person; nothing where nobody has that id and no case is theirs. */
  async of(moment: Moment, person: PersonId): Promise<ChildWithCases | undefined> {
    const [who, cases] = await Promise.all([this.people.details(person), this.caseload.casesOfChild(moment, person)]);
    return who.standing === 'unknown' && cases.cases.length === 0 ? undefined : { who, cases };
  }
}
