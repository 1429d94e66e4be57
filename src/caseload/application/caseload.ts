import { Injectable } from '@nestjs/common';
import { People, type KnownPerson } from '../../people/application/people.js';
import { PersonTerms } from '../../people/application/person-terms.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Status } from '../../statute/clock.js';
import { Rulebook } from '../../statute/rulebook.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';
import { auditTrail, type AuditItem } from './audit-trail.js';
import { caseFile, type CaseFile, type CaseFileOptions } from './case-file.js';
import { casesOfChild, streamsBeside, streamsOfChild, type CasesOfChild } from './cases-of-child.js';
import { findPeople, type PeopleSearch } from './find-people.js';
import { countOpenCases, listCases, type CaseFilter, type CaseItem, type CasePlace } from './list-cases.js';
import {
  countByStatus,
  countClocks,
  listClocks,
  type ClockCount,
  type ClockFilter,
  type ClockItem,
  type ClockPlace,
  type StatusCounts,
} from './list-clocks.js';
import type { Page, Part } from './page.js';

/** An answer and the day that it is as at. */
export type AsAt<T> = T & { readonly asAt: CalendarDate };

/** A child or young person who was found, and who they are. */
export type FoundPerson = { readonly id: PersonId } & KnownPerson;

/**
 * What can be asked of the caseload: as at a day, and as known on an instant.
 * Every question throws StoreUnavailable where a past moment has to be worked out and the event store does not answer.
 */
@Injectable()
export class Caseload {
  constructor(
    private readonly models: ReadModels,
    private readonly terms: PersonTerms,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  /** The clocks that a filter asks for, those due first first. */
  clocks(moment: Moment, filter: ClockFilter, part?: Part<ClockPlace>): Promise<AsAt<Page<ClockItem, ClockPlace>>> {
    return this.models.asking(moment, async (asked) => ({
      asAt: asked.asAt,
      ...(await listClocks(asked, filter, part)),
    }));
  }

  /** How many clocks that a filter asks for each rule has. */
  clockCounts(moment: Moment, filter: ClockFilter): Promise<readonly ClockCount[]> {
    return this.models.asking(moment, (asked) => countClocks(asked, filter));
  }

  /** How many clocks of each rule have each of some statuses. */
  statusCounts<S extends Status>(moment: Moment, statuses: readonly S[]): Promise<readonly StatusCounts<S>[]> {
    return this.models.asking(moment, (asked) => countByStatus(asked, statuses));
  }

  /** The cases that a filter asks for: those due next first. */
  cases(moment: Moment, filter: CaseFilter, part?: Part<CasePlace>): Promise<AsAt<Page<CaseItem, CasePlace>>> {
    return this.models.asking(moment, async (asked) => ({
      asAt: asked.asAt,
      ...(await listCases(asked, filter, part)),
    }));
  }

  /** How many open cases there are of each kind. */
  openCases(moment: Moment): Promise<Readonly<Record<CaseKindName, number>>> {
    return this.models.asking(moment, countOpenCases);
  }

  /** A case; nothing where there is no such case, or was none then. */
  caseFile(moment: Moment, id: string, options?: CaseFileOptions): Promise<AsAt<CaseFile> | undefined> {
    return this.models.askingAbout(
      moment,
      (live) => streamsBeside(live, id),
      async (asked) => {
        const found = await caseFile(asked, id, options, { rulebook: this.rulebook });
        return found && { asAt: asked.asAt, ...found };
      },
    );
  }

  /** The cases of a child or young person, and what is due in them. */
  casesOfChild(moment: Moment, person: PersonId): Promise<AsAt<CasesOfChild>> {
    return this.models.askingAbout(
      moment,
      (live) => streamsOfChild(live, person),
      async (asked) => ({ asAt: asked.asAt, ...(await casesOfChild(asked, person)) }),
    );
  }

  /** Who recorded what on a case or a person, and when, oldest first. */
  audit(moment: Moment, subject: string, part?: Part<number>): Promise<Page<AuditItem, number>> {
    return this.models.asking(moment, (asked) => auditTrail(asked, subject, part));
  }

  /** The children and young people who are found, and who they are. Who may be found is a matter of today. */
  async findPeople(search: PeopleSearch, part?: Part<string>): Promise<Page<FoundPerson, string>> {
    const { items, ...rest } = await findPeople(this.models.live(), this.terms, search, part);
    const found: FoundPerson[] = [];
    for (const id of items) {
      const person = await this.people.details(id);
      // They can have been erased since.
      if (person.standing === 'known') found.push({ id, ...person });
    }
    return { items: found, ...rest };
  }
}
