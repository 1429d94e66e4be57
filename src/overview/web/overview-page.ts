import { longDate } from '../../statute/calendar.js';
import { HIDDEN, isPublishable, type ProtectedAnswer } from '../../timeliness/application/protected-timeliness.js';
import { countInWords } from '../../timeliness/application/count-words.js';
import type { PageView } from '../../platform/web/pages.js';
import type { Overview, RuleCounts } from '../application/overview.js';

/** A count that stands by itself. */
const alone = (count: number): string => countInWords(isPublishable(count) ? count : HIDDEN);
const NONE = 'none';

type Share = NonNullable<ProtectedAnswer['periods'][number]['issued']>['including'];

const share = ({ numerator, denominator, percent }: Share): object => ({
  numerator: countInWords(numerator),
  denominator: countInWords(denominator),
  share: percent === null ? NONE : percent === HIDDEN ? HIDDEN : `${percent.toFixed(1)}%`,
});

/** How many are past their due date, excused or not, is told elsewhere: where one of the two is small, both are hidden. */
function ruleRow({ rule, name, overdue, excused, dueSoon }: RuleCounts): object {
  const arePast = isPublishable(overdue) && isPublishable(excused);
  return {
    rule,
    name,
    overdue: arePast ? countInWords(overdue) : HIDDEN,
    excused: arePast ? countInWords(excused) : HIDDEN,
    dueSoon: alone(dueSoon),
  };
}

/** What the page of the council's figures shows. */
export function overviewPage({ asAt, isEmpty, open, rules, leadDays, years, stoppedAt }: Overview): PageView {
  return {
    title: "The council's figures",
    asAt: longDate(asAt),
    isEmpty,
    stoppedAt: stoppedAt ?? null,
    open: [
      { kind: 'Needs assessments', count: alone(open.assessments) },
      { kind: 'Plans', count: alone(open.plans) },
      { kind: 'Reviews', count: alone(open.reviews) },
    ],
    leadDays,
    tables: [
      {
        id: 'council',
        caption: `Duties of the council that are past their due date, or due within ${String(leadDays)} days`,
        rows: rules.filter(({ isDuty }) => isDuty).map(ruleRow),
      },
      {
        id: 'others',
        caption: 'Duties of others, and time that the family or the council may use, likewise',
        rows: rules.filter(({ isDuty }) => !isDuty).map(ruleRow),
      },
    ].filter(({ rows }) => rows.length > 0),
    years: years.flatMap(({ period, complete, issued }) =>
      issued === undefined
        ? []
        : [
            {
              year: complete ? period : `${period} so far`,
              including: share(issued.including),
              excluding: share(issued.excluding),
            },
          ],
    ),
  };
}
