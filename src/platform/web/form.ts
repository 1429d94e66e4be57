import type { Request } from 'express';
import { TextDecoder } from 'node:util';
import { Refusal } from '../http/refusal.js';

const FORM = 'application/x-www-form-urlencoded';

/** What a form sent: the text of each of its fields. */
export class Form {
  constructor(private readonly fields: URLSearchParams) {}

  /** What was typed into a field, without the spaces around it; empty where it was left empty or was not there. */
  text(name: string): string {
    return (this.fields.get(name) ?? '').trim();
  }

  /** What was typed into a field; nothing where it was left empty. */
  optional(name: string): string | undefined {
    const text = this.text(name);
    return text === '' ? undefined : text;
  }

  /** Everything that was ticked or typed under one name. */
  all(name: string): readonly string[] {
    return this.fields
      .getAll(name)
      .map((value) => value.trim())
      .filter((value) => value !== '');
  }

  /** The last value of every field as it was sent, to show again what was typed. */
  get typed(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.fields);
  }

  /** A form with these fields. */
  static of(fields: Readonly<Record<string, string>>): Form {
    return new Form(new URLSearchParams(fields));
  }

  /** The same form with something else in one field. */
  with(name: string, value: string): Form {
    const fields = new URLSearchParams(this.fields);
    fields.set(name, value);
    return new Form(fields);
  }

  /** Everything that was sent, in its order, each value of a name by itself. */
  get entries(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.fields].map(([name, value]) => ({ name, value }));
  }

  /** What the query of an address holds. */
  static ofQuery({ originalUrl }: Pick<Request, 'originalUrl'>): Form {
    const query = originalUrl.indexOf('?');
    return new Form(new URLSearchParams(query < 0 ? '' : originalUrl.slice(query + 1)));
  }
}

/**
 * The form that a request brings.
 * @throws Refusal (415) where the body is no form; (400) where it is no UTF-8
 */
export function readForm(request: Request): Form {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body) || body.length === 0) return new Form(new URLSearchParams());
  if (request.is(FORM) === false) throw new Refusal(415, 'Send what a form sends.');
  try {
    return new Form(new URLSearchParams(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    throw new Refusal(400, 'The form cannot be read: it is no text in UTF-8.');
  }
}

/** What is wrong with what was typed, field by field. */
export class FormErrors {
  readonly #errors = new Map<string, string>();

  /** Adds what is wrong with a field; the first that is said of a field stays. */
  add(field: string, text: string): this {
    if (!this.#errors.has(field)) this.#errors.set(field, text);
    return this;
  }

  get isEmpty(): boolean {
    return this.#errors.size === 0;
  }

  /** What is wrong with each field, as the components of GOV.UK Frontend take it. */
  get fields(): Readonly<Record<string, { readonly text: string }>> {
    return Object.fromEntries([...this.#errors].map(([field, text]) => [field, { text }]));
  }

  /** The list at the head of the page, each linked to its field, of which the id is the name. */
  get list(): readonly { readonly text: string; readonly href: string }[] {
    return [...this.#errors].map(([field, text]) => ({ text, href: `#${field}` }));
  }
}
