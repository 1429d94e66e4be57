import type { ReadModels, Asked } from '../../read-model/read-models.js';
import { withoutSightOf } from '../../platform/access/sight.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { AlertLevel } from '../domain/alert.events.js';
import { alertRows } from './alert-filter.js';
import { lastChange } from './alert-marks.js';

/** What an open alert is counted by. */
export interface OpenAlert {
  readonly person: string;
  readonly team: string | null;
  readonly officer: string | null;
  readonly rule: string;
  readonly adviser: string | null;
  readonly level: AlertLevel;
  readonly dueOn: CalendarDate;
  readonly isAcknowledged: boolean;
  readonly isEscalated: boolean;
  readonly summary: string | null;
  /** An instant, ISO 8601 in UTC. */
  readonly createdAt: string;
}

/** The open alerts as the tables had them at an event. */
export interface OpenAlertsAt {
  /** The position of the event; empty before the first. */
  readonly position: string;
  readonly alerts: ReadonlyMap<string, OpenAlert>;
}

/** How many ids a statement names at most. */
const IDS_AT_ONCE = 500;
/** When cases changed so many times over, everything is read anew. */
const MOST_CHANGES = 2_000;
/** Milliseconds by which the clocks of two processes may differ that record alerts. */
const SKEW = 120_000;

const inParts = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, part) =>
    ids.slice(part * IDS_AT_ONCE, (part + 1) * IDS_AT_ONCE),
  );

const openRows = (asked: Asked) =>
  alertRows(asked)
    // Said as it stands in the indexes of open alerts, so that they are used.
    .where((eb) => eb('alert.is_open', '=', eb.lit(1)))
    .select(['alert.id', 'alert.person', 'alert.rule', 'alert.level', 'alert.due_on', 'alert.summary'])
    .select(['alert.acknowledged_on', 'alert.escalated_on', 'alert.created_at'])
    .select(['case_file.team', 'case_file.officer', 'advice.adviser']);

type OpenRow = Awaited<ReturnType<ReturnType<typeof openRows>['execute']>>[number];

const openAlert = (row: OpenRow): OpenAlert => ({
  person: row.person,
  team: row.team,
  officer: row.officer,
  rule: row.rule,
  adviser: row.adviser,
  level: row.level as AlertLevel,
  dueOn: row.due_on as CalendarDate,
  isAcknowledged: row.acknowledged_on !== null,
  isEscalated: row.escalated_on !== null,
  summary: row.summary,
  createdAt: row.created_at,
});

/** All open alerts, of every child: whoever counts them leaves out those who are kept from whoever asks. */
export async function allOpenAlerts(asked: Asked): Promise<ReadonlyMap<string, OpenAlert>> {
  const rows = await openRows(asked).execute();
  return new Map(rows.map((row) => [row.id, openAlert(row)]));
}

/**
 * Keeps the open alerts at hand, so that counting them costs no more than what changed: of many thousand, a few change
 * while a page is looked at.
 */
export class OpenAlerts {
  #known: (OpenAlertsAt & { readonly lastChange: string }) | undefined;
  #reading: Promise<OpenAlertsAt> | undefined;

  constructor(private readonly models: ReadModels) {}

  /** The open alerts as the tables have them now. Whoever asks while they are read waits for the same answer. */
  current(): Promise<OpenAlertsAt> {
    this.#reading ??= withoutSightOf(new Set(), () => this.#read()).finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<OpenAlertsAt> {
    // Read first: what is recorded while the rest is read is read again the next time.
    const position = (await this.models.projector.checkpoint()) ?? '';
    const known = this.#known;
    if (known?.position === position) return known;
    const asked = this.models.live();
    const last = (await lastChange(asked)) ?? '';
    const changed = known === undefined || position < known.position ? undefined : await changedSince(asked, known);
    const alerts =
      known === undefined || changed === undefined
        ? await allOpenAlerts(asked)
        : await withChanges(asked, known.alerts, changed);
    this.#known = { position, alerts, lastChange: last };
    return this.#known;
  }
}

/** The alerts that may have changed: their own events, or those of their cases. Nothing where there are very many. */
async function changedSince(
  { db }: Asked,
  { position, lastChange: last }: { readonly position: string; readonly lastChange: string },
): Promise<readonly string[] | undefined> {
  const since = last === '' ? '' : new Date(Date.parse(last) - SKEW).toISOString();
  const own = await db
    .selectFrom('alert')
    .select('id')
    .where('recorded_at', '>=', since)
    .limit(MOST_CHANGES + 1)
    .execute();
  const events = await db
    .selectFrom('audit')
    .select('subject')
    .where('position', '>', position)
    .limit(MOST_CHANGES + 1)
    .execute();
  if (own.length > MOST_CHANGES || events.length > MOST_CHANGES) return undefined;
  const ids = new Set(own.map(({ id }) => id));
  for (const some of inParts([...new Set(events.map(({ subject }) => subject))])) {
    for (const { id } of await db.selectFrom('alert').select('id').where('case_id', 'in', some).execute()) ids.add(id);
  }
  return [...ids];
}

async function withChanges(
  asked: Asked,
  known: ReadonlyMap<string, OpenAlert>,
  changed: readonly string[],
): Promise<ReadonlyMap<string, OpenAlert>> {
  if (changed.length === 0) return known;
  const alerts = new Map(known);
  for (const id of changed) alerts.delete(id);
  for (const some of inParts(changed)) {
    for (const row of await openRows(asked).where('alert.id', 'in', some).execute()) alerts.set(row.id, openAlert(row));
  }
  return alerts;
}
