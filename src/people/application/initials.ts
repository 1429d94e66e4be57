import type { ChildName } from './child-name.js';

const FIRST_LETTER = /\p{L}\p{M}*/u;

const initialOf = (name: string): string => FIRST_LETTER.exec(name)?.[0].toLocaleUpperCase('en-GB') ?? '';

/** The initials of a child or young person, forename first, such as "T.O.": what is said where a name is too much. */
export function initialsOf({ forename, surname }: Pick<ChildName, 'forename' | 'surname'>): string {
  return [forename, surname]
    .map(initialOf)
    .filter((letter) => letter !== '')
    .map((letter) => `${letter}.`)
    .join('');
}
