import type { Role, Viewer } from '../../platform/access/viewer.js';
import type { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import type { ListedSession } from '../application/sessions.js';
import { instantInWords } from './instant-in-words.js';

/** What a role is called, and what it lets somebody do. */
export const ROLE_TEXTS: Readonly<Record<Role, { readonly name: string; readonly does: string }>> = {
  caseworker: { name: 'Caseworker', does: 'Sees children and their cases, and records what happens.' },
  manager: { name: 'Manager', does: 'Does what a caseworker does, and sees to the work of others.' },
  board: { name: 'Board member', does: 'Sees figures, and never who a child is.' },
  administrator: { name: 'Administrator', does: 'Gives others access, and sees who looked at what. Sees no cases.' },
};

/** What somebody sees of their own account. */
export interface AccountView {
  readonly viewer: Viewer;
  readonly email?: string;
  readonly teams: readonly string[];
  /** When they chose their password; nothing where they have none. */
  readonly passwordSince?: string;
  readonly sessions: readonly ListedSession[];
  /** Whether they want the mail that managers get each morning; nothing where they are none. */
  readonly wantsMail?: boolean;
}

/** What is said of the mail that managers get, and what they can change about it. */
function morningMail(wants: boolean, email: string | undefined): object {
  if (!wants) return { text: 'You turned it off.', button: 'Turn the morning mail on', next: 'yes' };
  const goes =
    email === undefined
      ? 'a mail would go to you, if your account had an email address. An administrator can add one'
      : `a mail goes to ${email}`;
  return {
    text: `On each morning on which something is new about deadlines that were missed or are due soon, ${goes}. It names no child.`,
    button: 'Turn the morning mail off',
    next: 'no',
  };
}

/** One's own account. */
export function accountPage({ viewer, email, teams, passwordSince, sessions, wantsMail }: AccountView): PageView {
  return {
    title: 'Your account',
    rows: [
      { key: { text: 'Name' }, value: { text: viewer.name } },
      { key: { text: 'Email address' }, value: { text: email ?? 'None' } },
      {
        key: { text: 'What you may do' },
        value: { text: viewer.roles.map((role) => ROLE_TEXTS[role].name).join(', ') },
      },
      { key: { text: 'Teams' }, value: { text: teams.length === 0 ? 'None' : teams.join(', ') } },
      { key: { text: 'Named in the record as' }, value: { text: viewer.id } },
    ],
    passwordSince: passwordSince === undefined ? '' : instantInWords(passwordSince),
    morningMail: wantsMail === undefined ? undefined : morningMail(wantsMail, email),
    sessions: sessions.map(({ isThis, agent, startedAt, lastSeenAt }) => ({
      agent,
      startedAt: instantInWords(startedAt),
      lastSeenAt: isThis ? 'Now, here' : instantInWords(lastSeenAt),
    })),
  };
}

/** Choosing a password. */
export function passwordPage(isFirst: boolean, errors?: FormErrors): PageView {
  return {
    title: isFirst ? 'Choose a password' : 'Change your password',
    isRefused: errors !== undefined,
    errors,
    isFirst,
  };
}
