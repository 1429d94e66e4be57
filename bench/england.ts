import { DatabaseSync } from 'node:sqlite';
import { alertIdOf } from '../src/alerts/application/alert-streams.js';
import { TABLES } from '../src/read-model/definition.js';

/** The columns of each table that name a case, a plan, a review or a child. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  case_file: ['id', 'person', 'origin'],
  clock: ['case_id', 'person'],
  advice: ['case_id'],
  plan_span: ['plan', 'person'],
  review_step: ['review', 'plan'],
  measure_case: ['case_id', 'person'],
};

/** How many hexadecimal digits at the head of an id tell the copies apart. */
const DIGITS = 4;

/** The id that a case has in a copy of the authority. */
export const idInCopy = (id: string, copy: number): string =>
  copy === 0 ? id : copy.toString(16).padStart(DIGITS, '0') + id.slice(DIGITS);

/**
 * Makes an authority many times as large, in its tables alone: each case is there once for every copy, under an id of its
 * own, and each count is so many times as high. A log of that size would take hours to make.
 * @param file the database of the read models, which nobody else has open
 * @param times how many times as large
 */
export function multiply(file: string, times: number): void {
  const db = new DatabaseSync(file);
  db.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -262144; pragma temp_store = file');
  const indexes = db
    .prepare("select name, sql from sqlite_master where type = 'index' and sql is not null")
    .all() as unknown as readonly { readonly name: string; readonly sql: string }[];
  for (const { name } of indexes) db.exec(`drop index ${name}`);
  for (const [table, names] of Object.entries(NAMES)) {
    const columns = Object.keys(TABLES[table as keyof typeof TABLES].columns);
    const first = names[0] ?? '';
    // Beside the originals, whose ids begin with anything, so that none is copied twice.
    db.exec(`create temp table original as select * from ${table} order by substr(${first}, ${String(DIGITS + 1)})`);
    for (let copy = 1; copy < times; copy += 1) {
      const head = copy.toString(16).padStart(DIGITS, '0');
      const selected = columns.map((column) =>
        names.includes(column) ? `'${head}' || substr(${column}, ${String(DIGITS + 1)})` : column,
      );
      db.exec(`insert or ignore into ${table} (${columns.join(', ')}) select ${selected.join(', ')} from original`);
    }
    db.exec('drop table original');
  }
  copyAlerts(db, times);
  db.exec(`update measure_day set count = count * ${String(times)}`);
  for (const { sql } of indexes) db.exec(sql);
  db.close();
}

interface About {
  readonly case: string;
  readonly rule: string;
  readonly ref?: string;
}

/** The id of the alert of a clock, which follows from its case. */
export const alertInCopy = ({ case: id, rule, ref }: About): string =>
  alertIdOf({ case: id, rule, ...(ref === undefined ? {} : { ref }) });

/** Alerts have ids that follow from their cases. */
function copyAlerts(db: DatabaseSync, times: number): void {
  const columns = Object.keys(TABLES.alert.columns);
  const rows = db.prepare('select * from alert').all() as unknown as readonly Record<string, string | number | null>[];
  const insert = db.prepare(
    `insert or ignore into alert (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  );
  for (let copy = 1; copy < times; copy += 1) {
    db.exec('begin');
    for (const row of rows) {
      const [id, person] = [idInCopy(String(row.case_id), copy), idInCopy(String(row.person), copy)];
      const about = { case: id, rule: String(row.rule), ...(row.ref === null ? {} : { ref: String(row.ref) }) };
      const copied = { ...row, id: alertInCopy(about), case_id: id, person };
      insert.run(...columns.map((column) => (copied as typeof row)[column] ?? null));
    }
    db.exec('commit');
  }
}

/** The most memory that a program has taken so far, in MiB. */
export const peakMebibytes = (): number => process.resourceUsage().maxRSS / 1024;
