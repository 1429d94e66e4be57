import { Holds, isRecord } from '../../platform/validation.js';
import type { Changes } from '../domain/event.js';
import { CaseRequest } from './case-request.js';
import { discreet, IsEntryNumber, IsText } from './fields.js';

const MOST_ATTRIBUTES = 20;

/** A request to correct a milestone. */
export abstract class CorrectionRequest extends CaseRequest {
  /** The number of the milestone in its case, from 1. */
  @IsEntryNumber()
  entry!: number;

  /** The attributes that change, such as `{"on": "2025-03-04"}`; `null` takes one away. */
  @Holds(
    discreet(
      'an object with the attributes that change, such as {"on": "2025-03-04"}; null takes one away',
      (value) => isRecord(value) && Object.keys(value).length > 0 && Object.keys(value).length <= MOST_ATTRIBUTES,
    ),
  )
  to!: Changes;

  /** Why; kept encrypted. */
  @IsText()
  reason!: string;
}
