import { Injectable } from '@nestjs/common';
import { owedToFamily, type OwedToFamily } from '../../cases/application/family-updates.js';
import { WhatMeets } from '../../cases/application/what-meets.js';
import { Names, type ChildName, type ToName } from '../../people/application/names.js';
import { PersonTerms } from '../../people/application/person-terms.js';
import { keepingSight } from '../../platform/access/sight.js';
import { ReadModels, type Asked, type Moment } from '../../read-model/read-models.js';
import type { CaseFileRow, ClockRow } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Status } from '../../statute/clock.js';
import type { Milestone } from '../../statute/milestones.js';
import { Rulebook } from '../../statute/rulebook.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';
import { statusOfRow } from './clock-status.js';
import { findChildren, type FoundChildren } from './find-children.js';
import type { PeopleSearch } from './find-people.js';
import { lastAssignments, type LastAssignment } from './last-assignments.js';
import {
  countedFor,
  countWork,
  holdersOfWork,
  listWork,
  openDuties,
  openReviewsOf,
  type GroupCounts,
  type WorkOrder,
} from './list-work.js';
import type { WorkFilter } from './work-filter.js';
import { nextStepOf, reviewFor, type NextStep, type SteppingCase } from './next-step.js';

/** Something that is due in a case. */
export interface DueThing {
  readonly rule: string;
  readonly name: string;
  readonly ref?: string;
  readonly dutyHolder: string;
  readonly status: Status;
  readonly dueOn: CalendarDate;
  readonly actByOn: CalendarDate;
}

/** An open case as a worklist shows it. */
export interface WorkItem {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly person: PersonId;
  /** Who it is about; nothing where they were erased or their key is not at hand. */
  readonly child: ChildName | undefined;
  readonly stage: string;
  readonly openedOn: CalendarDate;
  readonly openedAs: string;
  readonly officer?: string;
  readonly team?: string;
  /** The first day on which something is due in it, by which lists go. */
  readonly firstDueOn: CalendarDate | undefined;
  /** Everything that is due in it, the first first. */
  readonly due: readonly DueThing[];
  /** The open review of a plan that leads to what meets the first that is due. */
  readonly review?: { readonly id: string; readonly stage: string; readonly openedAs: string };
  readonly next: NextStep;
  /** Who gave it to its officer, where that was lately. */
  readonly assigned?: LastAssignment;
  /** What its family is owed: to hear how things stand, or to be asked how it finds them. */
  readonly owed: readonly OwedToFamily[];
}

/** A part of a worklist. */
export interface WorkPage {
  readonly asAt: CalendarDate;
  readonly items: readonly WorkItem[];
  readonly counts: GroupCounts;
  /** How many cases the filter asks for. */
  readonly total: number;
  /** The page that is shown, from 1; the last one where there are not so many. */
  readonly page: number;
  readonly pages: number;
  readonly sort: WorkSort;
  /** Whether it was asked for by name and has more cases than are sorted so. */
  readonly tooManyForNames: boolean;
}

/** In what order a worklist is. */
export type WorkSort = WorkOrder | 'name';

/** How many cases stand on a page. */
export const CASES_ON_PAGE = 50;
/** The most cases that are sorted by name: every name has to be opened for it. */
export const MOST_BY_NAME = 1_000;
/** How many cases an export reads at once. */
const CASES_AT_ONCE = 500;

const collator = new Intl.Collator('en-GB', { sensitivity: 'base' });

function dueThing(row: ClockRow, asAt: CalendarDate): DueThing {
  return {
    rule: row.rule,
    name: row.name,
    ...(row.ref === null ? {} : { ref: row.ref }),
    dutyHolder: row.duty_holder,
    status: statusOfRow(row, { asAt }),
    dueOn: row.due_on as CalendarDate,
    actByOn: row.act_by_on as CalendarDate,
  };
}

