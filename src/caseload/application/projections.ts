import { hash } from 'node:crypto';
import { AlertProjection } from '../../alerts/application/alert-projection.js';
import type { EventReading } from '../../event-store/event-store.js';
import type { PersonTerms } from '../../people/application/person-terms.js';
import type { Projection, ProjectionMaker, View } from '../../read-model/projection.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import { rulebook as standardRulebook, type Rulebook } from '../../statute/rulebook.js';
import { AuditProjection } from './audit-projection.js';
import { CaseProjection } from './case-projection.js';
import { PersonProjection } from './person-projection.js';
import { WholeCaseProjection } from './whole-case-projection.js';

/**
 * The projections of the read models.
 * @param terms how people are found; without it nobody is, as in tables of a past moment: who may be found is a matter
 *   of today, since those who were erased meanwhile are found nowhere
 * @param evaluation by which rules clocks are worked out; the national ones with the usual local standards unless given
 * @param mostEvents how many events of cases are kept in memory
 */
export function projectionsOf(
  store: EventReading,
  terms: PersonTerms | undefined,
  evaluation?: EvaluationOptions,
  mostEvents?: number,
): ProjectionMaker {
  const make = (view: View): readonly Projection[] => [
    view.whole === true ? new WholeCaseProjection(evaluation) : new CaseProjection(store, view, evaluation, mostEvents),
    new AuditProjection(),
    new AlertProjection(store, view, mostEvents),
    ...(terms === undefined || view.asAt !== undefined || view.knownOn !== undefined
      ? []
      : [new PersonProjection(terms, view.fresh)]),
  ];
  return Object.assign(make, { madeBy: fingerprint(evaluation?.rulebook ?? standardRulebook) });
}

const FINGERPRINT_LETTERS = 16;

/** Rules are data, so other rules are another text. */
function fingerprint({ rules }: Rulebook): string {
  return hash('sha256', JSON.stringify(rules), 'base64url').slice(0, FINGERPRINT_LETTERS);
}
