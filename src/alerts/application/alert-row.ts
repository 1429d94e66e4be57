import type { RecordedEvent } from '../../event-store/event-store.js';
import type { AlertRow } from '../../read-model/schema.js';
import { evolveAlert, isRaised, UNRAISED, type AlertState } from '../domain/alert.js';
import type { AlertEvent } from '../domain/alert.events.js';

/** An alert as far as its events were taken in. */
export interface FoldedAlert {
  readonly id: string;
  readonly state: AlertState;
  /** What the first event says of the clock. */
  readonly clock: Pick<AlertRow, 'kind' | 'rule' | 'ref'>;
  readonly acknowledgedBy: string | null;
  readonly revision: number;
  readonly createdAt: string;
  readonly recordedAt: string;
  /** When it was raised last, and escalated last. */
  readonly raisedAt: string;
  readonly escalatedAt: string | null;
}

const STREAM = 'alert-';

/** The id of the alert whose stream has a name; nothing for another stream. */
export function alertIn(stream: string): string | undefined {
  return stream.startsWith(STREAM) ? stream.slice(STREAM.length) : undefined;
}

interface ClockOf {
  readonly caseKind?: string;
  readonly rule?: string;
  readonly ref?: string;
}

/** An alert with an event more. */
export function withEvent(id: string, before: FoldedAlert | undefined, event: RecordedEvent): FoldedAlert {
  const { type, data, revision, recordedAt, metadata } = event;
  const { caseKind: kind = '', rule = '', ref = null } = data as ClockOf;
  const isAnswer = type === 'AlertAcknowledged';
  return {
    id,
    state: evolveAlert(before?.state ?? UNRAISED, { type, data } as unknown as AlertEvent),
    clock: before?.clock ?? { kind, rule, ref },
    acknowledgedBy: isAnswer ? metadata.actor : (before?.acknowledgedBy ?? null),
    revision,
    createdAt: before?.createdAt ?? recordedAt,
    recordedAt,
    raisedAt: type === 'AlertRaised' ? recordedAt : (before?.raisedAt ?? recordedAt),
    escalatedAt: type === 'AlertEscalated' ? recordedAt : (before?.escalatedAt ?? null),
  };
}

/** The row of an alert; none before it was raised. */
export function rowOf({ id, state, clock, ...folded }: FoldedAlert): AlertRow | undefined {
  if (!isRaised(state)) return undefined;
  const { acknowledged, escalated, resolved } = state;
  return {
    id,
    case_id: state.case,
    person: state.person,
    ...clock,
    level: state.level,
    raised_on: state.on,
    due_on: state.dueOn,
    summary: state.summary ?? null,
    acknowledged_on: acknowledged?.on ?? null,
    reason: acknowledged?.reason ?? null,
    recovery_on: acknowledged?.recoveryOn ?? null,
    acknowledged_by: acknowledged === undefined ? null : folded.acknowledgedBy,
    has_note: acknowledged?.note === undefined ? 0 : 1,
    escalated_on: escalated?.on ?? null,
    escalated_because: escalated?.because ?? null,
    resolved_on: resolved?.on ?? null,
    resolved_because: resolved?.because ?? null,
    is_open: resolved === undefined ? 1 : 0,
    revision: folded.revision,
    created_at: folded.createdAt,
    recorded_at: folded.recordedAt,
    raised_at: folded.raisedAt,
    escalated_at: escalated === undefined ? null : folded.escalatedAt,
  };
}
