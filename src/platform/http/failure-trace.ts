/** How many places of the program a line names. */
const MOST_PLACES = 6;
/** A line of a stack: where the program was, as a file with line and column. */
const PLACE = /^\s+at .*?\(?(?:file:\/\/)?(?<file>[^()\s]+:\d+:\d+)\)?$/;
/** What precedes the part of a file's name that is the same on every machine. */
const BEFORE_PROGRAM = /^.*\/(?=(?:dist|src|test|node_modules)\/)/;
const CODE = /^[A-Z][A-Z0-9_]{0,40}$/;
const NAME = /^[A-Za-z][A-Za-z0-9]{0,60}$/;

function placesIn({ stack = '', message }: Error): readonly string[] {
  const begin = stack.indexOf(message);
  const after = begin < 0 ? stack : stack.slice(begin + message.length);
  return after
    .split('\n')
    .map((line) => PLACE.exec(line)?.groups?.file)
    .filter((file) => file !== undefined && !file.startsWith('node:'))
    .map((file) => (file ?? '').replace(BEFORE_PROGRAM, ''));
}

/**
 * What an unexpected error is and where it arose, on one line: its name, its code and places of the program. Its message is
 * left out, since it can repeat what somebody typed.
 */
export function failureTrace(error: unknown): string {
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`;
  const { code } = error as { readonly code?: unknown };
  const name = NAME.test(error.name) ? error.name : 'Error';
  const called = typeof code === 'string' && CODE.test(code) ? `${name} ${code}` : name;
  const places = placesIn(error).slice(0, MOST_PLACES);
  const at = places.length === 0 ? called : `${called} at ${places.join(', ')}`;
  return error.cause instanceof Error ? `${at}; caused by ${failureTrace(error.cause)}` : at;
}
