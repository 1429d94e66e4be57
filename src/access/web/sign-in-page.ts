import type { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import type { Role } from '../../platform/access/viewer.js';
import type { Account } from '../application/account.js';

/** What the page for signing in with a password shows. */
export interface SignInView {
  /** What was typed before, where it was refused. */
  readonly email: string;
  /** Where they go afterwards. */
  readonly returnTo?: string;
  readonly errors?: FormErrors;
  /** How to make the first account, where there is none. */
  readonly firstAdministrator?: string;
  /** Whether people can sign in with their council account. */
  readonly hasProvider?: boolean;
}

const PROVIDER = '/sign-in/provider';

const providerUrl = (returnTo: string | undefined): string =>
  returnTo === undefined ? PROVIDER : `${PROVIDER}?return=${encodeURIComponent(returnTo)}`;

/** Signing in with a password, and where it is offered with the council account. */
export function signInPage({ email, returnTo, errors, firstAdministrator, hasProvider }: SignInView): PageView {
  return {
    title: 'Sign in',
    isRefused: errors !== undefined,
    errors,
    email,
    returnTo: returnTo ?? '',
    firstAdministrator: firstAdministrator ?? '',
    provider: hasProvider === true ? providerUrl(returnTo) : '',
  };
}

/** What the people of a demonstration do, in the order in which they are listed. */
const PARTS: readonly (readonly [role: Role, heading: string, does: string])[] = [
  ['caseworker', 'Caseworkers', 'Has cases of their own, and records what happens in them.'],
  ['manager', 'Managers', 'Sees the work of all teams, and records too.'],
  ['board', 'Board members', 'Sees figures, and never who a child is.'],
  ['administrator', 'Administrators', 'Gives others access, and sees who looked at what.'],
];

/** Who is shown under a part: those of whom it is the widest. */
function mainRole({ roles }: Account): Role | undefined {
  return (['administrator', 'board', 'manager', 'caseworker'] as const).find((role) => roles.includes(role));
}

/** One of each team is enough to look around; the others are one more click away. */
function oneOfEachTeam(people: readonly Account[]): readonly Account[] {
  const seen = new Set<string>();
  return people.filter(({ teams: [team = ''] }) => !seen.has(team) && seen.add(team));
}

/**
 * Becoming one of the people of a demonstration.
 * @param teamNameOf the name of a team
 */
export function demoSignInPage(
  accounts: readonly Account[],
  teamNameOf: (team: string) => string,
  { returnTo, all }: { readonly returnTo?: string; readonly all: boolean },
): PageView {
  const active = accounts.filter(({ isActive }) => isActive);
  const parts = PARTS.map(([role, heading, does]) => {
    const people = active.filter((account) => mainRole(account) === role);
    const shown = all ? people : oneOfEachTeam(people);
    return {
      heading,
      does,
      people: shown.map(({ id, name, teams }) => ({ id, name, teams: teams.map(teamNameOf).join(', ') })),
      more: people.length - shown.length,
    };
  });
  return {
    title: 'Who do you want to be?',
    returnTo: returnTo ?? '',
    parts: parts.filter(({ people }) => people.length > 0),
    more: parts.reduce((sum, { more }) => sum + more, 0),
  };
}
