import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { CaseHistory } from '../../cases/application/case-history.js';
import { People, type KnownPerson } from '../../people/application/people.js';
import type { Moment } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { History } from '../../streams/domain/history.js';
import type { CaseFile } from './case-file.js';
import { Caseload, type AsAt } from './caseload.js';

/** Everything that there is to know of a case. */
export interface WholeCase {
  readonly file: AsAt<CaseFile>;
  readonly history: History;
  /** The child or young person. */
  readonly who: KnownPerson;
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
    const file = await this.caseload.caseFile(moment, id, { explain: true, elsewhere: true });
    if (file === undefined) return undefined;
    const { kind, person } = file;
    const [history, who] = await Promise.all([
      this.queries.execute(CaseHistory.of({ kind, case: id, ...knownOnly(moment) })),
      this.people.details(person as PersonId),
    ]);
    if (history === undefined) return undefined;
    return { file, history, who, isBehind: history.revision > file.revision };
  }
}

const knownOnly = ({ knownOn }: Moment): { readonly asKnownOn?: string } =>
  knownOn === undefined ? {} : { asKnownOn: knownOn };
