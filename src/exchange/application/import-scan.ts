import type { RegisterPerson } from '../../people/application/register-person.js';
import { writeIdentity } from '../../people/application/identity.js';
import { hash } from 'node:crypto';
import type { PersonId } from '../../streams/domain/event.js';
import { childOfCase } from './case-ids.js';
import { csvRows, FileUnreadable } from './csv-rows.js';
import { readHeader } from './header.js';
import type { ProblemLog } from './problem-log.js';
import { isBad, RowReader, type ImportRow } from './row.js';
import { caseHash, RowIndex } from './row-index.js';
import type { SourceFile } from './source-file.js';
import { Turns } from './turns.js';

/** The most rows of a file. */
export const MOST_ROWS = 5_000_000;
/** With so many bad rows, cases are not looked at one by one any more. */
const MOST_BAD_ROWS = 10_000;

/** A child of whom a file says who they are. */
export interface NamedChild {
  /** The row that says it, by its number. */
  readonly row: number;
  readonly line: number;
  /** Stands for what is said. */
  readonly digest: string;
}

/** What a file holds, as far as can be told without looking at whole cases. */
export interface Scan {
  readonly reader: RowReader;
  readonly rows: number;
  readonly index: RowIndex;
  /** The cases that have a bad row. */
  readonly bad: ReadonlySet<number>;
  readonly children: ReadonlyMap<PersonId, NamedChild>;
  /** The key of the assessment that led to a plan, by the key of the plan, where they differ. */
  readonly assessmentOf: ReadonlyMap<string, string>;
  /** Whether the cases can be looked at one by one. */
  readonly isWhole: boolean;
}

const digestOf = (identity: RegisterPerson): string => hash('sha256', writeIdentity(identity), 'base64');

/** Reads a file once, row by row. Only where the rows are is kept, and who is named in them. */
export class Scanner {
  readonly #index = new RowIndex();
  readonly #bad = new Set<number>();
  readonly #children = new Map<PersonId, NamedChild>();
  readonly #assessmentOf = new Map<string, string>();
  #rows = 0;
  #badRows = 0;

  constructor(
    private readonly source: SourceFile,
    private readonly problems: ProblemLog,
    private readonly progress: (bytes: number, of: number) => void,
  ) {}

  /** What the file holds; nothing where its first row cannot be used. */
  async scan(): Promise<Scan | undefined> {
    let reader: RowReader | undefined;
    let isWhole = true;
    const size = this.source.size;
    const turns = new Turns();
    try {
      for await (const row of csvRows(this.source)) {
        if (reader === undefined) {
          const header = readHeader(row.cells, row.line);
          if ('problems' in header) {
            header.problems.forEach((problem) => this.problems.add(problem));
            return undefined;
          }
          reader = new RowReader(header);
          continue;
        }
        this.#rows += 1;
        if (this.#rows > MOST_ROWS) {
          const reason = `the file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows`;
          throw new FileUnreadable({ line: row.line, reason, accepted: 'smaller files; split it by cases' });
        }
        if (this.#rows % 1000 === 0) this.progress(row.offset, size);
        if (this.#rows % 100 === 0) await turns.give();
        const read = reader.read(row);
        if (!isBad(read)) this.#keep(read, row);
        else {
          read.problems.forEach((problem) => this.problems.add(problem));
          this.#badRows += 1;
          if (read.about !== undefined && this.#isManageable) this.#bad.add(caseHash(read.about.kind, read.about.key));
        }
      }
    } catch (error) {
      if (!(error instanceof FileUnreadable)) throw error;
      this.problems.add(error.problem);
      isWhole = false;
    }
    this.progress(size, size);
    if (reader === undefined) {
      if (isWhole)
        this.problems.add({ line: 1, reason: 'the file is empty', accepted: 'a row with the names of the columns' });
      return undefined;
    }
    return {
      reader,
      rows: this.#rows,
      index: this.#index,
      bad: this.#bad,
      children: this.#children,
      assessmentOf: this.#assessmentOf,
      isWhole: isWhole && this.#isManageable,
    };
  }

  get #isManageable(): boolean {
    return this.#badRows <= MOST_BAD_ROWS;
  }

  #keep(row: ImportRow, place: Parameters<RowIndex['add']>[1]): void {
    if (!this.#isManageable) return;
    const { kind, key, line, identity } = row;
    if (identity !== undefined && !this.#name(row.child ?? childOfCase(key), identity, line)) {
      this.#bad.add(caseHash(kind, key));
    }
    const { assessment } = row.fields;
    if (kind === 'plan' && typeof assessment === 'string' && assessment !== key) {
      const known = this.#assessmentOf.get(key);
      if (known !== undefined && known !== assessment) {
        const reason = 'assessment: another row of this plan names another assessment';
        this.problems.add({ line, column: 'attributes', reason, accepted: 'the same case key' });
        this.#bad.add(caseHash(kind, key));
      } else this.#assessmentOf.set(key, assessment);
    }
    this.#index.add(caseHash(kind, key), place);
  }

  /** Keeps who a child is; whether that agrees with what other rows say. */
  #name(person: PersonId, identity: RegisterPerson, line: number): boolean {
    const digest = digestOf(identity);
    const known = this.#children.get(person);
    if (known === undefined) {
      this.#children.set(person, { row: this.#index.size, line, digest });
      return true;
    }
    if (known.digest === digest) return true;
    const reason = `the row says otherwise who the child is than line ${String(known.line)} does`;
    this.problems.add({ line, column: 'child', reason, accepted: 'the same details, or another key of the child' });
    return false;
  }
}
