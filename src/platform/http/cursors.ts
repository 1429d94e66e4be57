import { hash } from 'node:crypto';
import type { Request, Response } from 'express';
import { invalidRequest } from './invalid-request.js';

/** A page of a list as it is answered. */
export interface AnsweredPage<Item> {
  readonly items: readonly Item[];
  /** The cursor of the next page; `null` on the last. */
  readonly next: string | null;
}

type Filters = Readonly<Record<string, unknown>>;

const DIGEST_LETTERS = 12;

/** What a list was asked for, apart from which page of it. */
function fingerprint(path: string, { limit: _, cursor: __, ...filters }: Filters): string {
  return hash('sha256', JSON.stringify([path, Object.entries(filters).sort()]), 'base64url').slice(0, DIGEST_LETTERS);
}

/** The cursor of a place in a list. */
export function cursorOf(path: string, filters: Filters, place: unknown): string {
  return Buffer.from(JSON.stringify([fingerprint(path, filters), place])).toString('base64url');
}

function opened(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The place that a cursor stands for; nothing where there is none.
 * @param isPlace whether a value is a place in this list
 * @throws Refusal (400) where this list did not give it for these filters
 */
export function placeIn<Place>(
  path: string,
  filters: Filters & { readonly cursor?: string | undefined },
  isPlace: (value: unknown) => value is Place,
): Place | undefined {
  const { cursor } = filters;
  if (cursor === undefined) return undefined;
  const value = opened(cursor);
  if (Array.isArray(value) && value.length === 2 && value[0] === fingerprint(path, filters) && isPlace(value[1])) {
    return value[1];
  }
  throw invalidRequest([
    {
      place: 'cursor',
      reason: 'this list did not give it for these parameters',
      accepted: '`next` of the page before, with the same other parameters',
    },
  ]);
}

/** Answers a page, with a link to the next. */
export function answerPage<Item>(
  request: Request,
  response: Response,
  filters: Filters,
  { items, next }: { readonly items: readonly Item[]; readonly next?: unknown },
): AnsweredPage<Item> {
  if (next === undefined) return { items, next: null };
  const cursor = cursorOf(request.path, filters, next);
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  query.set('cursor', cursor);
  response.setHeader('Link', `<${request.path}?${query.toString()}>; rel="next"`);
  return { items, next: cursor };
}
