import { adviserInWords } from '../../cases/application/attribute-words.js';

/** A clock by its rule, as lists name it. */
export interface NamedClock {
  readonly rule: string;
  readonly name: string;
  readonly ref?: string;
}

/** The name of a clock with whose it is, where it is paired with an adviser or a setting. */
export function dueName({ rule, name, ref }: NamedClock): string {
  if (rule === 'N2' && ref !== undefined) return `${name}: ${adviserInWords(ref)}`;
  return rule === 'N6' && ref !== undefined ? `${name}: ${ref}` : name;
}
