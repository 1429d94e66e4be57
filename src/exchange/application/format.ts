import type { CaseKindName } from '../../streams/application/any-case.js';
import { RegisterPerson } from '../../people/application/register-person.js';
import { declaredProperties } from '../../platform/validation.js';
import { choice } from '../../platform/problem.js';

/** `dateOfBirth` as the files write it: `date_of_birth`. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns that every file has. */
export const NEEDED_COLUMNS = ['kind', 'case', 'milestone', 'date', 'outcome', 'attributes'] as const;

/** What can be said of who a child is, as the request that registers them names it. */
export const IDENTITY_FIELDS: readonly string[] = declaredProperties(new RegisterPerson()).filter(
  (name) => name !== 'person',
);
const COLUMN_OF_FIELD: ReadonlyMap<string, string> = new Map(IDENTITY_FIELDS.map((name) => [name, snake(name)]));

/** The column of something that is said of who a child is. */
export const identityColumn = (field: string): string => COLUMN_OF_FIELD.get(field) ?? 'child';

export const IDENTITY_COLUMNS: readonly string[] = IDENTITY_FIELDS.map(snake);

/** The columns that a file may have. */
export const OPTIONAL_COLUMNS: readonly string[] = ['child', ...IDENTITY_COLUMNS];

export const COLUMNS: readonly string[] = [...NEEDED_COLUMNS, ...OPTIONAL_COLUMNS];

/** A milestone that is no milestone of the law: an officer, and a team, was given the case. */
export const ASSIGNED = 'assigned';
/** The end of the reliance on an exception that was rightly recorded. */
export const WITHDRAWN = 'exception-withdrawn';

/** A case key of the council's own system. */
export const KEY = /^[A-Za-z0-9][A-Za-z0-9_./-]{0,59}$/;
export const KEY_ACCEPTED =
  "the council's own key: letters, digits, hyphens, underscores, full stops or slashes, at most 60";

/** Attributes that name another case, and its kind. */
export const REFERENCES: Readonly<Record<string, CaseKindName>> = {
  assessment: 'assessment',
  plan: 'plan',
  review: 'review',
};

const WRITTEN_HERE = /^(\d{2})\/(\d{2})\/(\d{4})$/;
export const DAY_ACCEPTED = 'a day written YYYY-MM-DD or DD/MM/YYYY';

/** A day as the tracker writes it; other texts are left as they are. */
export const isoDay = (text: string): string => text.replace(WRITTEN_HERE, '$3-$2-$1');

/** `adviceRequestedOn` from `advice-requested-on`; a name that is in one word already stays. */
export const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_hyphen, letter: string) => letter.toUpperCase());

/** Attributes as they are written in one cell. */
export type WrittenAttributes = ReadonlyMap<string, string>;

export const ATTRIBUTES_ACCEPTED = `name=value; name=value, with a value that holds ; = or " in double quotes`;

/** What is wrong with a cell of attributes, in words that repeat nothing of it. */
export class AttributesUnreadable extends Error {
  override readonly name = 'AttributesUnreadable';
}

const ATTRIBUTE = /\s*([A-Za-z][A-Za-z-]{0,59})\s*=\s*(?:"((?:[^"]|"")*)"|([^";=]*))\s*(;|$)/y;

/**
 * Reads a cell of attributes.
 * @throws AttributesUnreadable
 */
export function readAttributes(cell: string): WrittenAttributes {
  const read = new Map<string, string>();
  for (let at = 0; cell.slice(at).trim() !== ''; at = ATTRIBUTE.lastIndex) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(cell);
    if (found === null) throw new AttributesUnreadable(`the attribute number ${String(read.size + 1)} cannot be read`);
    const [, given = '', quoted, bare = ''] = found;
    const name = camel(given);
    if (read.has(name)) throw new AttributesUnreadable(`the attribute number ${String(read.size + 1)} is there twice`);
    read.set(name, quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"'));
  }
  return read;
}

function writtenValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('|');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value);
  return text === '' || /[;="\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes attributes into one cell. {@link readAttributes} gives them back as texts. */
export function writeAttributes(attributes: Readonly<Record<string, unknown>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}=${writtenValue(value)}`)
    .join('; ');
}

/** What is wrong at a place of a file. Nothing of what stands there is repeated: it could say who a child is. */
export interface RowProblem {
  /** The line where the row begins, from 1. */
  readonly line: number;
  readonly column?: string;
  /** A sentence without its full stop. */
  readonly reason: string;
  readonly accepted?: string;
  /** The code that lets the row through when it is confirmed. */
  readonly confirm?: string;
}

/** A problem as one line of text. */
export function rowProblemText({ line, column, reason, accepted, confirm }: RowProblem): string {
  return (
    `line ${String(line)}${column === undefined ? '' : `, ${column}`}: ${reason}.` +
    (accepted === undefined ? '' : ` Accepted: ${accepted}.`) +
    (confirm === undefined ? '' : ` If it is so, confirm it: --confirm ${confirm}.`)
  );
}

export const KIND_CHOICE = choice(['assessment', 'plan', 'review']);
