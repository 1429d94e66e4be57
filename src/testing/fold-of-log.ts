import { adviceRows, caseFileRow, clockRows } from '../caseload/application/case-rows.js';
import { caseOf } from '../caseload/application/case-streams.js';
import { viewOf } from '../caseload/application/case-view.js';
import { deciderOf } from '../cases/application/case-deciders.js';
import type { RecordedEvent } from '../event-store/event-store.js';
import type { MeasureDayRow } from '../read-model/schema.js';
import { day } from '../statute/calendar.js';
import { isOpened } from '../streams/domain/case-decider.js';
import { fold } from '../streams/domain/decider.js';
import {
  contributionsOf,
  measureCaseRows,
  measuredIn,
  planSpanOf,
  reviewStepOf,
} from '../timeliness/application/case-measures.js';
import { comparable, type TableContents } from './table-contents.js';

const AUDITED = ['assessment', 'plan', 'review', 'person'];

type Said = Readonly<Record<string, unknown>>;

/** The last event of some types among events, and where it stands. */
function lastOf(
  events: readonly RecordedEvent[],
  ...types: readonly string[]
): { at: number; data: Said; actor: string } {
  const at = events.findLastIndex(({ type }) => types.includes(type));
  const event = events[at];
  return { at, data: event?.data ?? {}, actor: event?.metadata.actor ?? '' };
}

/** The row of an alert, from the last event of each type. */
function alertRow(events: readonly RecordedEvent[]): Said {
  const raised = lastOf(events, 'AlertRaised');
  const days = lastOf(events, 'AlertRaised', 'AlertMoved');
  const resolved = lastOf(events.slice(raised.at), 'AlertResolved');
  const answer = lastOf(events, 'AlertAcknowledged');
  // What was said when the clock was due soon holds where it is missed before the day of recovery; nothing holds longer.
  const between = events.slice(answer.at);
  const raisings = between.filter(({ type }) => type === 'AlertRaised');
  const holds =
    answer.at >= 0 &&
    raisings.every(({ data }) => ((answer.data.recoveryOn ?? '') as string) > (data.dueOn as string)) &&
    (raisings.length === 0 || !between.slice(0, raised.at - answer.at).some(({ type }) => type === 'AlertResolved'));
  const since = Math.max(raised.at, answer.at, 0);
  const escalated = lastOf(events.slice(since), 'AlertEscalated');
  const said = (data: Said, name: string): unknown => data[name] ?? null;
  const [first, last] = [events[0], events.at(-1)];
  const isOpen = resolved.at < 0;
  return {
    id: first?.stream.slice('alert-'.length),
    case_id: raised.data.case,
    kind: first?.data.caseKind,
    person: raised.data.person,
    rule: first?.data.rule,
    ref: said(first?.data ?? {}, 'ref'),
    level: raised.data.level,
    raised_on: days.data.on,
    due_on: days.data.dueOn,
    summary: said(raised.data, 'summary'),
    acknowledged_on: holds ? answer.data.on : null,
    reason: holds ? answer.data.reason : null,
    recovery_on: holds ? said(answer.data, 'recoveryOn') : null,
    acknowledged_by: holds ? answer.actor : null,
    has_note: holds && answer.data.note !== undefined ? 1 : 0,
    escalated_on: said(escalated.data, 'on'),
    escalated_because: said(escalated.data, 'because'),
    resolved_on: said(resolved.data, 'on'),
    resolved_because: said(resolved.data, 'because'),
    is_open: isOpen ? 1 : 0,
    revision: last?.revision,
    created_at: first?.recordedAt,
    recorded_at: last?.recordedAt,
    raised_at: events[raised.at]?.recordedAt,
    escalated_at: escalated.at < 0 ? null : events[since + escalated.at]?.recordedAt,
  };
}

/** Every row that follows from a log, worked out stream by stream; people are found by their details. */
export function foldOf(events: readonly RecordedEvent[]): TableContents {
  const tables = {
    case_file: [] as unknown[],
    clock: [] as unknown[],
    advice: [] as unknown[],
    audit: [] as unknown[],
    person: [] as unknown[],
    person_term: [] as unknown[],
    plan_span: [] as unknown[],
    review_step: [] as unknown[],
    measure_day: [] as MeasureDayRow[],
    measure_case: [] as unknown[],
    person_trait: [] as unknown[],
    alert: [] as unknown[],
  };
  for (const { position, stream, revision, type, data, recordedAt, metadata } of events) {
    const [kind = ''] = stream.split('-', 1);
    if (!AUDITED.includes(kind)) continue;
    tables.audit.push({
      position,
      subject: stream.slice(kind.length + 1),
      kind,
      revision,
      type,
      day: data.on ?? null,
      recorded_at: recordedAt,
      actor: metadata.actor,
    });
  }
  const ownerOf = (id: string): string | undefined => events.find(({ stream }) => stream.endsWith(id))?.stream;
  for (const [stream, own] of Map.groupBy(events, (event) => event.stream)) {
    const first = own[0];
    const last = own.at(-1);
    if (first === undefined || last === undefined) continue;
    if (stream.startsWith('alert-')) {
      tables.alert.push(alertRow(own));
      continue;
    }
    const found = caseOf(stream);
    if (found === undefined) {
      const { details } = last.data;
      const id = stream.slice('person-'.length);
      if (details === undefined) continue;
      tables.person.push({ id, revision: last.revision });
      tables.person_term.push({ person: id, field: 'name', term: details });
      tables.person_trait.push({ person: id, born_from: 2015, sex: null, need: null, area: null });
      continue;
    }
    const { kind, id } = found;
    if (ownerOf(id) !== stream) continue;
    const decider = deciderOf(kind);
    const state = fold(decider, own as unknown as Parameters<typeof decider.replay>[0]);
    const view = viewOf(kind, id, own);
    if (!isOpened(state) || view === undefined) continue;
    const { revision, position, recordedAt } = last;
    tables.case_file.push({
      ...caseFileRow(view, { revision, position, recordedAt, createdAt: first.recordedAt }),
      id,
      kind,
      person: state.person,
      stage: state.stage,
      officer: state.assigned?.officer ?? null,
      team: state.assigned?.team ?? null,
      milestones: JSON.stringify(decider.milestones(state)),
    });
    tables.clock.push(
      ...clockRows({ ...view, clocks: decider.evaluate(state).clocks }, day(recordedAt.slice(0, 'YYYY-MM-DD'.length))),
    );
    tables.advice.push(...adviceRows(view));
    tables.plan_span.push(...[planSpanOf(view)].filter((row) => row !== undefined));
    tables.review_step.push(...[reviewStepOf(view)].filter((row) => row !== undefined));
    tables.measure_case.push(...measureCaseRows(view, measuredIn(view)));
    for (const { measure, basis, day: on, band, excepted } of contributionsOf(view)) {
      const row = { measure, basis, day: on, band, excepted: excepted ? 1 : 0 };
      const same = tables.measure_day.find((one) =>
        Object.entries(row).every(([column, value]) => one[column as keyof MeasureDayRow] === value),
      );
      if (same === undefined) tables.measure_day.push({ ...row, count: 1 });
      else same.count += 1;
    }
  }
  return comparable(tables as unknown as TableContents);
}
