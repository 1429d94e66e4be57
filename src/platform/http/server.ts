import { ConfigService } from '@nestjs/config';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { fileURLToPath } from 'node:url';
import { settingsOf } from '../configuration.js';
import { Metrics } from '../metrics/metrics.js';
import { MOST_BODY_BYTES } from './json-body.js';
import { ProblemFilter } from './problem.filter.js';
import { sameSite } from './same-site.js';

/** What pages load beside themselves. */
const ASSETS = fileURLToPath(new URL('../web/assets/', import.meta.url));

/** Swagger UI needs inline styles and images in data URLs; scripts come from this server only. */
const contentSecurityPolicy = {
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
};

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
  app.use(neverStored);
  app.use(app.get(Metrics).measure);
  app.use(helmet({ contentSecurityPolicy }));
  app.use(sameSite(settingsOf(app.get(ConfigService)).hostNames));
  app.useStaticAssets(ASSETS, { prefix: '/assets/', index: false, redirect: false });
  // Read as bytes, so that encodings and faults in JSON get our messages and not the parser's.
  app.useBodyParser('raw', { type: () => true, limit: MOST_BODY_BYTES });
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
}
