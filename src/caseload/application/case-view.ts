import { deciderOf } from '../../cases/application/case-deciders.js';
import { milestonesAsAt } from '../../statute/as-at.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Clock } from '../../statute/clock.js';
import type { EvaluationOptions } from '../../statute/evaluate.js';
import type { Milestone } from '../../statute/milestones.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import type { Entry } from '../../streams/domain/case-record.js';
import { liveEntries } from '../../streams/domain/case-record.js';

/** An event of a case as far as rows are made of it. */
export interface KeptEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Whom a case was given to. */
export interface Assigned {
  readonly officer: string | null;
  readonly team: string | null;
}

/** A case as its rows show it: what is on record, worked out. */
export interface CaseView extends Assigned {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly person: string;
  readonly stage: string;
  readonly openedOn: CalendarDate;
  /** The kind of assessment or of review; `made` or `transferred-in` for a plan. */
  readonly openedAs: string;
  /** For a plan the assessment that led to it, for a review the plan under review. */
  readonly origin: string | undefined;
  readonly milestones: readonly Milestone[];
  readonly clocks: readonly Clock[];
  /** The milestones that count, in the order of their days. */
  readonly entries: readonly Entry[];
}

/** How cases are looked at. */
export interface Looking {
  readonly asAt?: CalendarDate | undefined;
  readonly evaluation?: EvaluationOptions | undefined;
}

const OPENED_AS: Readonly<Record<string, string>> = { PlanMade: 'made', PlanTransferredIn: 'transferred-in' };

/** Whom a case was given to last, by the end of a day where one is given. */
function assignedIn(events: readonly KeptEvent[], asAt: CalendarDate | undefined): Assigned {
  const last = events.findLast(
    ({ type, data }) => type === 'CaseAssigned' && (asAt === undefined || (data.on as CalendarDate) <= asAt),
  );
  const { officer = null, team = null } = (last?.data ?? {}) as Partial<Assigned>;
  return { officer, team };
}

/**
 * A case from its events, oldest first; nothing where they open none, or none by the day that is looked at.
 * @throws BankHolidaysNotKnown where working days reach beyond the list of bank holidays
 */
export function viewOf(
  kind: CaseKindName,
  id: string,
  events: readonly KeptEvent[],
  { asAt, evaluation }: Looking = {},
): CaseView | undefined {
  const decider = deciderOf(kind);
  const state = decider.replay(events as unknown as Parameters<typeof decider.replay>[0]);
  if (!isOpened(state)) return undefined;
  const stage = asAt === undefined ? state.stage : decider.stageAsAt(state, asAt);
  const opening = state.entries[0];
  if (stage === undefined || opening === undefined) return undefined;
  const all = decider.milestones(state);
  const { clocks } =
    asAt === undefined ? decider.evaluate(state, evaluation) : decider.evaluateAsAt(state, asAt, evaluation);
  const data = opening.data as unknown as {
    readonly on: CalendarDate;
    readonly kind?: string;
    readonly assessment?: string;
    readonly plan?: string;
  };
  const entries = liveEntries(state);
  return {
    id,
    kind,
    person: state.person,
    stage,
    openedOn: data.on,
    openedAs: data.kind ?? OPENED_AS[opening.type] ?? 'other',
    origin: data.assessment ?? data.plan,
    milestones: asAt === undefined ? all : milestonesAsAt(all, asAt),
    clocks,
    entries: asAt === undefined ? entries : entries.filter((entry) => entry.data.on <= asAt),
    ...assignedIn(events, asAt),
  };
}
