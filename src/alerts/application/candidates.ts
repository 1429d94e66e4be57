import { sql, type ExpressionBuilder } from 'kysely';
import { hasStatus } from '../../caseload/application/clock-status.js';
import type { Asked } from '../../read-model/read-models.js';
import type { Tables } from '../../read-model/schema.js';
import { addDays, type CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/case-kinds.js';
import type { AlertSettings } from './alert-settings.js';
import { ALERTED_FORCES } from './case-clocks.js';

/** A case in which something can be missing. */
export interface Candidate {
  readonly kind: CaseKindName;
  readonly id: string;
}

/** How many clocks, or alerts, are read at once. */
const PAGE = 1_000;

/** A row that a page of candidates ends with, by what it is sorted by. */
interface Place {
  readonly due_on: string;
  readonly one: string;
  readonly ordinal: number;
}

type Found = Place & { readonly case_id: string; readonly kind: string };

const FIRST: Place = { due_on: '', one: '', ordinal: -1 };

type Clocks = ExpressionBuilder<Tables, 'clock'>;
type AlertsToo = ExpressionBuilder<Tables, 'clock' | 'alert'>;

/**
 * A text that no index is used for: the alerts and the clocks of a case are few, and those of a rule, or of a rule and a
 * day, are many.
 */
const unindexed = (column: string) => sql<string>`${sql.ref(column)} || ''`;

const isOfClock = (eb: AlertsToo) =>
  eb.and([
    eb('alert.case_id', '=', eb.ref('clock.case_id')),
    eb(unindexed('alert.rule'), '=', unindexed('clock.rule')),
    eb.or([
      eb('alert.ref', '=', eb.ref('clock.ref')),
      eb.and([eb('alert.ref', 'is', null), eb('clock.ref', 'is', null)]),
    ]),
  ]);

/** Whether there is an open alert of a clock that says how it stands. */
function isTold(eb: Clocks, level: 'due-soon' | 'missed') {
  return eb.exists(
    eb
      .selectFrom('alert')
      .select(sql<number>`1`.as('one'))
      .where((both) => isOfClock(both))
      .where('alert.is_open', '=', 1)
      .where('alert.level', '=', level)
      .where((both) => both(unindexed('alert.due_on'), '=', both.ref('clock.due_on' as never))),
  );
}

/** Whether a clock is due within the lead time of its rule. */
function isDueSoon(eb: Clocks, asAt: CalendarDate, { leadDays, leadDaysByRule }: AlertSettings) {
  const own = Object.entries(leadDaysByRule);
  const withinLead = (days: number) => hasStatus(eb, ['due-soon'], { asAt, leadDays: days });
  return eb.or([
    eb.and([
      ...(own.length === 0
        ? []
        : [
            eb(
              'rule',
              'not in',
              own.map(([rule]) => rule),
            ),
          ]),
      withinLead(leadDays),
    ]),
    ...own.map(([rule, days]) => eb.and([eb('rule', '=', rule), withinLead(days)])),
  ]);
}

const longestLead = ({ leadDays, leadDaysByRule }: AlertSettings): number =>
  Math.max(leadDays, ...Object.values(leadDaysByRule));

/** A page of the open clocks that no alert tells of as they stand. */
async function clocksNotTold(
  { db, asAt }: Asked,
  settings: AlertSettings,
  since: CalendarDate | undefined,
  after: Place,
): Promise<readonly Found[]> {
  return db
    .selectFrom('clock')
    .select(['due_on', 'case_id as one', 'ordinal', 'case_id', 'kind'])
    .where((eb) => eb('is_open', '=', eb.lit(1)))
    .where('nature', '=', 'duty')
    .where('force', 'in', ALERTED_FORCES)
    .where('due_on', '<=', addDays(asAt, longestLead(settings)))
    .where('due_on', '>=', since !== undefined && since > after.due_on ? since : after.due_on)
    .where((eb) =>
      eb(eb.refTuple('due_on', 'case_id', 'ordinal'), '>', eb.tuple(after.due_on, after.one, after.ordinal)),
    )
    .where((eb) =>
      eb.or([
        eb.and([hasStatus(eb, ['overdue'], { asAt }), eb.not(isTold(eb, 'missed'))]),
        eb.and([isDueSoon(eb, asAt, settings), eb.not(isTold(eb, 'due-soon'))]),
      ]),
    )
    .orderBy('due_on')
    .orderBy('case_id')
    .orderBy('ordinal')
    .limit(PAGE)
    .execute();
}

/** A page of the open alerts whose clock is over or excused, or that nobody answered in time. */
async function alertsToSettle(
  { db, asAt }: Asked,
  { escalateAfterDays }: AlertSettings,
  after: Place,
): Promise<readonly Found[]> {
  const rows = await db
    .selectFrom('alert')
    .select(['due_on', 'id as one', 'case_id', 'kind'])
    .where((eb) => eb('is_open', '=', eb.lit(1)))
    .where('due_on', '>=', after.due_on)
    .where((eb) => eb(eb.refTuple('due_on', 'id'), '>', eb.tuple(after.due_on, after.one)))
    .where((eb) => {
      const isOpenStill = eb.exists(
        eb
          .selectFrom('clock')
          .select(sql<number>`1`.as('one'))
          .where((both) => isOfClock(both))
          .where('clock.is_open', '=', 1)
          .where((both) => both.or([both('clock.ended_on', 'is', null), both('clock.ended_on', '>', asAt)]))
          .where((both) => both.or([both('clock.met_on', 'is', null), both('clock.met_on', '>', asAt)]))
          .where((both) => both.or([both('clock.excused_ground', 'is', null), both('clock.due_on', '>=', asAt)])),
      );
      const isUnanswered = eb.and([
        eb('acknowledged_on', 'is', null),
        eb('level', '=', 'missed'),
        eb('summary', 'is', null),
        eb('raised_on', '<=', addDays(asAt, -escalateAfterDays)),
      ]);
      return eb.or([
        eb.not(isOpenStill),
        eb.and([eb('escalated_on', 'is', null), eb.or([isUnanswered, eb('recovery_on', '<', asAt)])]),
      ]);
    })
    .orderBy('due_on')
    .orderBy('id')
    .limit(PAGE)
    .execute();
  return rows.map((row) => ({ ...row, ordinal: 0 }));
}

async function* paged(page: (after: Place) => Promise<readonly Found[]>): AsyncGenerator<readonly Candidate[], void> {
  for (let after = FIRST; ;) {
    const rows = await page(after);
    if (rows.length > 0) yield rows.map(({ kind, case_id: id }) => ({ kind: kind as CaseKindName, id }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last;
  }
}

/**
 * The cases in which time alone can have brought something that no alert tells of yet, some at a time; one can come twice.
 * The tables only say where to look.
 * @param since a day on which all of them were looked at: a clock that was due before it has been told of as missed
 */
export async function* candidatesOf(
  asked: Asked,
  settings: AlertSettings,
  since?: CalendarDate,
): AsyncGenerator<readonly Candidate[], void> {
  yield* paged((after) => clocksNotTold(asked, settings, since, after));
  yield* paged((after) => alertsToSettle(asked, settings, after));
}
