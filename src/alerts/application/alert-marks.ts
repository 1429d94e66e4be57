import type { Asked } from '../../read-model/read-models.js';
import type { AlertRow } from '../../read-model/schema.js';

/** Up to where alerts have changed. */
export interface AlertMark {
  /** The instant of the last event of any alert, ISO 8601 in UTC; empty before the first. */
  readonly at: string;
  /** The alerts that changed at that very instant, each as it was then. */
  readonly known: ReadonlySet<string>;
}

type ChangedRow = Pick<AlertRow, 'id' | 'person' | 'revision' | 'recorded_at'>;

const versionOf = ({ id, revision }: ChangedRow): string => `${id} ${String(revision)}`;

function markOf(rows: readonly ChangedRow[], from: string): AlertMark {
  const at = rows.reduce((last, { recorded_at }) => (recorded_at > last ? recorded_at : last), from);
  return { at, known: new Set(rows.filter(({ recorded_at }) => recorded_at === at).map(versionOf)) };
}

/** The instant of the last event of any alert, ISO 8601 in UTC; nothing before the first. */
export async function lastChange({ db }: Asked): Promise<string | undefined> {
  const last = db.selectFrom('alert').select('recorded_at').orderBy('recorded_at', 'desc').limit(1);
  return (await last.executeTakeFirst())?.recorded_at;
}

const changedFrom = ({ db }: Asked, instant: string): Promise<readonly ChangedRow[]> =>
  db
    .selectFrom('alert')
    .select(['id', 'person', 'revision', 'recorded_at'])
    .where('recorded_at', '>=', instant)
    .execute();

/** Up to where alerts have changed now. */
export async function markNow(asked: Asked): Promise<AlertMark> {
  const at = (await lastChange(asked)) ?? '';
  return markOf(await changedFrom(asked, at), at);
}

/** Whose alerts changed after a mark, whoever asks, and the mark after them. */
export async function changedAfter(
  asked: Asked,
  mark: AlertMark,
): Promise<{ readonly children: readonly string[]; readonly mark: AlertMark }> {
  const rows = await changedFrom(asked, mark.at);
  const fresh = rows.filter((row) => !mark.known.has(versionOf(row)));
  return { children: [...new Set(fresh.map(({ person }) => person))], mark: markOf(rows, mark.at) };
}