/** What the family of a case is owed on a day. */
function owedIn(row: CaseFileRow, asAt: CalendarDate): readonly OwedToFamily[] {
  const { next_rule: rule, next_due_on: dueOn } = row;
  return owedToFamily(
    {
      kind: row.kind as CaseKindName,
      milestones: JSON.parse(row.milestones) as readonly Milestone[],
      open: row.is_open === 1,
      ...(rule === null || dueOn === null ? {} : { next: { rule, dueOn: dueOn as CalendarDate } }),
    },
    asAt,
  );
}

/** By surname, then forename; those without a name come last. */
function byName(one: ChildName | undefined, other: ChildName | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return collator.compare(one.surname, other.surname) || collator.compare(one.forename, other.forename);
}

/** Answers what somebody has to do: the open cases, and what is due in each of them. */
@Injectable()
export class Worklists {
  readonly #whatMeets: WhatMeets;
  #holders: { readonly upTo: string; readonly holders: ReturnType<typeof holdersOfWork> } | undefined;

  constructor(
    private readonly models: ReadModels,
    private readonly names: Names,
    private readonly terms: PersonTerms,
    rulebook: Rulebook,
  ) {
    this.#whatMeets = new WhatMeets(rulebook);
  }

  /** The day that worklists are as at. */
  today(): CalendarDate {
    return this.models.live().asAt;
  }

