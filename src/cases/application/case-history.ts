import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { MayBeMissing } from '../../platform/validation.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import type { FieldsOf } from '../../streams/application/case-request.js';
import { IsInstant, IsOneOf, IsUuid } from '../../streams/application/fields.js';
import type { History } from '../../streams/domain/history.js';
import { AllCases } from './all-cases.js';
import { recordingOf } from './recordings.js';

/**
 * Asks for everything that was recorded on a case: what, when, by whom, what was corrected and what it was before. The
 * answer is `undefined` where there is no such case, or was none at that instant.
 */
export class CaseHistory extends Query<History | undefined> {
  /** What kind of case it is. */
  @IsOneOf(CASE_KINDS)
  kind!: CaseKindName;

  /** The id of the case: a UUID. */
  @IsUuid()
  case!: string;

  /** Leaves out what was recorded after this instant: the case as it was known then. */
  @MayBeMissing()
  @IsInstant()
  asKnownOn?: string;

  /** A question with these fields. They are checked when it is answered. */
  static of(fields: FieldsOf<CaseHistory>): CaseHistory {
    return Object.assign(new CaseHistory(), fields);
  }
}

@QueryHandler(CaseHistory)
export class CaseHistoryHandler implements IQueryHandler<CaseHistory> {
  constructor(private readonly cases: AllCases) {}

  /** @throws Problems where the question is malformed */
  async execute(query: CaseHistory): Promise<History | undefined> {
    const cases = this.cases.of(query);
    const { kind, case: id, asKnownOn } = query;
    const until = asKnownOn === undefined ? undefined : new Date(asKnownOn).toISOString();
    return cases.historyOf(id, recordingOf(kind), until);
  }
}
