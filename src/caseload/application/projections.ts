import type { EventReading } from '../../event-store/event-store.js';
import type { PersonTerms } from '../../people/application/person-terms.js';
import type { ProjectionMaker } from '../../read-model/projection.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import { AuditProjection } from './audit-projection.js';
import { CaseProjection } from './case-projection.js';
import { PersonProjection } from './person-projection.js';

/**
 * The projections of the read models.
 * @param terms how people are found; without it nobody is, as in tables of a past moment: who may be found is a matter
 *   of today, since those who were erased meanwhile are found nowhere
 * @param mostEvents how many events of cases are kept in memory
 */
export function projectionsOf(
  store: EventReading,
  terms: PersonTerms | undefined,
  evaluation?: EvaluationOptions,
  mostEvents?: number,
): ProjectionMaker {
  return (view) => [
    new CaseProjection(store, view, evaluation, mostEvents),
    new AuditProjection(view),
    ...(terms === undefined || view.asAt !== undefined || view.knownOn !== undefined
      ? []
      : [new PersonProjection(terms, view.fresh)]),
  ];
}
