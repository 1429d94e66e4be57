import { sql, type Kysely } from 'kysely';
import type { TableName, Tables } from './schema.js';

type ColumnOf<T extends TableName> = Extract<keyof Tables[T], string>;

interface Index<T extends TableName> {
  readonly columns: readonly ColumnOf<T>[];
  /** Only rows that are open: few among many, and those that are asked for every day. */
  readonly openOnly?: true;
  /** Only rows of plans: their limits are asked for by the years in which they are due. */
  readonly plansOnly?: true;
}

interface TableDefinition<T extends TableName> {
  /** In the order in which rows are written. */
  readonly columns: Readonly<Record<ColumnOf<T>, 'text' | 'integer' | 'text?'>>;
  readonly key: readonly ColumnOf<T>[];
  readonly indexes: readonly Index<T>[];
}

/** Changes whenever the tables, or what the projections write into them, change: the read models are then made anew. */
export const DEFINITION = '10';

/** What is kept with the tables, to know those that have to be made anew. */
export function definitionOf({ madeBy }: { readonly madeBy?: string }): string {
  return madeBy === undefined ? DEFINITION : `${DEFINITION}/${madeBy}`;
}

/** What each table is made of. */
export const TABLES: { readonly [T in TableName]: TableDefinition<T> } = {
  case_file: {
    columns: {
      id: 'text',
      kind: 'text',
      person: 'text',
      stage: 'text',
      is_open: 'integer',
      opened_on: 'text',
      opened_as: 'text',
      origin: 'text?',
      officer: 'text?',
      team: 'text?',
      revision: 'integer',
      position: 'text',
      created_at: 'text',
      recorded_at: 'text',
      next_due_on: 'text?',
      next_act_by_on: 'text?',
      next_rule: 'text?',
      first_due_on: 'text?',
      milestones: 'text',
    },
    key: ['id'],
    indexes: [
      { columns: ['person'] },
      { columns: ['origin'] },
      { columns: ['kind', 'id'] },
      { columns: ['next_due_on', 'id'], openOnly: true },
      { columns: ['officer', 'next_due_on', 'id'], openOnly: true },
      { columns: ['team', 'next_due_on', 'id'], openOnly: true },
      { columns: ['first_due_on', 'id'], openOnly: true },
      // With all that a workload counts by, so that it looks at no case itself.
      { columns: ['officer', 'first_due_on', 'id', 'team', 'kind', 'stage', 'person'], openOnly: true },
      { columns: ['team', 'first_due_on', 'id'], openOnly: true },
    ],
  },
  clock: {
    columns: {
      case_id: 'text',
      ordinal: 'integer',
      kind: 'text',
      person: 'text',
      rule: 'text',
      ref: 'text?',
      name: 'text',
      force: 'text',
      nature: 'text',
      duty_holder: 'text',
      started_on: 'text',
      due_on: 'text',
      act_by_on: 'text',
      met_on: 'text?',
      elapsed: 'integer',
      ended_on: 'text?',
      ended_because: 'text?',
      excused_ground: 'text?',
      is_open: 'integer',
      officer: 'text?',
      team: 'text?',
    },
    key: ['case_id', 'ordinal'],
    indexes: [
      { columns: ['due_on', 'case_id', 'ordinal'], openOnly: true },
      { columns: ['officer', 'due_on', 'case_id', 'ordinal'], openOnly: true },
      { columns: ['team', 'due_on', 'case_id', 'ordinal'], openOnly: true },
      { columns: ['rule', 'due_on', 'case_id', 'ordinal'], openOnly: true },
      { columns: ['rule', 'due_on', 'case_id', 'ordinal'], plansOnly: true },
    ],
  },
  advice: {
    columns: {
      case_id: 'text',
      ref: 'text',
      adviser: 'text',
      asked_on: 'text',
      reached_on: 'text?',
      due_on: 'text?',
      received_on: 'text?',
      returned_on: 'text?',
      is_open: 'integer',
      officer: 'text?',
      team: 'text?',
    },
    key: ['case_id', 'ref'],
    indexes: [{ columns: ['adviser', 'due_on'], openOnly: true }],
  },
  audit: {
    columns: {
      position: 'text',
      subject: 'text',
      kind: 'text',
      revision: 'integer',
      type: 'text',
      day: 'text?',
      recorded_at: 'text',
      actor: 'text',
    },
    // The events of a case lie together; an id may be that of streams of several kinds.
    key: ['subject', 'revision', 'kind'],
    indexes: [{ columns: ['position'] }],
  },
  person: { columns: { id: 'text', revision: 'integer' }, key: ['id'], indexes: [] },
  person_term: {
    columns: { person: 'text', field: 'text', term: 'text' },
    key: ['term', 'field', 'person'],
    indexes: [{ columns: ['person'] }],
  },
  plan_span: {
    columns: {
      plan: 'text',
      person: 'text',
      from_on: 'text',
      made_on: 'text?',
      last_reviewed_on: 'text?',
      ended_on: 'text?',
    },
    key: ['plan'],
    indexes: [],
  },
  review_step: {
    columns: {
      review: 'text',
      plan: 'text',
      review_kind: 'text',
      opened_on: 'text',
      meeting_on: 'text?',
      decision_on: 'text?',
      outcome: 'text?',
      notice_on: 'text?',
      final_on: 'text?',
      cancelled_on: 'text?',
    },
    key: ['review'],
    // The first holds all that the census asks of a review, so that each plan's last meeting is found in it.
    indexes: [
      { columns: ['plan', 'meeting_on', 'review', 'cancelled_on', 'decision_on', 'outcome'] },
      // By the decision with which a limit of the plan was met, with the days that are counted then.
      { columns: ['plan', 'decision_on', 'meeting_on', 'cancelled_on', 'outcome', 'notice_on', 'final_on'] },
    ],
  },
  measure_day: {
    columns: { measure: 'text', basis: 'text', day: 'text', band: 'text', excepted: 'integer', count: 'integer' },
    key: ['measure', 'basis', 'day', 'band', 'excepted'],
    indexes: [],
  },
  measure_case: {
    columns: {
      case_id: 'text',
      ordinal: 'integer',
      measure: 'text',
      person: 'text',
      team: 'text?',
      due_on: 'text?',
      over_on: 'text?',
      band: 'text',
      excepted: 'integer',
    },
    key: ['case_id', 'ordinal'],
    // Those that are open now come first, the longest wait at the front; then those that were over last.
    indexes: [{ columns: ['measure', 'over_on', 'due_on'] }],
  },
  person_trait: {
    columns: { person: 'text', born_from: 'integer', sex: 'text?', need: 'text?', area: 'text?' },
    key: ['person'],
    indexes: [],
  },
  alert: {
    columns: {
      id: 'text',
      case_id: 'text',
      kind: 'text',
      person: 'text',
      rule: 'text',
      ref: 'text?',
      level: 'text',
      raised_on: 'text',
      due_on: 'text',
      summary: 'text?',
      acknowledged_on: 'text?',
      reason: 'text?',
      recovery_on: 'text?',
      acknowledged_by: 'text?',
      has_note: 'integer',
      escalated_on: 'text?',
      escalated_because: 'text?',
      resolved_on: 'text?',
      resolved_because: 'text?',
      is_open: 'integer',
      revision: 'integer',
      created_at: 'text',
      recorded_at: 'text',
      raised_at: 'text',
      escalated_at: 'text?',
    },
    key: ['id'],
    indexes: [
      { columns: ['case_id'] },
      { columns: ['due_on', 'id'], openOnly: true },
      { columns: ['rule', 'due_on', 'id'], openOnly: true },
      { columns: ['recorded_at'] },
    ],
  },
};

