import { ROLES } from '../../platform/access/viewer.js';
import type { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import type { Account } from '../application/account.js';
import type { Team } from '../application/teams.js';
import { ROLE_TEXTS } from './account-page.js';

/** What is typed about somebody. */
export interface TypedUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
}

const NOBODY: TypedUser = { id: '', name: '', email: '', roles: ['caseworker'], teams: [] };

/** The names of teams by their ids. */
type TeamNames = (team: string) => string;

const rolesText = (roles: readonly (typeof ROLES)[number][]): string =>
  roles.map((role) => ROLE_TEXTS[role].name).join(', ');

/** Everybody who has an account. */
export function usersPage(accounts: readonly Account[], teamNameOf: TeamNames): PageView {
  const row = ({ id, name, email = 'None', roles, teams }: Account): object => ({
    id,
    name,
    email,
    roles: rolesText(roles),
    teams: teams.length === 0 ? 'None' : teams.map(teamNameOf).join(', '),
  });
  return {
    title: 'Users',
    tables: [
      { id: 'active', caption: 'People who can sign in', rows: accounts.filter(({ isActive }) => isActive).map(row) },
      {
        id: 'left',
        caption: 'People who cannot sign in any more',
        rows: accounts.filter(({ isActive }) => !isActive).map(row),
      },
    ].filter(({ rows }) => rows.length > 0),
  };
}

const choices = (typed: TypedUser, teams: readonly Team[]): object => ({
  typed,
  roleItems: ROLES.map((role) => ({
    value: role,
    text: ROLE_TEXTS[role].name,
    hint: { text: ROLE_TEXTS[role].does },
    checked: typed.roles.includes(role),
  })),
  teamItems: teams.map(({ id, name }) => ({ value: id, text: name, checked: typed.teams.includes(id) })),
});

/** Adding somebody. */
export function newUserPage(
  teams: readonly Team[],
  { typed = NOBODY, errors }: { readonly typed?: TypedUser; readonly errors?: FormErrors } = {},
): PageView {
  return {
    title: 'Add a user',
    isNew: true,
    action: '/administration/users/new',
    isRefused: errors !== undefined,
    errors,
    ...choices(typed, teams),
  };
}

/** Changing what somebody is called and may do. */
export function userPage(
  account: Account,
  teams: readonly Team[],
  {
    typed,
    errors,
    hasPassword,
    isOwn,
  }: {
    readonly typed?: TypedUser;
    readonly errors?: FormErrors;
    readonly hasPassword: boolean;
    /** Whether it is the account of whoever looks. */
    readonly isOwn: boolean;
  },
): PageView {
  const { id, name, email = '', roles, isActive } = account;
  return {
    title: name,
    isNew: false,
    action: `/administration/users/${id}`,
    isRefused: errors !== undefined,
    errors,
    id,
    name,
    isActive,
    isOwn,
    passwordText: hasPassword
      ? 'They have a password. One that you make takes its place and signs them out everywhere.'
      : 'They have no password yet. Make one for them.',
    ...choices(typed ?? { id, name, email, roles, teams: account.teams }, teams),
  };
}

/** A password that was just made for somebody. */
export function madePasswordPage({ id, name, email }: Account, password: string): PageView {
  return { title: 'The password, this once', id, name, email: email ?? '', password };
}

/** The teams, and a form for another. */
export function teamsPage(
  teams: readonly Team[],
  { typed = { id: '', name: '' }, errors }: { readonly typed?: { id: string; name: string }; errors?: FormErrors } = {},
): PageView {
  return {
    title: 'Teams',
    isRefused: errors !== undefined,
    errors,
    typed,
    rows: teams.map(({ id, name, members }) => ({ id, name, members: String(members.length) })),
  };
}

/** Another name for a team. */
export function teamPage({ id, name }: Pick<Team, 'id' | 'name'>, typed = name, errors?: FormErrors): PageView {
  return { title: `Rename the team ${name}`, isRefused: errors !== undefined, errors, id, typed };
}
