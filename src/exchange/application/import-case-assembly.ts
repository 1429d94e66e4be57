import type { EventStore } from '../../event-store/event-store.js';
import { OperatorError } from '../../platform/operator-error.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';
import { caseIdOf, childOfCase } from './case-ids.js';
import { isAboutHidden, type ImportCase } from './case-player.js';
import { cellsAt } from './csv-rows.js';
import { REFERENCES, type RowProblem } from './format.js';
import { isBad, type ImportRow } from './row.js';
import { caseHash, type Groups } from './row-index.js';
import type { Scan } from './import-scan.js';
import type { SourceFile } from './source-file.js';

/** The most rows of a case, many times more than any has. */
const MOST_ROWS_A_CASE = 2_000;

/** The file was written to while it was read. */
export class FileChanged extends OperatorError {
  override readonly name = 'FileChanged';

  constructor() {
    super('The file was changed while it was imported. Import it again when it is at rest: it goes on from there.');
  }
}

/** A case whose rows fit together, or what is wrong with them. */
export type Assembled = { readonly one: ImportCase } | { readonly problems: readonly RowProblem[] };

/** Brings the rows of each case together, and makes ids of the keys of other cases. */
export class Assembly {
  readonly #groups: Groups;
  readonly #ids = new Map<string, string>();

  constructor(
    private readonly source: SourceFile,
    private readonly scan: Scan,
    private readonly store: EventStore,
  ) {
    this.#groups = scan.index.groups();
  }

  get count(): number {
    return this.#groups.count;
  }

  /** The cases of a group, those with a bad row left out. Different cases share a group only by rare chance. */
  async casesOf(group: number): Promise<readonly Assembled[]> {
    const numbers = this.#groups.rowsOf(group);
    const [first] = numbers;
    if (first !== undefined && numbers.length > MOST_ROWS_A_CASE) {
      const { line } = this.scan.index.place(first);
      const reason = `the case has more than ${MOST_ROWS_A_CASE.toLocaleString('en-GB')} rows`;
      return [{ problems: [{ line, column: 'case', reason, accepted: 'a case key of its own for each case' }] }];
    }
    const rows = this.#rows([...numbers]);
    const keys = new Map<string, ImportRow[]>();
    for (const row of rows) {
      const name = `${row.kind}/${row.key}`;
      keys.set(name, [...(keys.get(name) ?? []), row]);
    }
    const whole = [...keys.values()].filter(
      ([first]) => !this.scan.bad.has(caseHash(first?.kind ?? '', first?.key ?? '')),
    );
    return Promise.all(whole.map((rows) => this.#assemble(rows)));
  }

  /** The kind of the cases of a group, or of the first of them. */
  kindOf(group: number): CaseKindName {
    const [first] = this.#groups.rowsOf(group);
    return first === undefined ? changed() : this.row(first).kind;
  }

  /** A row that was read before. */
  row(number: number): ImportRow {
    const [row = changed()] = this.#rows([number]);
    return row;
  }

  #rows(numbers: readonly number[]): readonly ImportRow[] {
    const places = numbers.map((number) => this.scan.index.place(number));
    const cells = cellsAt(this.source, places);
    if (cells.length !== places.length) changed();
    return places.map((place, at) => {
      const read = this.scan.reader.read({ ...place, cells: cells[at] ?? [] });
      return isBad(read) ? changed() : read;
    });
  }

  async #assemble(rows: readonly ImportRow[]): Promise<Assembled> {
    const [first] = rows;
    if (first === undefined) return { problems: [] };
    const { kind, key } = first;
    const id = this.#idOf(kind, key);
    const problems: RowProblem[] = [];
    const child = this.#childOf(rows, problems);
    const named = `${kind}/${key}`;
    const twin = this.#ids.get(id);
    if (twin !== undefined && twin !== named) {
      const reason = twin.startsWith(`${kind}/`)
        ? 'another row of the file names the same case by another key'
        : 'another row of the file gives this id to a case of another kind';
      problems.push({ line: first.line, column: 'case', reason, accepted: 'one key for each case' });
    }
    this.#ids.set(id, named);
    const resolved: ImportRow[] = [];
    for (const row of rows) resolved.push(await this.#resolve(row, problems));
    if (problems.length > 0) return { problems };
    const implied = kind === 'plan' ? await this.#impliedAssessment(key, id) : {};
    return { one: { kind, id, rows: resolved, person: child ?? childOfCase(key), implied } };
  }

  #idOf(kind: CaseKindName, key: string): string {
    return caseIdOf(kind, key, this.scan.assessmentOf.get(key));
  }

  #childOf(rows: readonly ImportRow[], problems: RowProblem[]): PersonId | undefined {
    const naming = rows.find(({ child }) => child !== undefined);
    if (naming?.child === undefined) return undefined;
    for (const { line, child, identity } of rows) {
      const isOther = child === undefined ? identity !== undefined : child !== naming.child;
      if (!isOther) continue;
      const reason = `line ${String(naming.line)} says that this case is another child's`;
      problems.push({ line, column: 'child', reason, accepted: 'the same key of the child on every row of a case' });
    }
    return naming.child;
  }

  /** The row with the ids of the cases that it names. */
  async #resolve(row: ImportRow, problems: RowProblem[]): Promise<ImportRow> {
    const named = Object.keys(REFERENCES).filter((name) => row.milestone.isReference(name));
    const ids: Record<string, string> = {};
    for (const name of named) {
      const key = row.fields[name];
      const kind = REFERENCES[name];
      if (typeof key !== 'string' || kind === undefined) continue;
      const id = this.#idOf(kind, key);
      // An id is taken as it is, as everywhere; a key can be mistyped.
      if (id !== key && !(await this.#isThere(kind, key, id))) {
        const reason = `${name}: there is no such ${kind} on record or in the file`;
        problems.push({
          line: row.line,
          column: 'attributes',
          reason,
          accepted: `the case key or the id of a ${kind}`,
        });
      }
      ids[name] = id;
    }
    return named.length === 0 ? row : { ...row, fields: { ...row.fields, ...ids } };
  }

  /** Whether a case is on record, or will be: a plan also where the file has the assessment that leads to it. */
  async #isThere(kind: CaseKindName, key: string, id: string): Promise<boolean> {
    const { index } = this.scan;
    if (index.has(caseHash(kind, key))) return true;
    if (kind === 'plan' && index.has(caseHash('assessment', key))) return true;
    const events = await this.store.readStream(`${kind}-${id}`);
    return events.length > 0 && !isAboutHidden(events);
  }

  /** The assessment with the key of a plan, where there is one and no other is named: it led to the plan. */
  async #impliedAssessment(key: string, id: string): Promise<Readonly<Record<string, unknown>>> {
    if (id === key || this.scan.assessmentOf.has(key)) return {};
    const assessment = caseIdOf('assessment', key);
    return (await this.#isThere('assessment', key, assessment)) ? { assessment } : {};
  }
}

function changed(): never {
  throw new FileChanged();
}
