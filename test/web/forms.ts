import request, { type Response } from 'supertest';
import type { TestServer } from '../server.js';

/** What is typed into a form; a field can be there several times. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** The text of a page, tags and spaces aside. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');

/** The values that the fields of a page have, hidden ones too; of radios and checkboxes those that are chosen. */
export function fieldsOf(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const of = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const name = of('name');
    if (name === undefined || (/type="(?:radio|checkbox)"/.test(tag) && !/\bchecked\b/.test(tag))) continue;
    (fields[name] ??= []).push(of('value') ?? '');
  }
  return fields;
}

/** Sends a form as a browser does. */
export async function send(server: TestServer, path: string, typed: Typed): Promise<Response> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) body.append(name, one);
  return request(server.http).post(path).type('form').send(body.toString());
}

/** What a page says is wrong: the texts of its error summary. */
export function errorsOf(html: string): readonly string[] {
  const summary = /<ul class="govuk-list govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? '';
  return [...summary.matchAll(/<a href="#([^"]+)">([^<]*)<\/a>/g)].map(
    ([, id = '', text = '']) => `${id}: ${textOf(text)}`,
  );
}

/** A date in the three fields of a form. */
export const dateFields = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
