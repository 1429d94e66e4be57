import { hash, randomBytes } from 'node:crypto';
import { echo, type Problem } from '../../platform/problem.js';
import { addDays, type CalendarDate } from '../../statute/calendar.js';
import { problemsOfName } from './account.js';

/**
 * What a token can allow; each is a permission of that name. `manage` erases children. What concerns accounts, tokens and
 * who may see whom is for people who sign in.
 */
export const SCOPES = ['figures', 'cases', 'record', 'manage'] as const;
export type Scope = (typeof SCOPES)[number];

/** The longest time for which a token is made, in days: three years. */
export const LONGEST_DAYS = 1096;
/** The time for which it is made where nothing is said, in days. */
export const USUAL_DAYS = 365;

const PREFIX = 'ehcp_';
const SECRET_BYTES = 32;
const FORM = /^ehcp_[A-Za-z0-9_-]{43}$/;

/** A new token: 256 random bits after a prefix by which scanners for leaked secrets know it. */
export const newToken = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;

/** The id under which events name the program that a token was given to. */
export const actorOf = (id: string): string => `service:${id}`;

/** Whether a text can be a token at all. */
export const isToken = (text: string): boolean => FORM.test(text);

/** What is kept of a token. It has 256 random bits, so that a plain digest can be tried no faster than the token itself. */
export const digestOf = (token: string): string => hash('sha256', token, 'hex');

/** The scopes in a list of codes; a code that is none is passed over. */
export const readScopes = (codes: string): readonly Scope[] => {
  const known = codes.split(' ');
  return SCOPES.filter((scope) => known.includes(scope));
};

/** What is asked for when a token is made. */
export interface TokenDetails {
  /** What it is for, such as the name of the program. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** The last day on which it works. */
  readonly lastDay: CalendarDate;
}

/** What is wrong with what is asked for. */
export function problemsOfToken({ name, scopes, lastDay }: TokenDetails, today: CalendarDate): readonly Problem[] {
  const problems = [...problemsOfName(name)];
  const accepted = SCOPES.join(', ');
  const strange = scopes.find((scope) => !(SCOPES as readonly string[]).includes(scope));
  if (strange !== undefined) problems.push({ place: 'scopes', reason: `${echo(strange)} is no scope`, accepted });
  else if (scopes.length === 0)
    problems.push({ place: 'scopes', reason: 'there are none', accepted: `one or more of ${accepted}` });
  const latest = addDays(today, LONGEST_DAYS);
  if (lastDay < today || lastDay > latest) {
    const reason = lastDay < today ? 'it is in the past' : 'it is too far ahead';
    problems.push({ place: 'lastDay', reason, accepted: `a day from ${today} to ${latest}` });
  }
  return problems;
}

/** The scopes that are given where some are asked for: whoever records or erases also reads. */
export function scopesFor(asked: readonly string[]): readonly Scope[] {
  const reads = asked.includes('record') || asked.includes('manage');
  return SCOPES.filter((scope) => asked.includes(scope) || (scope === 'cases' && reads));
}
