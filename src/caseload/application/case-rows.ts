import type { AdviceRow, CaseFileRow, ClockRow } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { isMetBy, type Clock } from '../../statute/clock.js';
import type { DutyHolder } from '../../statute/rule.js';
import type { Entry } from '../../streams/domain/case-record.js';
import type { CaseView } from './case-view.js';

/** Where the events of a case stand. */
export interface Standing {
  readonly revision: number;
  readonly position: string;
  readonly createdAt: string;
  readonly recordedAt: string;
}

/** The stages at which the council has done what the case is about. */
const ENDED: ReadonlySet<string> = new Set([
  'assessment/refused-to-assess',
  'assessment/refused-to-issue',
  'assessment/plan-issued',
  'assessment/closed',
  'plan/ceased',
  'plan/transferred-out',
  'plan/closed',
  'review/decided-to-maintain',
  'review/decided-to-cease',
  'review/completed',
  'review/plan-ceased',
  'review/cancelled',
  'review/closed',
]);

/** Those of whom the law speaks and who are the council, or for whom it acts. */
const COUNCIL: ReadonlySet<DutyHolder> = new Set<DutyHolder>([
  'council',
  'old council',
  'new council',
  'health body or council',
  'head teacher or council',
]);

/** Whether a duty of someone is the council's to see to. */
export const isCouncils = (holder: DutyHolder): boolean => COUNCIL.has(holder);

/** Whether nothing on record meets or ends a clock. */
const isOpen = ({ metOn, elapsed, endedOn }: Clock): boolean =>
  endedOn === undefined && (metOn === undefined || elapsed === true);

/** The first clock of some to be due. */
function firstDue(clocks: readonly Clock[]): Clock | undefined {
  return clocks.reduce<Clock | undefined>(
    (first, clock) => (first === undefined || clock.dueOn < first.dueOn ? clock : first),
    undefined,
  );
}

/** The row of a case. */
export function caseFileRow(view: CaseView, { revision, position, createdAt, recordedAt }: Standing): CaseFileRow {
  // Time that runs out by itself is nothing that has to be done.
  const duties = view.clocks.filter((clock) => isOpen(clock) && clock.nature === 'duty');
  const next = firstDue(duties.filter(({ dutyHolder }) => isCouncils(dutyHolder)));
  return {
    id: view.id,
    kind: view.kind,
    person: view.person,
    stage: view.stage,
    is_open: next !== undefined || !ENDED.has(`${view.kind}/${view.stage}`) ? 1 : 0,
    opened_on: view.openedOn,
    opened_as: view.openedAs,
    origin: view.origin ?? null,
    officer: view.officer,
    team: view.team,
    revision,
    position,
    created_at: createdAt,
    recorded_at: recordedAt,
    next_due_on: next?.dueOn ?? null,
    next_act_by_on: next?.actByOn ?? null,
    next_rule: next?.rule ?? null,
    first_due_on: firstDue(duties)?.dueOn ?? null,
    milestones: JSON.stringify(view.milestones),
  };
}

/**
 * Whether a clock can be open on a day: what ends it comes later, such as the end of the time in which the family may
 * appeal.
 */
const canBeOpen = (clock: Clock, day: CalendarDate): boolean =>
  (clock.endedOn === undefined || clock.endedOn > day) && !isMetBy(clock, day);

/**
 * The rows of the clocks of a case.
 * @param day the first day that they can be asked for: the one that is looked at, or that of the last recording
 */
export function clockRows({ id, kind, person, clocks, officer, team }: CaseView, day: CalendarDate): ClockRow[] {
  return clocks.map((clock, ordinal) => ({
    case_id: id,
    ordinal,
    kind,
    person,
    rule: clock.rule,
    ref: clock.ref ?? null,
    name: clock.name,
    force: clock.force,
    nature: clock.nature,
    duty_holder: clock.dutyHolder,
    started_on: clock.startedOn,
    due_on: clock.dueOn,
    act_by_on: clock.actByOn,
    met_on: clock.metOn ?? null,
    elapsed: clock.elapsed === true ? 1 : 0,
    ended_on: clock.endedOn ?? null,
    ended_because: clock.endedBecause ?? null,
    excused_ground: clock.excused?.ground ?? null,
    is_open: canBeOpen(clock, day) ? 1 : 0,
    officer,
    team,
  }));
}

/** The limit for advice (regulation 8(1)). */
const ADVICE_RULE = 'N2';

interface AdviceEntry {
  readonly ref: string;
  readonly adviser: string;
  readonly receivedOn?: string;
}

const refOf = ({ data }: Entry): string | undefined => (data as { readonly ref?: string }).ref;

/** The rows of the advice that was asked for in a needs assessment. */
export function adviceRows({ id, entries, clocks, officer, team }: CaseView): AdviceRow[] {
  const rows = new Map<string, AdviceRow>();
  for (const entry of entries) {
    const ref = refOf(entry);
    if (ref === undefined) continue;
    const known = rows.get(ref);
    const { on } = entry.data;
    if (entry.type === 'AdviceRequested' && known === undefined) {
      const { adviser, receivedOn } = entry.data as unknown as AdviceEntry;
      rows.set(ref, {
        case_id: id,
        ref,
        adviser,
        asked_on: on,
        reached_on: receivedOn ?? null,
        due_on: clocks.find((clock) => clock.rule === ADVICE_RULE && clock.ref === ref)?.dueOn ?? null,
        received_on: null,
        returned_on: null,
        is_open: 1,
        officer,
        team,
      });
    } else if (entry.type === 'AdviceReceived' && known !== undefined) {
      rows.set(ref, { ...known, received_on: known.received_on ?? on, is_open: 0 });
    } else if (entry.type === 'AdviceReturned' && known !== undefined) {
      rows.set(ref, { ...known, returned_on: on, is_open: 1 });
    }
  }
  return [...rows.values()];
}
