import { longDate } from '../../statute/calendar.js';
import type { PeriodFigures } from '../../timeliness/application/timeliness.js';
import type { PageView } from '../../platform/web/pages.js';
import type { Overview, RuleCounts } from '../application/overview.js';

const number = (count: number): string => count.toLocaleString('en-GB');
const NONE = 'none';

type Share = NonNullable<PeriodFigures['issued']>['including'];

const share = ({ numerator, denominator, percent }: Share): object => ({
  numerator: number(numerator),
  denominator: number(denominator),
  share: percent === null ? NONE : `${percent.toFixed(1)}%`,
});

const ruleRow = ({ rule, name, overdue, excused, dueSoon }: RuleCounts): object => ({
  rule,
  name,
  overdue: number(overdue),
  excused: number(excused),
  dueSoon: number(dueSoon),
});

/** What the page of the council's figures shows. */
export function overviewPage({ asAt, isEmpty, open, rules, leadDays, years, stoppedAt }: Overview): PageView {
  return {
    title: "The council's figures",
    asAt: longDate(asAt),
    isEmpty,
    stoppedAt: stoppedAt ?? null,
    open: [
      { kind: 'Needs assessments', count: number(open.assessments) },
      { kind: 'Plans', count: number(open.plans) },
      { kind: 'Reviews', count: number(open.reviews) },
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
