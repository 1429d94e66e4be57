import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreDamaged, StoreUnavailable } from '../event-store.js';
import { digestOf, GENESIS, type EventRow } from './digest.js';
import { lastEvent } from './last-event.js';
import { EMPTY, type Head, type Marked } from './mark.js';
import { reasonOf, troubleOf } from './sqlite-errors.js';

/** How many of the last events are looked at even after an orderly end. */
const LAST_EVENTS = 1_000;
/** How many events are looked at in one go; other work gets its turn in between. */
const PAGE = 2_000;
/** How many damages are spelled out. */
const MOST_DAMAGES = 20;

/** What to do about a damaged log. */
export function repairOf(file: string): string {
  return `Restore ${file} from the backup, and remove ${file}-wal, ${file}-shm and ${file}-mark: what was recorded after the backup has to be recorded again.`;
}

/** Positions that share a damage, as ranges. */
class Ranges {
  readonly #ranges: [from: number, to: number][] = [];

  add(from: number, to = from): void {
    const last = this.#ranges.at(-1);
    if (last?.[1] === from - 1) last[1] = to;
    else this.#ranges.push([from, to]);
  }

  sentences(singular: string, plural: string): string[] {
    const shown = this.#ranges
      .slice(0, MOST_DAMAGES)
      .map(([from, to]) =>
        from === to
          ? `The event at position ${String(from)} ${singular}.`
          : `The events at positions ${String(from)} to ${String(to)} ${plural}.`,
      );
    const more = this.#ranges.length - shown.length;
    return more > 0 ? [...shown, `The same is so at ${String(more)} more places.`] : shown;
  }
}

const asRow = (row: Record<string, SQLOutputValue>): EventRow & { readonly digest: string } =>
  row as unknown as EventRow & { readonly digest: string };

/** Looks at what the file holds, without changing it. */
class Inspection {
  readonly #missing = new Ranges();
  readonly #altered = new Ranges();
  readonly #others: string[] = [];

  constructor(
    private readonly database: DatabaseSync,
    private readonly file: string,
  ) {}

  /** Whether the log reaches as far as was acknowledged, with the same event there. */
  reaches(marked: Head, head: Head): void {
    if (marked.position > head.position) {
      this.#missing.add(head.position + 1, marked.position);
    } else if (marked.position > 0) {
      const at = this.database.prepare('SELECT digest FROM event WHERE position = ?').get(marked.position);
      if (at !== undefined && at.digest !== marked.digest) this.#altered.add(marked.position);
    }
  }

  /**
   * Whether every event from a position on is there and as it was recorded.
   * @param progress called with the position up to which it was looked at
   */
  async chain(from: number, progress: (position: number) => void = () => undefined): Promise<void> {
    const page = this.database.prepare(
      `SELECT position, stream, revision, id, type, data, metadata, recorded_at AS recordedAt, digest
       FROM event WHERE position >= ? ORDER BY position LIMIT ${String(PAGE)}`,
    );
    const first = this.database.prepare('SELECT digest FROM event WHERE position = ?').get(from - 1);
    let before = from <= 1 ? GENESIS : first === undefined ? undefined : String(first.digest);
    let next = Math.max(from, 1);
    for (;;) {
      const rows = page.all(next).map(asRow);
      for (const row of rows) {
        if (row.position > next) {
          this.#missing.add(next, row.position - 1);
          before = undefined;
        }
        if (before !== undefined && digestOf(before, row) !== row.digest) this.#altered.add(row.position);
        before = row.digest;
        next = row.position + 1;
      }
      progress(next - 1);
      if (rows.length < PAGE) return;
      await nextTurn();
    }
  }

  /** Whether the file's pages and indexes are sound, and the revisions of every stream are without gaps. */
  structure(): void {
    for (const row of this.database.prepare(`PRAGMA integrity_check(${String(MOST_DAMAGES)})`).iterate()) {
      const [finding] = Object.values(row);
      if (finding !== 'ok') this.other(`The file ${this.file} is damaged: ${String(finding)}.`);
    }
    const gaps = this.database.prepare(
      `SELECT stream FROM event GROUP BY stream HAVING min(revision) <> 0 OR count(*) <> max(revision) + 1
       LIMIT ${String(MOST_DAMAGES)}`,
    );
    for (const row of gaps.iterate()) this.other(`The stream ${String(row.stream)} has gaps.`);
  }

  /** Tells of an error that the file cannot be read; @throws StoreUnavailable where its content is not to blame */
  unreadable(error: unknown): void {
    const trouble = troubleOf(error, this.file);
    if (trouble !== undefined) throw new StoreUnavailable(trouble, 'nothing-written', { cause: error });
    this.other(`The file ${this.file} cannot be read: ${reasonOf(error)}.`);
  }

  other(sentence: string): void {
    this.#others.push(sentence.replaceAll('\n', ' '));
  }

  damages(): string[] {
    return [
      ...this.#missing.sentences('is missing', 'are missing'),
      ...this.#altered.sentences('is not as it was recorded', 'are not as they were recorded'),
      ...this.#others,
    ];
  }
}

/** How a log is checked whole. */
export interface WholeCheck {
  /** Called with the position up to which events were looked at, and that of the last one. */
  readonly progress?: (done: number, total: number) => void;
  /** Gives it up early, by what it throws. */
  readonly signal?: AbortSignal;
}

/**
 * Checks all of a log: whether it reaches its mark, its pages and indexes, gaps in positions and revisions, every
 * digest.
 * @returns what is wrong with it, one sentence each; and the last event on record
 * @throws StoreUnavailable where the disk or another process does not let the log be read
 */
export async function damagesIn(
  database: DatabaseSync,
  file: string,
  marked: Marked | undefined,
  { progress, signal }: WholeCheck = {},
): Promise<{ readonly head: Head; readonly damages: readonly string[] }> {
  const inspection = new Inspection(database, file);
  let head = EMPTY;
  try {
    head = lastEvent(database);
    if (marked !== undefined) inspection.reaches(marked, head);
    inspection.structure();
    await inspection.chain(1, (position) => {
      signal?.throwIfAborted();
      progress?.(Math.min(position, head.position), head.position);
    });
  } catch (error) {
    signal?.throwIfAborted();
    inspection.unreadable(error);
  }
  return { head, damages: inspection.damages() };
}

/**
 * Checks a log before anybody relies on it: always whether it reaches its mark and whether its last events are whole;
 * all of it when it was not closed in order or has no mark.
 * @returns the last event on record
 * @throws StoreDamaged saying which events are missing or altered, and what to do
 * @throws StoreUnavailable where the disk or another process does not let the log be read
 */
export async function checkForDamage(database: DatabaseSync, file: string, marked: Marked | undefined): Promise<Head> {
  const inspection = new Inspection(database, file);
  let head = EMPTY;
  try {
    head = lastEvent(database);
    if (marked !== undefined) inspection.reaches(marked, head);
    if (marked?.closed === true && marked.position === head.position) {
      await inspection.chain(head.position - LAST_EVENTS + 1);
    } else {
      inspection.structure();
      await inspection.chain(1);
    }
  } catch (error) {
    inspection.unreadable(error);
  }
  const damages = inspection.damages();
  if (damages.length > 0) throw new StoreDamaged([...damages, repairOf(file)]);
  return head;
}