  /** A page of the open cases that a filter asks for, as at today where no other day is named. */
  page(filter: WorkFilter, sort: WorkSort, wanted: number, moment: Moment = {}): Promise<WorkPage> {
    return this.models.asking(moment, (asked) => this.#page(asked, filter, sort, wanted));
  }

  async #page(asked: Asked, filter: WorkFilter, sort: WorkSort, wanted: number): Promise<WorkPage> {
    const counts = await countWork(asked, filter);
    const total = countedFor(filter, counts);
    const pages = Math.max(1, Math.ceil(total / CASES_ON_PAGE));
    const page = Math.min(Math.max(1, wanted), pages);
    const stretch = { offset: (page - 1) * CASES_ON_PAGE, limit: CASES_ON_PAGE };
    const tooManyForNames = sort === 'name' && total > MOST_BY_NAME;
    const order = sort === 'name' ? 'due' : sort;
    const rows =
      sort === 'name' && !tooManyForNames
        ? (await this.#byName(asked, filter, counts, total)).slice(stretch.offset, stretch.offset + stretch.limit)
        : await listWork(asked, filter, order, stretch, counts);
    return {
      asAt: asked.asAt,
      items: await this.#items(asked, rows),
      counts,
      total,
      page,
      pages,
      sort: tooManyForNames ? 'due' : sort,
      tooManyForNames,
    };
  }

  /** All open cases that a filter asks for, as at today where no other day is named, some at a time. */
  all(filter: WorkFilter, sort: WorkSort, moment: Moment = {}): AsyncGenerator<readonly WorkItem[], void> {
    return keepingSight(this.#all(filter, sort, moment));
  }

  async *#all(filter: WorkFilter, sort: WorkSort, moment: Moment): AsyncGenerator<readonly WorkItem[], void> {
    const asking = <T>(answer: (asked: Asked) => Promise<T>): Promise<T> => this.models.asking(moment, answer);
    const counts = await asking((asked) => countWork(asked, filter));
    const total = countedFor(filter, counts);
    const named =
      sort === 'name' && total <= MOST_BY_NAME
        ? await asking((asked) => this.#byName(asked, filter, counts, total))
        : undefined;
    const order = sort === 'name' ? 'due' : sort;
    for (let offset = 0; offset < total; offset += CASES_AT_ONCE) {
      const stretch = { offset, limit: CASES_AT_ONCE };
      yield await asking(async (asked) => {
        const rows =
          named?.slice(offset, offset + CASES_AT_ONCE) ?? (await listWork(asked, filter, order, stretch, counts));
        return this.#items(asked, rows);
      });
    }
  }

  /** The children and young people whom one of some searches finds, with their cases. */
  find(searches: readonly PeopleSearch[]): Promise<FoundChildren> {
    return findChildren(this.models.live(), this.terms, this.names, searches);
  }

  /** Everybody, and every team, who has an open case; asked anew only when something was recorded since. */
  async holders(): ReturnType<typeof holdersOfWork> {
    const upTo = (await this.models.projector.checkpoint()) ?? '';
    if (this.#holders?.upTo !== upTo) {
      const one = { upTo, holders: holdersOfWork(this.models.live()) };
      this.#holders = one;
      one.holders.catch(() => {
        if (this.#holders === one) this.#holders = undefined;
      });
    }
    return this.#holders.holders;
  }

  /** Whether any case is on record. */
  async hasCases(): Promise<boolean> {
    const { db } = this.models.live();
    return (await db.selectFrom('case_file').select('id').limit(1).executeTakeFirst()) !== undefined;
  }

  async #byName(asked: Asked, filter: WorkFilter, counts: GroupCounts, total: number): Promise<readonly CaseFileRow[]> {
    const rows = await listWork(asked, filter, 'due', { offset: 0, limit: total }, counts);
    const names = await this.#namesOf(asked, rows);
    return [...rows].sort((one, other) => byName(names.get(one.person), names.get(other.person)));
  }

  async #namesOf({ db }: Asked, rows: readonly CaseFileRow[]): Promise<ReadonlyMap<string, ChildName>> {
    const ids = [...new Set(rows.map(({ person }) => person))];
    if (ids.length === 0) return new Map();
    const people = await db.selectFrom('person').selectAll().where('id', 'in', ids).execute();
    return this.names.of(people as readonly unknown[] as readonly ToName[]);
  }

  async #items(asked: Asked, rows: readonly CaseFileRow[]): Promise<readonly WorkItem[]> {
    const plans = rows.filter(({ kind }) => kind === 'plan').map(({ id }) => id);
    const reviews = await openReviewsOf(asked, plans);
    const duties = Map.groupBy(
      (
        await openDuties(
          asked,
          [...rows, ...reviews].map(({ id }) => id),
        )
      ).map((row) => ({
        of: row.case_id,
        thing: dueThing(row, asked.asAt),
      })),
      ({ of }) => of,
    );
    const dueIn = (id: string): readonly DueThing[] => (duties.get(id) ?? []).map(({ thing }) => thing);
    const stepping = ({ id, kind, stage, opened_as: openedAs }: CaseFileRow): SteppingCase => ({
      id,
      kind: kind as CaseKindName,
      stage,
      openedAs,
      due: dueIn(id),
    });
    const names = await this.#namesOf(asked, rows);
    const assigned = await lastAssignments(
      asked,
      rows.map(({ id }) => id),
    );
    const reviewsOf = Map.groupBy(reviews, ({ origin }) => origin);
    return rows.map((row): WorkItem => {
      const own = (reviewsOf.get(row.id) ?? []).map(stepping);
      const due = dueIn(row.id);
      const given = assigned.get(row.id);
      const review = due[0] && reviewFor(due[0], own, this.#whatMeets);
      return {
        id: row.id,
        kind: row.kind as CaseKindName,
        person: row.person as PersonId,
        child: names.get(row.person),
        stage: row.stage,
        openedOn: row.opened_on as CalendarDate,
        openedAs: row.opened_as,
        ...(row.officer === null ? {} : { officer: row.officer }),
        ...(row.team === null ? {} : { team: row.team }),
        firstDueOn: (row.first_due_on ?? undefined) as CalendarDate | undefined,
        due,
        ...(review === undefined ? {} : { review: { id: review.id, stage: review.stage, openedAs: review.openedAs } }),
        next: nextStepOf(stepping(row), own, this.#whatMeets),
        ...(given === undefined ? {} : { assigned: given }),
        owed: owedIn(row, asked.asAt),
      };
    });
  }
}
