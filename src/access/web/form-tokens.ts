import { csrfSync } from 'csrf-sync';
import type { NextFunction, Request, Response } from 'express';
import { isPage } from '../../platform/http/page-or-program.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Form, readForm } from '../../platform/web/form.js';

/** Random bytes of a token. */
const SIZE = 32;
const HEADER = 'x-csrf-token';
const FIELD = '_csrf';
const MULTIPART = 'multipart/form-data';
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** An uploaded file is not looked into here: its form carries the token in its address, which no other site learns. */
function inForm(request: Request): string | undefined {
  if (!isPage(request)) return undefined;
  if (typeof request.is(MULTIPART) === 'string') return Form.ofQuery(request).optional(FIELD);
  return readForm(request).optional(FIELD);
}

const tokens = csrfSync({
  size: SIZE,
  getTokenFromRequest: (request) => request.get(HEADER) ?? inForm(request),
});

/** The token that every form of this session carries. */
export const formTokenOf = (request: Request): string => tokens.generateToken(request);

/**
 * Refuses changes that do not carry the token of the session: pages send it as the field `_csrf`, scripts as the header
 * `X-CSRF-Token`. Who sends no session along cannot be made to act by another site, and needs none.
 */
export function defendForms(request: Request, _: Response, next: NextFunction): void {
  const { viewer, session, method, path } = request;
  // A path leads to the same route in small and in capital letters.
  const isSigningIn = path.toLowerCase().startsWith('/sign-in');
  const isOfSession = viewer?.by !== 'token' && (session.account !== undefined || isSigningIn);
  if (SAFE.has(method) || !isOfSession || tokens.isRequestValid(request)) {
    next();
    return;
  }
  next(new Refusal(403, isPage(request) ? FORM_IS_OLD : NO_TOKEN));
}

const FORM_IS_OLD =
  'The form is too old, or was not ours. Nothing was done. Go back, load the page again, and send the form once more.';
const NO_TOKEN =
  'A change that a browser sends along with its session needs the token of the session in the header X-CSRF-Token. Nothing was done.';
