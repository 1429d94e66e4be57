import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { readJson, UnreadableJson } from '../json-text.js';
import { echo } from '../problem.js';
import { Refusal } from './refusal.js';

/** The largest body that is read, in bytes. */
export const MOST_BODY_BYTES = 256 * 1024;

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * The value of a JSON body.
 * @throws Refusal for another content type (415) and for a body that is not JSON (400)
 */
export function jsonBody({ headers, body }: Request): unknown {
  const type = headers['content-type'];
  if (type === undefined || !JSON_TYPE.test(type)) {
    const sent = type === undefined ? 'No content type was sent' : `The content type ${echo(type)} is not read here`;
    throw new Refusal(415, `${sent}. Send JSON in UTF-8 with the header "Content-Type: application/json".`);
  }
  try {
    return readJson(body instanceof Uint8Array ? body : new Uint8Array());
  } catch (error) {
    if (!(error instanceof UnreadableJson)) throw error;
    throw new Refusal(400, `The body cannot be read: ${error.reason}.`, {
      problems: [{ place: 'body', reason: error.reason, accepted: 'JSON text in UTF-8' }],
    });
  }
}

/** The value of a JSON body, as {@link jsonBody}. */
export const JsonBody = createParamDecorator((_: unknown, context: ExecutionContext): unknown =>
  jsonBody(context.switchToHttp().getRequest<Request>()),
);
