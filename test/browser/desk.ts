import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import request from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import { Passwords } from '../../src/access/application/passwords.js';
import type { Role } from '../../src/platform/access/viewer.js';
import type { Environment } from '../../src/platform/configuration.js';
import { startServer, type TestServer } from '../server.js';
import { openBrowser, openWindow } from './browser.js';
import { KeyboardHand, MouseHand, type Hand } from './hand.js';

const PASSWORD = 'corridor umbrella seventeen';

/** Ways in which people work. */
export const WAYS = ['with a mouse', 'with JavaScript off', 'by keyboard alone'] as const;
export type Way = (typeof WAYS)[number];

/** Somebody who has signed in, and the window in which they work. */
export interface Working {
  readonly hand: Hand;
  readonly page: Page;
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

/** A server to which nobody has signed in yet, and a browser. */
export class Desk {
  #people = 0;
  #children = 0;

  private constructor(
    readonly server: TestServer,
    readonly browser: Browser,
  ) {}

  /** @param settings what the server is configured with */
  static async open(settings: Environment = {}): Promise<Desk> {
    const [server, browser] = await Promise.all([startServer([], { signedIn: false, settings }), openBrowser()]);
    return new Desk(server, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.app.close();
  }

  /** Makes an account with a password. */
  async account(roles: readonly Role[], name = 'Orla Fairweather'): Promise<string> {
    this.#people += 1;
    const { app } = this.server;
    const email = `person-${String(this.#people)}@council.example`;
    const account = await app.get(Accounts).add({ name, email, roles, teams: [] });
    await app.get(Passwords).set(account, PASSWORD, { isOneTime: false });
    return email;
  }

  /** Opens a window, and signs in at the page where one signs in. */
  async signIn(
    way: Way,
    {
      roles = ['caseworker'],
      name,
      ...options
    }: BrowserContextOptions & { roles?: readonly Role[]; name?: string } = {},
  ): Promise<Working> {
    const email = await this.account(roles, name);
    const { context, page, faults } = await openWindow(this.browser, this.server.url, {
      javaScriptEnabled: way !== 'with JavaScript off',
      ...options,
    });
    const hand = way === 'by keyboard alone' ? new KeyboardHand(page) : new MouseHand(page);
    await page.goto('/');
    await hand.type('Email address', email);
    await hand.type('Password', PASSWORD);
    await hand.button('Sign in');
    return { hand, page, faults, close: () => context.close() };
  }

  /** Opens a window in which nobody has signed in. */
  async window(): Promise<Working> {
    const { context, page, faults } = await openWindow(this.browser, this.server.url);
    return { hand: new MouseHand(page), page, faults, close: () => context.close() };
  }

  /** Registers an invented child through the API. */
  async child(surname = 'Quillfeather'): Promise<string> {
    this.#children += 1;
    const { body } = await this.server.program
      .post('/api/v1/people')
      .send({ surname, forename: `Child ${String(this.#children)}`, dateOfBirth: '2014-05-06' })
      .expect(201);
    return (body as { readonly id: string }).id;
  }

  /** Opens a case through the API. */
  async opened(kind: 'assessments' | 'plans' | 'reviews', fields: object): Promise<string> {
    const { body, status } = await this.server.program.post(`/api/v1/${kind}`).send(fields);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return (body as { readonly id: string }).id;
  }

  /** Records a milestone through the API. */
  async recorded(kind: 'assessments' | 'plans' | 'reviews', id: string, milestone: object): Promise<void> {
    await this.server.program.post(`/api/v1/${kind}/${id}/milestones`).send(milestone).expect(201);
  }

  /** The milestones of a case that count, as the API tells them. */
  async milestones(kind: 'assessments' | 'plans' | 'reviews', id: string): Promise<readonly string[]> {
    const { body } = await this.server.program.get(`/api/v1/${kind}/${id}/milestones`).expect(200);
    const { items } = body as { readonly items: readonly { readonly milestone: string; readonly gone?: string }[] };
    return items.filter(({ gone }) => gone === undefined).map(({ milestone }) => milestone);
  }

  /** Whether nobody who has not signed in sees a page. */
  async isShut(path: string): Promise<boolean> {
    const { status, headers } = await request(this.server.http).get(path);
    return status === 303 && String(headers.location).startsWith('/sign-in');
  }
}
