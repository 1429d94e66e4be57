import request from 'supertest';
import type { Test } from 'supertest';
import { addDays, dayInLondon, type CalendarDate } from '../../src/statute/calendar.js';
import { startServer, type TestServer } from '../server.js';

/** A day some days before today. */
export const daysAgo = (days: number): CalendarDate => addDays(dayInLondon(new Date()), -days);

/** The three fields of a day. */
export function dayFields(name: string, day: string): Readonly<Record<string, string>> {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** The text of a page, tags and spaces aside. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|&quot;/g, "'")
    .replace(/\s+/g, ' ');

/** What a form on a page carries without showing it, the last value of each name. */
export function hiddenIn(html: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** What a form on a page carries without showing it, every value of each name. */
export function carriedIn(html: string): Record<string, readonly string[]> {
  const carried: Record<string, string[]> = {};
  for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)) {
    (carried[name] ??= []).push(value);
  }
  return carried;
}

/** The children, cases and pages of one server. */
export class LoggingSetting {
  readonly #number = { children: 0 };

  private constructor(readonly server: TestServer) {}

  static async open(): Promise<LoggingSetting> {
    return new LoggingSetting(await startServer());
  }

  close(): Promise<void> {
    return this.server.app.close();
  }

  get(path: string): Test {
    return request(this.server.http).get(path);
  }

  /** Sends a form. A field can be given several times. */
  post(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Test {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    );
    return request(this.server.http).post(path).type('form').send(body.toString());
  }

  /** Opens a page and sends its form with more fields. */
  async fill(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Test> {
    const { text } = await this.get(path).expect(200);
    return this.post(path, { ...hiddenIn(text), ...fields });
  }

  /** Sends a change to the API. */
  async api(method: 'patch' | 'put', path: string, body: object): Promise<void> {
    await request(this.server.http)[method](`/api/v1/${path}`).send(body).expect(200);
  }

  async child(): Promise<string> {
    this.#number.children += 1;
    const { body } = await request(this.server.http)
      .post('/api/v1/people')
      .send({
        surname: 'Quillfeather',
        forename: 'Ottoline',
        dateOfBirth: '2014-05-06',
        reference: `LOG ${String(this.#number.children)}`,
      })
      .expect(201);
    return String(body.id);
  }

  /** Opens a case through the API. */
  async opened(kind: 'assessments' | 'plans' | 'reviews', fields: object): Promise<string> {
    const { body } = await request(this.server.http).post(`/api/v1/${kind}`).send(fields).expect(201);
    return String(body.id);
  }

  /** Opens a needs assessment that was asked for some days ago. */
  async assessment(days = 100): Promise<string> {
    return this.opened('assessments', { person: await this.child(), on: daysAgo(days), kind: 'initial' });
  }

  /** Records a milestone through the API. */
  async recorded(kind: 'assessments' | 'plans' | 'reviews', id: string, milestone: object): Promise<void> {
    await request(this.server.http).post(`/api/v1/${kind}/${id}/milestones`).send(milestone).expect(201);
  }

  /** The milestones of a case, by the API. */
  async milestones(
    kind: 'assessments' | 'plans' | 'reviews',
    id: string,
  ): Promise<
    readonly {
      readonly milestone: string;
      readonly attributes: Readonly<Record<string, unknown>>;
      readonly gone?: string;
    }[]
  > {
    const { body } = await request(this.server.http).get(`/api/v1/${kind}/${id}/milestones`).expect(200);
    return (body as { readonly items: never }).items;
  }
}
