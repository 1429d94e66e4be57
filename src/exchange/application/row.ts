import { nearest } from '../../calculator/application/suggestion.js';
import { RegisterPerson } from '../../people/application/register-person.js';
import { choice, type Problem } from '../../platform/problem.js';
import { problemsIn } from '../../platform/validation.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import type { PersonId } from '../../streams/domain/event.js';
import { childIdOf, childOfCase, isUuid } from './case-ids.js';
import type { CsvRow } from './csv-rows.js';
import { isFormula, unguarded } from '../../platform/formula-guard.js';
import {
  ASSIGNED,
  ATTRIBUTES_ACCEPTED,
  AttributesUnreadable,
  COLUMNS,
  identityColumn,
  IDENTITY_FIELDS,
  isoDay,
  KEY,
  KEY_ACCEPTED,
  KIND_CHOICE,
  readAttributes,
  type RowProblem,
} from './format.js';
import type { Cells, Header } from './header.js';
import { importable, importableNames, inWordsOfFiles, type ImportableMilestone } from './importable.js';

/** A row that is well-formed by itself. */
export interface ImportRow {
  readonly line: number;
  readonly kind: CaseKindName;
  readonly key: string;
  readonly milestone: ImportableMilestone;
  /** The attributes of the milestone, its day `on` among them; other cases still by their keys. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The child, where the row names one. */
  readonly child?: PersonId;
  /** Who the child is, where the row says it. */
  readonly identity?: RegisterPerson;
}

/** What is wrong with a row, and the case that it is about as far as that can be read. */
export interface BadRow {
  readonly problems: readonly RowProblem[];
  readonly about?: { readonly kind: CaseKindName; readonly key: string };
}

const COLUMN_OF: Readonly<Record<string, string>> = { on: 'date', outcome: 'outcome', person: 'child' };

const isKind = (text: string): text is CaseKindName => CASE_KINDS.some((kind) => kind === text);

/** What is wrong with an attribute, at its column. */
function atColumn(line: number, { place, reason, accepted }: Problem): RowProblem {
  const column = COLUMN_OF[place] ?? 'attributes';
  return {
    line,
    column,
    reason: column === 'attributes' ? `${place}: ${reason}` : reason,
    ...(accepted === undefined ? {} : { accepted: inWordsOfFiles(accepted) }),
  };
}

/** Reads the rows of a file, each by itself. */
export class RowReader {
  constructor(private readonly header: Header) {}

  read({ line, cells }: CsvRow): ImportRow | BadRow {
    if (cells.length !== this.header.width) {
      const reason = `the row has ${String(cells.length)} cells, the first row of the file ${String(this.header.width)}`;
      return { problems: [{ line, reason, accepted: 'a cell for every column; one that holds a comma is quoted' }] };
    }
    const raw = this.header.cellsOf(cells);
    const cell: Cells = (column) => unguarded(raw(column)).trim();
    const problems: RowProblem[] = COLUMNS.filter((column) => isFormula(raw(column))).map((column) => ({
      line,
      column,
      reason: 'it begins as a formula does',
      accepted: "a cell that does not begin with =, +, -, @, a tab or a line break; one that must has ' before it",
    }));
    const kind = cell('kind');
    const key = normalKey(cell('case'));
    if (!isKind(kind)) problems.push(missingOr(line, 'kind', kind, 'it is no kind of case', KIND_CHOICE));
    if (!KEY.test(key)) problems.push(missingOr(line, 'case', key, 'it is no case key', KEY_ACCEPTED));
    const child = cell('child');
    if (child !== '' && !KEY.test(child)) {
      problems.push({ line, column: 'child', reason: 'it is no key of a child', accepted: KEY_ACCEPTED });
    }
    if (!isKind(kind)) return { problems };
    const milestone = this.#milestone(line, kind, cell('milestone'), problems);
    if (milestone === undefined) this.#day(line, kind, cell('date'), problems);
    const fields = milestone === undefined ? {} : this.#fields(line, milestone, cell, problems);
    const person = child === '' ? undefined : childIdOf(child);
    const identity = this.#identity(line, person ?? childOfCase(key), child === '' ? key : child, cell, problems);
    if (problems.length > 0 || milestone === undefined) {
      return { problems, ...(KEY.test(key) ? { about: { kind, key } } : {}) };
    }
    return {
      ...{ line, kind, key, milestone, fields },
      ...(person === undefined ? {} : { child: person }),
      ...(identity === undefined ? {} : { identity }),
    };
  }

