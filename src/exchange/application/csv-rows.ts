import { parse, type CsvError } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import type { SourceFile } from './source-file.js';
import { TextCheck } from './text-check.js';
import type { RowProblem } from './format.js';
import type { RowPlace } from './row-index.js';

/** The most bytes of a row. */
const MOST_ROW_BYTES = 1024 * 1024;

/** A row as it stands in a file. */
export interface CsvRow extends RowPlace {
  readonly cells: readonly string[];
}

/** The file cannot be read to its end. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';

  constructor(readonly problem: RowProblem) {
    super(problem.reason);
  }
}

const ACCEPTED = 'a CSV file in UTF-8, with or without a byte-order mark; in a spreadsheet: save as "CSV UTF-8"';

const DIALECT = {
  bom: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: MOST_ROW_BYTES,
};

const FAULTS: Readonly<Record<string, Omit<RowProblem, 'line'>>> = {
  CSV_MAX_RECORD_SIZE: {
    reason: 'the row is longer than 1 MiB, or a double quote in it is never closed; the rest of the file was not read',
    accepted: 'rows of at most 1 MiB; a double quote within quotes is written twice',
  },
  CSV_QUOTE_NOT_CLOSED: {
    reason: 'a cell in this row begins with a double quote that is never closed',
    accepted: 'a double quote at both ends of the cell; one within it is written twice',
  },
  INVALID_OPENING_QUOTE: {
    reason: 'a cell in this row has a double quote in its middle and is not quoted; the rest of the file was not read',
    accepted: 'a double quote at both ends of the cell; one within it is written twice',
  },
  CSV_INVALID_CLOSING_QUOTE: {
    reason: 'a quoted cell in this row goes on after its closing quote; the rest of the file was not read',
    accepted: 'a double quote at both ends of the cell; one within it is written twice',
  },
};

function* checked(source: SourceFile): Generator<Buffer> {
  const check = new TextCheck();
  for (const chunk of source.chunks()) {
    const fault = check.faultIn(chunk);
    if (fault !== undefined) throw new FileUnreadable({ ...fault, accepted: ACCEPTED });
    yield chunk;
  }
  const fault = check.faultAtEnd();
  if (fault !== undefined) throw new FileUnreadable({ ...fault, accepted: ACCEPTED });
}

interface Parsed {
  readonly cells: readonly string[];
  /** Up to which byte of the file it goes. */
  readonly end: number;
}

const BREAK = /\r\n|\n|\r/g;

/** Reads pieces of a file; the rows before a fault are given also where it is in the same piece. */
class Pieces {
  readonly #parsed: Parsed[] = [];
  readonly #parser = parse({
    ...DIALECT,
    on_record: (cells: readonly string[], { bytes }) => {
      this.#parsed.push({ cells, end: bytes });
      return null;
    },
  });

  constructor() {
    // Every fault is told to whoever writes.
    this.#parser.on('error', () => undefined).resume();
  }

  write(piece: Buffer): Promise<CsvError | undefined> {
    return new Promise((done) =>
      this.#parser.write(piece, (error) => done((error ?? undefined) as CsvError | undefined)),
    );
  }

  end(): Promise<CsvError | undefined> {
    return new Promise((done) =>
      this.#parser
        .once('error', done)
        .once('end', () => done(undefined))
        .end(),
    );
  }

  /** The rows that were read since they were taken last. */
  take(): readonly Parsed[] {
    return this.#parsed.splice(0);
  }
}

/** Rows with their places, empty ones left out; `at` moves on. */
function* rowsOf(parsed: readonly Parsed[], at: { line: number; offset: number }): Generator<CsvRow> {
  for (const { cells, end } of parsed) {
    const { line, offset } = at;
    at.line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(BREAK)?.length ?? 0), 0);
    at.offset = end;
    if (cells.some((cell) => cell.trim() !== '')) yield { line, offset, length: end - offset, cells };
  }
}

/**
 * The rows of a file, empty ones left out.
 * @throws FileUnreadable
 */
export async function* csvRows(source: SourceFile): AsyncGenerator<CsvRow> {
  const pieces = new Pieces();
  const at = { line: 1, offset: 0 };
  for (const piece of checked(source)) {
    const error = await pieces.write(piece);
    yield* rowsOf(pieces.take(), at);
    if (error !== undefined) throw unreadable(error, at.line);
  }
  const error = await pieces.end();
  yield* rowsOf(pieces.take(), at);
  if (error !== undefined) throw unreadable(error, at.line);
}

function unreadable(error: CsvError, line: number): Error {
  const fault = FAULTS[error.code];
  return fault === undefined ? error : new FileUnreadable({ line, ...fault });
}

/** The most bytes that are read back at once. */
const MOST_READ_BACK = 8 * MOST_ROW_BYTES;

/** The cells of rows that were read before, in the same order. Rows that stand together are read together. */
export function cellsAt(source: SourceFile, places: readonly RowPlace[]): readonly (readonly string[])[] {
  const cells: (readonly string[])[] = [];
  for (let from = 0; from < places.length;) {
    const start = places[from]?.offset ?? 0;
    let [to, end] = [from, start];
    while (places[to]?.offset === end && end - start < MOST_READ_BACK) {
      end += places[to]?.length ?? 0;
      to += 1;
    }
    cells.push(...parseAtOnce(source.bytes(start, end - start), DIALECT));
    from = to;
  }
  return cells;
}
