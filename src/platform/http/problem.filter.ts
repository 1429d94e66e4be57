import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { v7 } from 'uuid';
import { StoreUnavailable } from '../../event-store/event-store.js';
import { OperatorError } from '../operator-error.js';
import { Problems } from '../problem.js';
import { SignInFirst } from '../access/sign-in-first.js';
import { errorPage } from '../web/error-page.js';
import { allowedMethods } from './allowed-methods.js';
import { failureTrace } from './failure-trace.js';
import { MOST_BODY_BYTES } from './json-body.js';
import { isPage } from './page-or-program.js';
import { INVALID_FACTS, withPointer } from './problem-details.js';
import { Refusal } from './refusal.js';

const DETAILS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  408: 'The request took too long to arrive. Send it again.',
  413: `The body is larger than ${String(MOST_BODY_BYTES / 1024)} kB. Send the milestones of one case only.`,
  415: 'The body is encoded in a way that is not read here. Send JSON in UTF-8, plain or compressed with gzip, deflate or br.',
  503: 'The service is not ready. Try again in a moment.',
};

/** The same for people who filled in a form. */
const PAGE_DETAILS: Readonly<Record<number, string>> = {
  413: `What was entered is larger than ${String(MOST_BODY_BYTES / 1024)} kB, and nothing was recorded. Go back and shorten the texts.`,
};

const UNSURE =
  ' It is not known whether the request was recorded: send it again, with the same Idempotency-Key if it had one.';

/** The template of the route that took a request: what stands in the log names no case. */
function routeOf({ route }: Request): string {
  const { path } = (route ?? {}) as { readonly path?: unknown };
  return typeof path === 'string' ? path : 'a path without a route';
}

function notFound({ app, path, method }: Request, response: Response): Refusal {
  const allowed = allowedMethods(app, path);
  if (allowed.length === 0) {
    // A wrong address can hold a name, so it is not repeated.
    return new Refusal(404, 'There is nothing at this address. The documentation is at /api/docs.');
  }
  response.setHeader('Allow', allowed.join(', '));
  return new Refusal(405, `${method} is not possible here. Accepted: ${allowed.join(', ')}.`);
}

function tooMany(count: number): string {
  return count === 1 ? 'There is a problem with the facts.' : `There are ${String(count)} problems with the facts.`;
}

/** Answers every failure, programs with problem details (RFC 9457) and people with a page, and says nothing internal. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const refusal = this.refusalFor(error, request, response);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof SignInFirst) {
      response.redirect(303, error.location);
      return;
    }
    response.status(refusal.status);
    if (isPage(request)) {
      response.send(errorPage(request, response, refusal.details()));
      return;
    }
    response.type('application/problem+json').send(JSON.stringify(refusal.details()));
  }

  private refusalFor(error: unknown, request: Request, response: Response): Refusal {
    if (error instanceof Refusal) return error;
    if (error instanceof SignInFirst) return new Refusal(303, error.message);
    if (error instanceof Problems) {
      const problems = error.problems.map(withPointer);
      return new Refusal(400, tooMany(problems.length), { type: INVALID_FACTS, title: 'Invalid facts', problems });
    }
    if (error instanceof OperatorError) {
      const unsure = error instanceof StoreUnavailable && error.outcome === 'unknown' ? UNSURE : '';
      return this.logged(request, 503, `${DETAILS[503] ?? ''}${unsure}`, error.message);
    }
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status === 404) return notFound(request, response);
    const detail = (isPage(request) ? PAGE_DETAILS[status] : undefined) ?? DETAILS[status];
    if (detail !== undefined) return new Refusal(status, detail);
    if (status >= 400 && status < 500) return new Refusal(status, 'The request cannot be answered.');
    return this.logged(
      request,
      500,
      'Something went wrong on our side. Nothing was wrong with the request.',
      failureTrace(error),
    );
  }

  /** Logs what went wrong under an id that the answer names. */
  private logged(request: Request, status: number, detail: string, reason: string): Refusal {
    const id = v7();
    this.logger.error(`${request.method} ${routeOf(request)} failed (${id}): ${reason}`);
    return new Refusal(status, `${detail} The log of the server says more under ${id}.`, {
      instance: `urn:uuid:${id}`,
    });
  }
}
