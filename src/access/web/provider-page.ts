import type { PageView } from '../../platform/web/pages.js';
import type { Admitted } from '../provider/provider-accounts.js';

/** Why nobody is let in. */
export type NotAdmitted = Extract<Admitted, { refused: string }>['refused'] | 'not-taken' | 'declined' | 'unavailable';

interface Told {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Whether trying again can help. */
  readonly again: boolean;
}

const TOLD: Readonly<Record<NotAdmitted, Told>> = {
  'no-role': {
    title: 'You have no role in the tracker',
    paragraphs: [
      'You signed in with your council account, and it has no role in the tracker yet.',
      'Ask whoever manages access to the tracker to give your account one. Then sign in again.',
    ],
    again: true,
  },
  'too-many-groups': {
    title: 'Your groups cannot be read',
    paragraphs: [
      'Your council account belongs to so many groups that the identity provider leaves them out, so the tracker cannot tell what your role is.',
      'For whoever manages the identity provider: give the tracker app roles instead of groups. In Entra ID, define app roles on the registration of the tracker, assign people or groups to them, and set "claim" to "roles" in the file that OIDC_ROLES_FILE names.',
    ],
    again: false,
  },
  'not-active': {
    title: 'Your account in the tracker is closed',
    paragraphs: ['An administrator of the tracker has closed your account. Ask them if that is a mistake.'],
    again: false,
  },
  'not-taken': {
    title: 'You are not signed in',
    paragraphs: [
      'The sign-in took too long, came twice, or was begun in another browser. Nothing is wrong with your account.',
    ],
    again: true,
  },
  declined: {
    title: 'You are not signed in',
    paragraphs: ['The sign-in was called off where you sign in with your council account, or is not allowed there.'],
    again: true,
  },
  unavailable: {
    title: 'Signing in does not work now',
    paragraphs: [
      'The service with which you sign in with your council account does not answer. Try again in a moment.',
    ],
    again: true,
  },
};

/** The page that says why nobody is let in. */
export function notAdmittedPage(why: NotAdmitted): PageView {
  return { ...TOLD[why] };
}

/** The page after signing out here, which leads on to signing out at the provider. */
export function signedOutPage(url: string): PageView {
  return { title: 'You have signed out of the tracker', url };
}
