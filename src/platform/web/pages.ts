import type { Request, Response } from 'express';
import { may, type Permission } from '../access/viewer.js';
import { isInBackground } from './background.js';
import { takeNotices } from './notices.js';
import { renderTemplate } from './templates.js';

/** An entry of the navigation at the head of every page. */
interface Section {
  readonly text: string;
  readonly href: string;
  /** Whose it is. */
  readonly permission: Permission;
  /** The paths that belong to it. */
  readonly covers: RegExp;
}

const SECTIONS: readonly Section[] = [
  {
    text: 'My work',
    href: '/worklist',
    permission: 'cases',
    covers: /^\/(?:worklist|search|cases|people)(?:\/(?!new)|$)/,
  },
  { text: 'Alerts', href: '/alerts', permission: 'manage', covers: /^\/alerts(?:\/|$)/ },
  {
    text: 'Workload',
    href: '/workload',
    permission: 'manage',
    covers: /^\/(?:workload|advice|annual-reviews|phase-transfer|exceptions)(?:\/|$)/,
  },
  { text: 'New case', href: '/new', permission: 'record', covers: /^\/(?:new|import)(?:\/|$)/ },
  { text: 'Figures', href: '/', permission: 'figures', covers: /^\/$/ },
  { text: 'Timeliness', href: '/timeliness', permission: 'figures', covers: /^\/timeliness(?:\/|$)/ },
  { text: 'SEND plan', href: '/plan', permission: 'figures', covers: /^\/plan(?:\/|$)/ },
  {
    text: 'Administration',
    href: '/administration',
    permission: 'administer',
    covers: /^\/administration(?:\/(?!restrictions)|$)/,
  },
  {
    text: 'Restricted children',
    href: '/administration/restrictions',
    permission: 'restrict',
    covers: /^\/administration\/restrictions(?:\/|$)/,
  },
];

/** What every page shows beside its own: set by whatever stands in front of the routes. */
export interface Surroundings {
  /** The council's name, where it is configured. */
  readonly council?: string;
  /** Whether anybody on this machine can become one of the invented people. */
  readonly isDemo: boolean;
  /** Lets this answer's scripts run. */
  readonly cspNonce: string;
  /** Proves that a form was ours; empty where there is no session. */
  readonly csrfToken: string;
}

const NOTHING: Surroundings = { isDemo: false, cspNonce: '', csrfToken: '' };

/** What every page shows beside its own. */
export function surroundingsOf(response: Response): Surroundings {
  return { ...NOTHING, ...(response.locals.surroundings as Partial<Surroundings> | undefined) };
}

/** Says more of what every page shows beside its own. */
export function surround(response: Response, more: Partial<Surroundings>): void {
  response.locals.surroundings = { ...surroundingsOf(response), ...more };
}

/** What a page says of itself. */
export interface PageView {
  /** The heading, which the window's title begins with. */
  readonly title: string;
  /** Whether what was typed was refused: the window's title then says so. */
  readonly isRefused?: boolean;
  readonly [name: string]: unknown;
}

/**
 * Renders a page for whoever asks.
 * @param template its path from the folder of the program; it extends `platform/web/views/layout.njk`
 */
export function renderPage(request: Request, response: Response, template: string, view: PageView): string {
  const { viewer, path } = request;
  response.type('text/html; charset=utf-8');
  return renderTemplate(template, {
    ...view,
    ...surroundingsOf(response),
    path,
    viewer,
    notices: isInBackground(request) ? [] : takeNotices(request),
    sections: SECTIONS.filter(({ permission }) => may(viewer, permission)).map(({ text, href, covers }) => ({
      text,
      href,
      current: covers.test(path),
    })),
  });
}