/** Every table, in the order in which they are made. */
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** The columns of a table in the order in which rows are written. */
export function columnsOf<T extends TableName>(table: T): readonly ColumnOf<T>[] {
  return Object.keys(TABLES[table].columns) as ColumnOf<T>[];
}

// The names are those of the definition, which the types of the tables hold to; Kysely knows a prefixed name as no table.
type AnyTables = Kysely<Record<string, never>>;

/** Makes the tables, without their indexes. */
export async function createTables(db: Kysely<Tables>, prefix: string, isSqlite: boolean): Promise<void> {
  for (const table of TABLE_NAMES) {
    const { columns, key } = TABLES[table] as TableDefinition<TableName>;
    let making = (db as unknown as AnyTables).schema.createTable(`${prefix}${table}`);
    for (const [name, type] of Object.entries(columns)) {
      making = making.addColumn(name, type === 'integer' ? 'integer' : 'text', (column) =>
        type === 'text?' ? column : column.notNull(),
      );
    }
    making = making.addPrimaryKeyConstraint(`${prefix}${table}_key`, key as never);
    // The rows of a table stand in the order of its key, so that those of one case lie together.
    await (isSqlite ? making.modifyEnd(sql`without rowid`) : making).execute();
  }
}

/** The rows that an index holds, where it does not hold all: queries that mean them say the same in the same words. */
function partOf({ openOnly, plansOnly }: Omit<Index<TableName>, 'columns'>) {
  if (openOnly === true) return { column: sql.ref('is_open'), value: sql.lit(1) };
  return plansOnly === true ? { column: sql.ref('kind'), value: sql.lit('plan') } : undefined;
}

/**
 * Makes the indexes of the tables.
 * @param generation tells their names from those of the tables that these replace
 */
export async function createIndexes(db: Kysely<Tables>, prefix: string, generation: string): Promise<void> {
  for (const table of TABLE_NAMES) {
    const { indexes } = TABLES[table] as TableDefinition<TableName>;
    for (const [number, { columns, ...only }] of indexes.entries()) {
      const making = (db as unknown as AnyTables).schema
        .createIndex(`${table}_${generation}_${String(number)}`)
        .on(`${prefix}${table}`)
        .columns(columns as never);
      const part = partOf(only);
      await (part === undefined ? making : making.where(part.column, '=', part.value)).execute();
    }
  }
}

/** Drops the tables with what is in them; those that are missing are no fault. */
export async function dropTables(db: Kysely<Tables>, prefix: string): Promise<void> {
  for (const table of TABLE_NAMES) await db.schema.dropTable(`${prefix}${table}`).ifExists().execute();
}

/** Gives the tables of a prefix the names under which they are asked. */
export async function renameTables(db: Kysely<Tables>, prefix: string): Promise<void> {
  for (const table of TABLE_NAMES) await db.schema.alterTable(`${prefix}${table}`).renameTo(table).execute();
}
