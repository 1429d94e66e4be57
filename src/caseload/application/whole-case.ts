import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { CaseHistory } from '../../cases/application/case-history.js';
import { People, type KnownPerson } from '../../people/application/people.js';
import type { Moment } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { History } from '../../streams/domain/history.js';
import type { CaseFile } from './case-file.js';
import { Caseload, type AsAt } from './caseload.js';
import { OPEN_STATUSES } from './clock-status.js';
import type { ClockItem } from './list-clocks.js';
import { LARGEST_PAGE } from './page.js';

/** Everything that there is to know of a case. */
export interface WholeCase {
  readonly file: AsAt<CaseFile>;
  readonly history: History;
  /** The child or young person. */
  readonly who: KnownPerson;
  /** The duties that are open in the other cases of the child, those due first first. */
  readonly openElsewhere: readonly ClockItem[];
  /** Whether something was recorded that the dates do not take account of yet. */
  readonly isBehind: boolean;
}

/** Puts together what a case file shows. */
@Injectable()
export class WholeCases {
  constructor(
    private readonly caseload: Caseload,
    private readonly people: People,
    private readonly queries: QueryBus,
  ) {}

  /** A case as at a day and as known at an instant; nothing where there is no such case, or was none then. */
  async of(moment: Moment, id: string): Promise<WholeCase | undefined> {
    const file = await this.caseload.caseFile(moment, id, { explain: true });
    if (file === undefined) return undefined;
    const { kind, person } = file;
    const [history, who, openElsewhere] = await Promise.all([
      this.queries.execute(CaseHistory.of({ kind, case: id, ...knownOnly(moment) })),
      this.people.details(person as PersonId),
      file.related.length === 0 ? [] : this.#openElsewhere({ ...moment, asAt: file.asAt }, file),
    ]);
    if (history === undefined) return undefined;
    return { file, history, who, openElsewhere, isBehind: history.revision > file.revision };
  }

  async #openElsewhere(moment: Moment, { id, person }: CaseFile): Promise<readonly ClockItem[]> {
    const { items } = await this.caseload.clocks(
      moment,
      { person, status: OPEN_STATUSES, nature: ['duty'] },
      { limit: LARGEST_PAGE },
    );
    return items.filter((clock) => clock.case !== id);
  }
}

const knownOnly = ({ knownOn }: Moment): { readonly asKnownOn?: string } =>
  knownOn === undefined ? {} : { asKnownOn: knownOn };
