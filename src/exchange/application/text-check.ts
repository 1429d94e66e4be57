/** What a file is that is no text in UTF-8, and what to do about it. */
export interface NoText {
  /** The line where it was found, from 1. */
  readonly line: number;
  /** A sentence without its full stop. */
  readonly reason: string;
}

const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe], 'it is in UTF-16'],
  [[0xfe, 0xff], 'it is in UTF-16'],
  [[0x50, 0x4b, 0x03, 0x04], 'it is a ZIP archive or an Excel workbook (.xlsx)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'it is an Excel workbook (.xls)'],
  [[0x1f, 0x8b], 'it is compressed (gzip)'],
  [[0x42, 0x5a, 0x68], 'it is compressed (bzip2)'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'it is compressed (xz)'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'it is compressed (zstd)'],
  [[0x25, 0x50, 0x44, 0x46], 'it is a PDF'],
];

const NEWLINE = 0x0a;

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

/** Whether every other byte of a beginning is zero, as in UTF-16 of English text. */
function isWide(bytes: Buffer): boolean {
  const beginning = bytes.subarray(0, 64);
  const zeros = [0, 1].map((from) => beginning.filter((byte, at) => at % 2 === from && byte === 0).length);
  return zeros.some((count) => count >= beginning.length / 4);
}

/** Looks at the pieces of a file, in their order, for what no text in UTF-8 has. */
export class TextCheck {
  #decoder = new TextDecoder('utf-8', { fatal: true });
  #line = 1;
  #isFirst = true;

  /** What is wrong with a piece; nothing where it is text. */
  faultIn(chunk: Buffer): NoText | undefined {
    if (this.#isFirst) {
      this.#isFirst = false;
      const found = SIGNATURES.find(([bytes]) => bytes.every((byte, at) => chunk[at] === byte));
      if (found !== undefined) return { line: 1, reason: found[1] };
      if (chunk.includes(0) && isWide(chunk)) return { line: 1, reason: 'it is in UTF-16 without a mark that says so' };
    }
    const zero = chunk.indexOf(0);
    if (zero >= 0) return { line: this.#line + linesIn(chunk.subarray(0, zero)), reason: 'it holds a NUL byte' };
    try {
      this.#decoder.decode(chunk, { stream: true });
    } catch {
      return { line: this.#line + linesIn(wellFormedPart(chunk)), reason: NOT_UTF8 };
    }
    this.#line += linesIn(chunk);
    return undefined;
  }

  /** What is wrong with the end of the file. */
  faultAtEnd(): NoText | undefined {
    try {
      this.#decoder.decode();
      return undefined;
    } catch {
      return { line: this.#line, reason: 'it ends within a character' };
    }
  }
}

const NOT_UTF8 = 'it is not in UTF-8, but perhaps in Windows-1252 or Latin-1';

/** What comes before the first line of a piece that is no text. */
function wellFormedPart(chunk: Buffer): Buffer {
  for (let start = 0; start < chunk.length;) {
    const newline = chunk.indexOf(NEWLINE, start);
    const end = newline < 0 ? chunk.length : newline + 1;
    if (!isText(chunk.subarray(start, end), start > 0)) return chunk.subarray(0, start);
    start = end;
  }
  return chunk;
}

/** @param isWhole whether it begins with the beginning of a character, not perhaps with the rest of one */
function isText(bytes: Buffer, isWhole: boolean): boolean {
  const rest = isWhole ? 0 : bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(Math.max(rest, 0)), { stream: true });
    return true;
  } catch {
    return false;
  }
}
