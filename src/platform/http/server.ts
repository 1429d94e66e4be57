import { ConfigService } from '@nestjs/config';
import { Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { settingsOf } from '../configuration.js';
import { AccessGuard } from '../access/access.guard.js';
import { SightInterceptor } from '../access/sight.interceptor.js';
import { bearer } from '../access/bearer.js';
import { Gatekeeper } from '../access/gatekeeper.js';
import { TokenViewers } from '../access/token-viewers.js';
import { Metrics } from '../metrics/metrics.js';
import { serveAssets } from '../web/assets.js';
import { surround } from '../web/pages.js';
import { DOCS_PATH } from './api-docs.js';
import { MOST_BODY_BYTES } from './json-body.js';
import { ProblemFilter } from './problem.filter.js';
import { sameSite } from './same-site.js';

/** What a page may load: from this server only; scripts only those that the answer names by its nonce. */
function contentSecurityPolicy(nonce: string): Parameters<typeof helmet>[0] {
  return {
    // Without any referrer a browser does not say either that a form comes from this server.
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", `'nonce-${nonce}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  };
}

/** Swagger UI needs inline styles and images in data URLs; scripts come from this server only. */
const DOCS_POLICY: Parameters<typeof helmet>[0] = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
};

/** The headers that tell browsers what not to do. */
function guarded(request: Request, response: Response, next: NextFunction): void {
  if (request.path.toLowerCase().startsWith(`/${DOCS_PATH}`)) {
    helmet(DOCS_POLICY)(request, response, next);
    return;
  }
  const cspNonce = randomBytes(16).toString('base64');
  surround(response, { cspNonce });
  helmet(contentSecurityPolicy(cspNonce))(request, response, next);
}

const UPLOAD = /^\/(?:import|administration\/benchmarks)(?:\?|$)/i;
const MULTIPART = /^multipart\/form-data\b/i;

/** Whether a request brings a file: the route that takes it reads it as it comes, and keeps to a limit of its own. */
function isUpload({ url = '', headers }: IncomingMessage): boolean {
  return UPLOAD.test(url) && MULTIPART.test(headers['content-type'] ?? '');
}

/** Answers are about children and change with every day: nothing on the way keeps them. */
function neverStored(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  delete request.headers['if-none-match'];
  next();
}

/** Prepares an application that was created with `bodyParser: false`: headers, bodies, errors, shutdown. */
export function prepareServer(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  // An ETag is the revision of what is answered. The same revision can be answered otherwise on another day, so no answer
  // is left out for being the same.
  app.set('etag', false);
  const gatekeeper = app.get(Gatekeeper);
  app.set('trust proxy', gatekeeper.proxies);
  app.use(neverStored);
  app.use(app.get(Metrics).measure);
  app.use(guarded);
  app.use(sameSite(settingsOf(app.get(ConfigService)).hostNames));
  app.use(serveAssets);
  for (const step of gatekeeper.identify) app.use(step);
  app.use(bearer(app.get(TokenViewers)));
  // Read as bytes, so that encodings and faults in JSON get our messages and not the parser's.
  app.useBodyParser('raw', { type: (request) => !isUpload(request), limit: MOST_BODY_BYTES });
  app.use(gatekeeper.defend);
  app.useGlobalGuards(new AccessGuard(app.get(Reflector)));
  app.useGlobalInterceptors(app.get(SightInterceptor));
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
}
