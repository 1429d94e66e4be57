import { ROLES, type Role } from '../../platform/access/viewer.js';
import { choice, echo, Problems, type Problem } from '../../platform/problem.js';
import { isRecord } from '../../platform/validation.js';

/** The claims that say to which groups somebody belongs, or which roles of an application they have. */
export const ROLE_CLAIMS = ['roles', 'groups'] as const;
export type RoleClaim = (typeof ROLE_CLAIMS)[number];

/** What an identity provider's roles or groups mean here. */
export interface RoleMapping {
  /** The claim that is read. */
  readonly claim: RoleClaim;
  /** The roles that each value of the claim gives. */
  readonly roles: ReadonlyMap<string, readonly Role[]>;
  /** The ids of the teams to which each value leads; without it teams are kept here. */
  readonly teams?: ReadonlyMap<string, readonly string[]>;
  /** Whether somebody who signs in for the first time is given the account with their email address. */
  readonly linkByEmail: boolean;
}

/** What somebody is given at a sign-in. */
export interface Given {
  readonly roles: readonly Role[];
  readonly teams?: readonly string[];
}

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

const MEMBERS = ['claim', 'roles', 'teams', 'linkByEmail'];
const TEAM = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : [value]);

/** What each value of a claim leads to; what is wrong is added to the problems. */
function readLists<T extends string>(
  place: string,
  given: unknown,
  accepts: (value: string) => value is T,
  accepted: string,
  problems: Problem[],
): ReadonlyMap<string, readonly T[]> {
  if (!isRecord(given)) {
    problems.push({ place, reason: 'it is not an object', accepted: `an object such as {"EHCP.Caseworker": ...}` });
    return new Map();
  }
  const entries = Object.entries(given).map(([name, values]): [string, readonly T[]] => {
    const strange = listed(values).find((value) => typeof value !== 'string' || !accepts(value));
    if (strange !== undefined || listed(values).length === 0) {
      const at = `${place}[${JSON.stringify(name)}]`;
      problems.push({ place: at, reason: `${echo(strange ?? 'nothing')} is not possible`, accepted });
    }
    return [name, listed(values).filter((value): value is T => typeof value === 'string' && accepts(value))];
  });
  return new Map(entries);
}

const isRole = (value: string): value is Role => (ROLES as readonly string[]).includes(value);
const isTeam = (value: string): value is string => TEAM.test(value);

/**
 * Reads what an identity provider's roles or groups mean, from the text of a JSON file.
 * @throws Problems with everything that is wrong
 */
export function readRoleMapping(text: string): RoleMapping {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Problems([{ place: 'the file', reason: 'it is not JSON', accepted: 'a JSON object with "roles"' }]);
  }
  if (!isRecord(given)) {
    throw new Problems([{ place: 'the file', reason: 'it is no object', accepted: 'a JSON object with "roles"' }]);
  }
  const problems: Problem[] = [];
  const strange = Object.keys(given).find((name) => !MEMBERS.includes(name));
  if (strange !== undefined) {
    problems.push({ place: strange, reason: 'it is not known here', accepted: MEMBERS.join(', ') });
  }
  const { claim = 'roles', linkByEmail = false } = given;
  if (!(ROLE_CLAIMS as readonly unknown[]).includes(claim)) {
    problems.push({ place: 'claim', reason: `${echo(claim)} is neither`, accepted: choice(ROLE_CLAIMS) });
  }
  if (typeof linkByEmail !== 'boolean') {
    problems.push({ place: 'linkByEmail', reason: 'it is neither', accepted: 'true or false' });
  }
  const roles = readLists('roles', given.roles, isRole, choice(ROLES), problems);
  if (roles.size === 0 && problems.length === 0) {
    problems.push({ place: 'roles', reason: 'nobody would have a role', accepted: 'one entry or more' });
  }
  const teams =
    given.teams === undefined
      ? undefined
      : readLists('teams', given.teams, isTeam, 'ids of teams, of small letters, digits and hyphens', problems);
  if (problems.length > 0) throw new Problems(problems);
  return {
    claim: claim as RoleClaim,
    roles,
    ...(teams === undefined ? {} : { teams }),
    linkByEmail: linkByEmail === true,
  };
}

/** The values of a claim. */
function valuesOf(claims: Claims, claim: RoleClaim): readonly string[] {
  const value = claims[claim];
  return value === undefined ? [] : listed(value).filter((one): one is string => typeof one === 'string');
}

/** What the claims of somebody give them. */
export function givenBy({ claim, roles, teams }: RoleMapping, claims: Claims): Given {
  const values = valuesOf(claims, claim);
  const through = <T>(lists: ReadonlyMap<string, readonly T[]>): readonly T[] => [
    ...new Set(values.flatMap((value) => lists.get(value) ?? [])),
  ];
  const gained = through(roles);
  return {
    roles: ROLES.filter((role) => gained.includes(role)),
    ...(teams === undefined ? {} : { teams: [...through(teams)].sort() }),
  };
}

/**
 * Whether the provider leaves the groups out because there are too many of them, as Entra ID does above 200: it then names
 * a source of the claim, which only a program with more rights than ours can ask.
 */
export function isOverage({ claim }: RoleMapping, claims: Claims): boolean {
  const { _claim_names: names, hasgroups } = claims;
  if (claims[claim] !== undefined) return false;
  return (isRecord(names) && claim in names) || (claim === 'groups' && (hasgroups === true || hasgroups === 'true'));
}
