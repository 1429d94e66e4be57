import type { NextFunction, Request, Response } from 'express';
import { isPage } from '../http/page-or-program.js';
import { Refusal } from '../http/refusal.js';
import type { TokenViewers } from './token-viewers.js';

const BEARER = /^Bearer +(?<token>[\x21-\x7e]{1,200})$/i;

const REALM = 'Bearer realm="EHCP tracker"';

/** Says to a program that a token is needed. */
export const askForToken = (response: Response): void => void response.setHeader('WWW-Authenticate', REALM);

/**
 * Finds out which program asks, by the token in `Authorization: Bearer ...`. With a token a request is the program's
 * alone, whatever a browser sends with it; pages take no tokens.
 */
export function bearer(tokens: TokenViewers) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { authorization } = request.headers;
    if (authorization === undefined || isPage(request)) {
      next();
      return;
    }
    const token = BEARER.exec(authorization.trim())?.groups?.token;
    const viewer = token === undefined ? undefined : await tokens.viewerOf(token);
    if (viewer !== undefined) {
      request.viewer = viewer;
      next();
      return;
    }
    response.setHeader('WWW-Authenticate', `${REALM}, error="invalid_token"`);
    next(
      new Refusal(
        401,
        'The token is not valid: it is none of this tracker, has run out or was revoked. An administrator makes tokens.',
      ),
    );
  };
}
