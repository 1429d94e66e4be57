/** What a person does in the council, as far as it decides what they see. One person can do several things. */
export const ROLES = ['caseworker', 'manager', 'board', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What can be allowed:
 * `figures`: counts and shares, nobody's identity; `cases`: children, their cases and dates; `record`: recording on cases;
 * `manage`: what concerns the work of others; `restrict`: who may see a child, without seeing them; `administer`: accounts,
 * tokens and who looked at what.
 */
export const PERMISSIONS = ['figures', 'cases', 'record', 'manage', 'restrict', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  caseworker: ['figures', 'cases', 'record'],
  manager: ['figures', 'cases', 'record', 'manage', 'restrict'],
  board: ['figures'],
  administrator: ['figures', 'restrict', 'administer'],
};

/** Whoever asks: a person who signed in, or a program with a token. */
export interface Viewer {
  /** Under which the events name who acted; of a caseworker also what cases are assigned to. */
  readonly id: string;
  /** Shown to colleagues. A program has the name of its token. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** The teams to which they belong. */
  readonly teams: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
  /** Whether a browser sends the proof by itself, so that requests of other sites have to be fended off. */
  readonly by: 'session' | 'token';
}

/** What the roles of a person allow together. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => ALLOWED[role]));
}

/** Whether somebody may do something; nobody is allowed nothing. */
export function may(viewer: Viewer | undefined, permission: Permission): boolean {
  return viewer?.permissions.has(permission) === true;
}
