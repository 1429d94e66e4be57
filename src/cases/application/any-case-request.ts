import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsOneOf } from '../../streams/application/fields.js';

/** A request that every kind of case knows. */
export abstract class AnyCaseRequest extends CaseRequest {
  static override readonly head: readonly string[] = [...CaseRequest.head, 'kind'];

  /** What kind of case it is. */
  @IsOneOf(CASE_KINDS)
  kind!: CaseKindName;
}
