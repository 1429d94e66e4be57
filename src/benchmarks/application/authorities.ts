import { nearest } from '../../calculator/application/suggestion.js';
import { authorityKey, importantWords } from '../domain/authority-name.js';
import { echo, Problems } from '../../platform/problem.js';

/** What a council is called, and its codes. */
export interface Authority {
  readonly name: string;
  /** The code of three digits. */
  readonly code: string;
}

/** Whether two names are of one council, however each is written. */
export function isSameAuthority(one: string, other: string): boolean {
  return authorityKey(one) === authorityKey(other);
}

const MOST_NAMED = 5;

/**
 * The council that somebody means: by its code, or by its name, however that is written. A part of the name is enough
 * where only one council has it.
 * @param option for messages
 * @throws Problems where none or several could be meant, with those that are near
 */
export function authorityCalled<A extends Authority>(asked: string, known: readonly A[], option: string): A {
  const byCode = known.find(({ code }) => code === asked.trim());
  if (byCode !== undefined) return byCode;
  const wanted = importantWords(asked);
  const written = wanted.join(' ');
  const same = known.filter(({ name }) => authorityKey(name) === written);
  if (same.length === 1 && same[0] !== undefined) return same[0];
  const exact = same.find(({ name }) => name.toLowerCase() === asked.trim().toLowerCase());
  if (exact !== undefined) return exact;
  const partly = wanted.length === 0 ? [] : known.filter(({ name }) => includesAll(importantWords(name), wanted));
  const [only] = partly;
  if (only !== undefined && partly.length === 1) return only;
  throw new Problems([
    {
      place: option,
      reason:
        partly.length > 1 ? `several councils could be meant by ${echo(asked)}` : `no council is called ${echo(asked)}`,
      accepted: acceptedOf(asked, written, partly, known),
    },
  ]);
}

const includesAll = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((one) => words.includes(one));

function acceptedOf(asked: string, written: string, partly: readonly Authority[], known: readonly Authority[]): string {
  const names = known.map(({ name }) => name);
  const byKey = new Map(names.map((name) => [importantWords(name).join('-'), name]));
  const near =
    partly.length > 0
      ? partly.map(({ name }) => name)
      : nearest(written === '' ? asked : written, [...byKey.keys()]).flatMap((key) => byKey.get(key) ?? []);
  const some = near.length > 0 ? near : names.length <= MOST_NAMED ? names : [];
  return some.length > 0
    ? some.slice(0, MOST_NAMED).join('; ')
    : `the name or the code of three digits of one of ${String(names.length)} councils, such as ${names.slice(0, 2).join(' or ')}`;
}
