/** Something wrong with what was given: where, why, and what would be accepted. */
export interface Problem {
  /** Where it is, such as `milestones[2].on`, the name of an option, or of an environment variable. */
  readonly place: string;
  /** What is wrong, as a sentence without its full stop. */
  readonly reason: string;
  /** What would be accepted instead. */
  readonly accepted?: string;
}

/** A problem as one line of text. */
export function problemText({ place, reason, accepted }: Problem): string {
  return `${place}: ${reason}.${accepted === undefined ? '' : ` Accepted: ${accepted}.`}`;
}

/** What was given cannot be used. Carries every problem, in the order of what was given. */
export class Problems extends Error {
  override readonly name = 'Problems';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemText).join('\n'));
  }
}

const LONGEST_ECHO = 60;
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]*$/u;

/** Control characters and marks that reverse the direction of text could disguise what a terminal shows. */
const visible = (text: string): string =>
  text.replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function cut(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_ECHO + 1));
  return characters.length <= LONGEST_ECHO ? text : `${characters.slice(0, LONGEST_ECHO).join('')}...`;
}

function echoText(text: string): string {
  const short = cut(text);
  return PLAIN.test(short) ? short : visible(JSON.stringify(short));
}

/** A value that was given, short and harmless enough to be repeated in a message. */
export function echo(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return echoText(value);
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
      return 'nothing';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? 'an array' : 'an object';
    default:
      return `a ${typeof value}`;
  }
}

/** The place of a member within a place: `milestones[2].on`, or `milestones[2]["odd name"]`. */
export function placeOf(parent: string, member: string | number): string {
  if (typeof member === 'number') return `${parent}[${String(member)}]`;
  if (!/^[A-Za-z_$][\w$-]{0,59}$/.test(member)) return `${parent}[${visible(JSON.stringify(cut(member)))}]`;
  return parent === '' ? member : `${parent}.${member}`;
}

/** Names as a choice: `a, b or c`. */
export function choice(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
