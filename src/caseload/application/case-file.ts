import type { Kysely } from 'kysely';
import { deciderOf } from '../../cases/application/case-deciders.js';
import { isHidden } from '../../platform/access/sight.js';
import type { Asked } from '../../read-model/read-models.js';
import type { AdviceRow, CaseFileRow, ClockRow, Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Clock, Duty, ExceptionOutcome, Mark } from '../../statute/clock.js';
import { evaluate, type EvaluationOptions } from '../../statute/evaluate.js';
import { explain, explainDuty } from '../../statute/explanation.js';
import type { Milestone } from '../../statute/milestones.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';
import { withoutWhatIsOver } from '../../streams/domain/over.js';
import { openDuties } from './cases-of-child.js';
import { caseItem, type CaseItem } from './list-cases.js';
import { clockItem, type ClockItem } from './list-clocks.js';

/** How a case file is asked for. */
export interface CaseFileOptions {
  /** Whether to tell how each clock was worked out. */
  readonly explain?: boolean | undefined;
  /** How many days before its due date a clock is due soon; 14 where nothing is said. */
  readonly leadDays?: number | undefined;
  /** Whether to tell what is due in the other cases of the child or young person. */
  readonly elsewhere?: boolean | undefined;
}

/** A clock in its case file. */
export interface FileClock extends ClockItem {
  /** The provisions; only with an explanation. */
  readonly basis?: string;
  /** Other dates that belong to it; only with an explanation. */
  readonly marks?: readonly Mark[];
  /** How it was worked out, in sentences. */
  readonly explanation?: readonly string[];
}

/** A duty without a fixed limit in its case file. */
export type FileDuty = Omit<Duty, 'workings'> & { readonly explanation: readonly string[] };

/** A request for advice. */
export interface AdviceItem {
  readonly ref: string;
  readonly adviser: string;
  readonly askedOn: string;
  /** The day that body received the request, where it is on record. */
  readonly reachedOn?: string;
  readonly dueOn?: string;
  readonly receivedOn?: string;
  /** The last day on which it was returned for its quality. */
  readonly returnedOn?: string;
  /** Whether it is outstanding. */
  readonly open: boolean;
}

/** A case with everything that is asked of it. */
export interface CaseFile extends CaseItem {
  readonly clocks: readonly FileClock[];
  /** Duties without a fixed limit, and what became of exceptions; only with an explanation. */
  readonly duties?: readonly FileDuty[];
  readonly exceptions?: readonly ExceptionOutcome[];
  readonly advice: readonly AdviceItem[];
  /** What the law is told: the milestones that count, in the order of their days. */
  readonly milestones: readonly Milestone[];
  /** The other cases of the same child or young person, in the order in which they were opened. */
  readonly related: readonly CaseItem[];
  /** The duties that are open in those, those due first first; only where they are asked for. */
  readonly dueElsewhere?: readonly ClockItem[];
}

const filled = (parts: Readonly<Record<string, string | null>>): object =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));

function adviceItem(row: AdviceRow): AdviceItem {
  return {
    ref: row.ref,
    adviser: row.adviser,
    askedOn: row.asked_on,
    ...filled({
      reachedOn: row.reached_on,
      dueOn: row.due_on,
      receivedOn: row.received_on,
      returnedOn: row.returned_on,
    }),
    open: row.is_open === 1,
  };
}

const sameClock = ({ rule, ref, startedOn, dueOn }: Clock, row: ClockRow): boolean =>
  rule === row.rule && (ref ?? null) === row.ref && startedOn === row.started_on && dueOn === row.due_on;

function explained(
  rows: readonly ClockRow[],
  { kind, milestones }: CaseFileRow,
  { asAt, leadDays, evaluation }: { asAt: CalendarDate; leadDays: number | undefined; evaluation?: EvaluationOptions },
): Pick<CaseFile, 'clocks' | 'duties' | 'exceptions'> {
  const facts = JSON.parse(milestones) as readonly Milestone[];
  const { clocks, duties, exceptions } = withoutWhatIsOver(evaluate(facts, evaluation), facts, evaluation);
  const { keeps } = deciderOf(kind as CaseKindName);
  const left = [...clocks];
  return {
    clocks: rows.map((row): FileClock => {
      const item = clockItem(row, asAt, leadDays);
      const found = left.findIndex((clock) => sameClock(clock, row));
      const [clock] = found < 0 ? [] : left.splice(found, 1);
      if (clock === undefined) return item;
      const { basis, marks } = clock;
      return { ...item, basis, ...(marks.length === 0 ? {} : { marks }), explanation: explain(clock, asAt) };
    }),
    duties: duties
      .filter(({ rule }) => keeps(rule))
      .map((duty) => {
        const { workings: _, ...rest } = duty;
        return { ...rest, explanation: explainDuty(duty, asAt) };
      }),
    exceptions: exceptions.filter(({ clock }) => keeps(clock)),
  };
}

/** The rows of a case, and of the other cases of the same person; nothing where there is no such case to be seen. */
async function rowsOf(db: Kysely<Tables>, id: string, due: { readonly elsewhereOn?: CalendarDate }) {
  const row = await db.selectFrom('case_file').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || isHidden(row.person as PersonId)) return undefined;
  const related = await db
    .selectFrom('case_file')
    .selectAll()
    .where('person', '=', row.person)
    .where('id', '!=', id)
    .orderBy('opened_on')
    .orderBy('id')
    .execute();
  const { elsewhereOn } = due;
  const others = related.map((other) => other.id);
  return {
    row,
    clocks: await db.selectFrom('clock').selectAll().where('case_id', '=', id).orderBy('ordinal').execute(),
    advice: await db.selectFrom('advice').selectAll().where('case_id', '=', id).orderBy('ref').execute(),
    related,
    dueElsewhere: elsewhereOn === undefined ? undefined : await openDuties(db, others, elsewhereOn),
  };
}

/**
 * A case: where it stands, its clocks on the day that is asked for, the advice, and the other cases of the same child or
 * young person. Nothing where there is no such case, or was none then.
 */
export async function caseFile(
  { db, asAt }: Asked,
  id: string,
  options: CaseFileOptions = {},
  evaluation?: EvaluationOptions,
): Promise<CaseFile | undefined> {
  // In one transaction, so that what is projected meanwhile is in all of it or in nothing.
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  const { leadDays, elsewhere } = options;
  const due = elsewhere === true ? { elsewhereOn: asAt } : {};
  const found = await reading.execute((transaction) => rowsOf(transaction, id, due));
  if (found === undefined) return undefined;
  const { row, clocks, advice, related, dueElsewhere } = found;
  return {
    ...caseItem(row),
    ...(options.explain === true
      ? explained(clocks, row, { asAt, leadDays, ...(evaluation === undefined ? {} : { evaluation }) })
      : { clocks: clocks.map((clock) => clockItem(clock, asAt, leadDays)) }),
    advice: advice.map(adviceItem),
    milestones: JSON.parse(row.milestones) as readonly Milestone[],
    related: related.map(caseItem),
    ...(dueElsewhere === undefined ? {} : { dueElsewhere }),
  };
}
