import { echo, type Problem } from '../../platform/problem.js';
import { ROLES, type Role } from '../../platform/access/viewer.js';

/** A person who may use the tracker. */
export interface Account {
  /** What events name as the actor and cases are assigned to. */
  readonly id: string;
  readonly name: string;
  /** In lower case. */
  readonly email?: string;
  readonly roles: readonly Role[];
  /** The ids of their teams. */
  readonly teams: readonly string[];
  /** Whether they may sign in; somebody who left stays, since events name them. */
  readonly isActive: boolean;
  /** Instants, ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly changedAt: string;
}

/** What is said of an account when it is made or changed. */
export interface AccountDetails {
  readonly name: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
}

const ID = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;
/** What the program itself is called where it acts. */
const TAKEN: ReadonlySet<string> = new Set(['api', 'command-line', 'import', 'restore', 'demo', 'system']);
const EMAIL = /^[^\s@<>()[\],;:\\"\p{Cc}]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])$/u;
const NAME = /^[^\p{Cc}\p{Cf}\p{Cs}<>]{1,100}$/u;

/** An email address as it is kept: letters mean the same in either case. */
export const normalEmail = (text: string): string => text.trim().normalize('NFC').toLowerCase();

/** Whether a text is an email address, as {@link normalEmail} writes it or in other letters. */
export const isEmail = (text: string): boolean => EMAIL.test(normalEmail(text));

/** The roles in a list of codes; a code that is none is passed over. */
export const readRoles = (codes: string): readonly Role[] => {
  const known = codes.split(' ');
  return ROLES.filter((role) => known.includes(role));
};

/** What is wrong with an id for an account or a team. */
export function problemsOfId(id: string): readonly Problem[] {
  if (ID.test(id) && !TAKEN.has(id)) return [];
  const reason = TAKEN.has(id) ? `${echo(id)} is what the program itself is called` : `${echo(id)} cannot be an id`;
  return [
    {
      place: 'id',
      reason,
      accepted:
        'small letters, digits, hyphens, full stops and underscores, from 1 to 64, such as officer-017; it begins and ends with a letter or digit',
    },
  ];
}

/** What is wrong with a name of a person or a team. */
export function problemsOfName(name: string): readonly Problem[] {
  if (NAME.test(name) && name.trim() === name) return [];
  const reason = name.trim() === '' ? 'it is empty' : 'it cannot be used';
  return [{ place: 'name', reason, accepted: 'a name of 1 to 100 characters, without < and >' }];
}

/** What is wrong with what is said of an account, whatever the others are. */
export function problemsOfAccount({ name, email, roles }: AccountDetails): readonly Problem[] {
  const problems = [...problemsOfName(name)];
  if (email !== undefined && !EMAIL.test(email)) {
    problems.push({ place: 'email', reason: 'it is no email address', accepted: 'one such as a.khan@example.gov.uk' });
  }
  const strange = roles.find((role) => !(ROLES as readonly string[]).includes(role));
  if (strange !== undefined) {
    problems.push({ place: 'roles', reason: `${echo(strange)} is no role`, accepted: ROLES.join(', ') });
  } else if (roles.length === 0) {
    problems.push({ place: 'roles', reason: 'there are none', accepted: `one or more of ${ROLES.join(', ')}` });
  }
  return problems;
}
