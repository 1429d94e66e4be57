import type { ReadModels } from '../../read-model/read-models.js';
import type { CaseKindName } from '../../streams/application/case-kinds.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { AlertedClock } from '../domain/alert.events.js';

/** Cases that are asked for at once. */
const CASES_AT_ONCE = 200;

/** The clocks of the alerts that the tables have of some cases, by the id of the case. */
export async function alertedClocksOf(
  models: ReadModels,
  cases: readonly string[],
): Promise<ReadonlyMap<string, readonly AlertedClock[]>> {
  const { db } = models.live();
  const found: AlertedClock[] = [];
  for (let from = 0; from < cases.length; from += CASES_AT_ONCE) {
    const rows = await db
      .selectFrom('alert')
      .select(['case_id', 'kind', 'person', 'rule', 'ref'])
      .where('case_id', 'in', cases.slice(from, from + CASES_AT_ONCE))
      .execute();
    for (const { case_id: id, kind, person, rule, ref } of rows) {
      const about = { case: id, caseKind: kind as CaseKindName, person: person as PersonId, rule };
      found.push(ref === null ? about : { ...about, ref });
    }
  }
  return Map.groupBy(found, (clock) => clock.case);
}
