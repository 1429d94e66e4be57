import { findFault } from './json-fault.js';

/** Says that bytes are not a JSON text, and where they stop being one. */
export class UnreadableJson extends Error {
  override readonly name = 'UnreadableJson';

  /**
   * @param reason a sentence without its full stop
   * @param at the line and column, both counted from 1, where that can be said
   */
  constructor(
    readonly reason: string,
    readonly at?: { readonly line: number; readonly column: number },
  ) {
    super(reason);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    // The decoder also drops a byte order mark, which Windows programs put first.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableJson('the text is not UTF-8; save it as UTF-8 and try again');
  }
}

function positionIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Reads a JSON text.
 * @param bytes UTF-8, with or without a byte order mark
 * @throws UnreadableJson for nothing at all, for another encoding, and for text that is not JSON
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  if (text.trim() === '') throw new UnreadableJson('there is nothing in it; JSON text is needed');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { offset, expected } = findFault(text);
    const at = positionIn(text, offset);
    const where = `line ${String(at.line)}, column ${String(at.column)}`;
    const found = offset >= text.trimEnd().length ? 'the text ends' : `there is ${JSON.stringify(text.charAt(offset))}`;
    throw new UnreadableJson(`the text is not JSON: at ${where} ${found} where ${expected} was expected`, at);
  }
}
