import type { PageView } from '../../platform/web/pages.js';
import type { ChildWithCases } from '../application/children-with-cases.js';
import { caseRows } from './case-file-cases.js';
import { momentInWords, momentQuery, type ReadMoment } from '../../platform/web/moment.js';
import { planView } from './case-file-plan.js';
import { whoInFull } from './case-file-who.js';

/** What the page of a child or young person shows. */
export function personPage({ who, cases }: ChildWithCases, id: string, moment: ReadMoment): PageView {
  const { asAt } = cases;
  const view = whoInFull(who, asAt);
  return {
    title: view.name,
    id,
    who: view,
    plan: planView(cases.cases, cases.due, asAt),
    cases: caseRows(cases.cases, cases.due, asAt),
    chronologyOf: cases.cases.at(-1)?.id,
    moment: momentInWords(moment.asked),
    query: momentQuery(moment.asked),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
  };
}