  #milestone(line: number, kind: CaseKindName, name: string, problems: RowProblem[]): ImportableMilestone | undefined {
    const found = importable(kind, name);
    if (found !== undefined) return found;
    const reason =
      name === 'note' || name === 'note-added' ? 'notes cannot be imported' : `no ${kind} has such a milestone`;
    const near = nearest(name, importableNames(kind));
    const accepted = `one of those that "ehcp import milestones" lists${near.length === 0 ? '' : `, such as ${choice(near)}`}`;
    problems.push(missingOr(line, 'milestone', name, reason, accepted));
    return undefined;
  }

  /** Checks the day of a milestone that is not known. */
  #day(line: number, kind: CaseKindName, text: string, problems: RowProblem[]): void {
    const dated = importable(kind, ASSIGNED);
    if (dated === undefined) return;
    const taken = text === '' ? { problem: dated.needed.get('on') } : dated.take('on', text);
    if ('problem' in taken && taken.problem !== undefined) problems.push(atColumn(line, taken.problem));
  }

  /** What the row says of its milestone; what is wrong with it is added to the problems. */
  #fields(
    line: number,
    milestone: ImportableMilestone,
    cell: Cells,
    problems: RowProblem[],
  ): Readonly<Record<string, unknown>> {
    const fields: Record<string, unknown> = {};
    const faulty = new Set<string>();
    const fault = (name: string, problem: RowProblem): void => {
      faulty.add(name);
      problems.push(problem);
    };
    const take = (name: string, text: string): void => {
      if (text === '') return;
      if (milestone.isReference(name)) {
        if (KEY.test(text)) fields[name] = text;
        else fault(name, { line, column: 'attributes', reason: `${name}: it is no case key`, accepted: KEY_ACCEPTED });
        return;
      }
      const taken = milestone.take(name, text);
      if ('problem' in taken) fault(name, atColumn(line, taken.problem));
      else fields[name] = taken.value;
    };
    take('on', cell('date'));
    if (milestone.entry.attributes.includes('outcome')) take('outcome', cell('outcome'));
    else if (cell('outcome') !== '') {
      const name = milestone.entry.milestone;
      problems.push({ line, column: 'outcome', reason: `${name} has no outcome`, accepted: 'an empty cell' });
    }
    let isReadable = true;
    try {
      for (const [name, text] of readAttributes(cell('attributes'))) {
        if (milestone.attributes.includes(name)) take(name, text);
        else problems.push(unknownAttribute(line, milestone, name));
      }
    } catch (error) {
      if (!(error instanceof AttributesUnreadable)) throw error;
      problems.push({ line, column: 'attributes', reason: error.message, accepted: ATTRIBUTES_ACCEPTED });
      isReadable = false;
    }
    for (const [name, problem] of milestone.needed) {
      const column = COLUMN_OF[name] ?? 'attributes';
      const isSaid = fields[name] !== undefined || faulty.has(name) || name === 'person';
      if (!isSaid && (isReadable || column !== 'attributes')) problems.push(atColumn(line, problem));
    }
    return fields;
  }

  #identity(
    line: number,
    person: PersonId,
    childKey: string,
    cell: Cells,
    problems: RowProblem[],
  ): RegisterPerson | undefined {
    const said = IDENTITY_FIELDS.flatMap((field): [string, unknown][] => {
      const text = cell(identityColumn(field));
      return text === '' ? [] : [[field, identityValue(field, text)]];
    });
    if (said.length === 0) return undefined;
    // The child is found again by the key that the other system knows them by.
    const reference = isUuid(childKey) || !KEY.test(childKey) ? {} : { reference: childKey };
    const request = Object.assign(new RegisterPerson(), reference, Object.fromEntries(said), { person });
    const faults = problemsIn(request, '', { discreet: true });
    problems.push(
      ...faults.map(({ place, reason, accepted }) => ({
        line,
        column: identityColumn(place),
        reason,
        ...(accepted === undefined ? {} : { accepted: inWordsOfFiles(accepted) }),
      })),
    );
    return faults.length === 0 ? request : undefined;
  }
}

const normalKey = (key: string): string => (isUuid(key) ? key.toLowerCase() : key);

function identityValue(field: string, text: string): unknown {
  if (field === 'dateOfBirth') return isoDay(text);
  if (field !== 'interpreterNeeded') return text;
  return { yes: true, true: true, no: false, false: false }[text.toLowerCase()] ?? text;
}

const missingOr = (line: number, column: string, text: string, reason: string, accepted: string): RowProblem => ({
  line,
  column,
  reason: text === '' ? 'it is missing' : reason,
  accepted,
});

function unknownAttribute(line: number, milestone: ImportableMilestone, name: string): RowProblem {
  const elsewhere = name === 'outcome' ? 'outcome' : name === 'on' ? 'date' : name === 'person' ? 'child' : undefined;
  const list = milestone.attributes.join(', ');
  return elsewhere === undefined
    ? {
        line,
        column: 'attributes',
        reason: `${milestone.entry.milestone} has no such attribute`,
        accepted: list === '' ? 'an empty cell' : list,
      }
    : { line, column: 'attributes', reason: `${elsewhere} has a column of its own`, accepted: `it in that column` };
}

export const isBad = (row: ImportRow | BadRow): row is BadRow => 'problems' in row;
