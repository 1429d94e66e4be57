/** Where a text stops being JSON, and what could have stood there. */
export interface Fault {
  /** The index of the first character that cannot be right; the length of the text where it ends too soon. */
  readonly offset: number;
  readonly expected: string;
}

const SPACE = /[ \t\n\r]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids control characters in texts.
const TEXT = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SIMPLE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What the reader waits for. */
type Wait = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or }' | ', or ]' | 'end';

const EXPECTED: Readonly<Record<Wait, string>> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  name: 'a name in double quotes',
  'name or }': 'a name in double quotes or "}"',
  ':': '":"',
  ', or }': '"," or "}"',
  ', or ]': '"," or "]"',
  end: 'the end of the text',
};

function lengthAt(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length ?? 0;
}

function afterValue(open: readonly string[]): Wait {
  const innermost = open.at(-1);
  if (innermost === undefined) return 'end';
  return innermost === '{' ? ', or }' : ', or ]';
}

/** Reads what stands at an offset; the length read and what to wait for next, or nothing if it cannot stand there. */
function step(wait: Wait, text: string, offset: number, open: string[]): { length: number; next: Wait } | undefined {
  const character = text.charAt(offset);
  const closes = (wait.endsWith('}') && character === '}') || (wait.endsWith(']') && character === ']');
  if (closes) {
    open.pop();
    return { length: 1, next: afterValue(open) };
  }
  if (wait === ':') return character === ':' ? { length: 1, next: 'value' } : undefined;
  if (wait === ', or }') return character === ',' ? { length: 1, next: 'name' } : undefined;
  if (wait === ', or ]') return character === ',' ? { length: 1, next: 'value' } : undefined;
  if (wait === 'end') return undefined;
  const quoted = lengthAt(TEXT, text, offset);
  if (wait === 'name' || wait === 'name or }') return quoted > 0 ? { length: quoted, next: ':' } : undefined;
  if (character === '{' || character === '[') {
    open.push(character);
    return { length: 1, next: character === '{' ? 'name or }' : 'value or ]' };
  }
  const length = quoted > 0 ? quoted : lengthAt(SIMPLE, text, offset);
  return length > 0 ? { length, next: afterValue(open) } : undefined;
}

/**
 * Finds the place where a text that `JSON.parse` refused goes wrong. `JSON.parse` itself names the place for some
 * faults only.
 */
export function findFault(text: string): Fault {
  const open: string[] = [];
  let wait: Wait = 'value';
  let offset = lengthAt(SPACE, text, 0);
  while (offset < text.length) {
    const read = step(wait, text, offset, open);
    if (read === undefined) break;
    wait = read.next;
    offset += read.length;
    offset += lengthAt(SPACE, text, offset);
  }
  return { offset, expected: EXPECTED[wait] };
}
