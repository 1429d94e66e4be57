import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { AccessWebModule } from '../src/access/access-web.module.js';
import { configuration, ServerEnvironment } from '../src/platform/configuration.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { SightModule } from '../src/platform/access/sight.module.js';
import { prepareServer } from '../src/platform/http/server.js';
import { TimelinessWebModule } from '../src/timeliness/web/timeliness-web.module.js';
import { TrackerModule } from '../src/tracker.module.js';
import { beginBrowser } from '../test/browsers.js';
import { asked, oneAnswer } from './web-client.js';

const PER_SECOND = 20;
const SECONDS = 10;

/** How long the page of the board took, in milliseconds: the first time after something was recorded, and then. */
export interface BoardWait {
  readonly first: number;
  readonly p50: number;
  readonly p99: number;
}

// Nest tells modules apart by their class.
// eslint-disable-next-line @typescript-eslint/no-extraneous-class
class BoardServer {}

const passOn = (_: unknown, __: unknown, next: () => void): void => next();

/** Asks a server for the page of the board, which nothing is recorded beside and no alerts are raised in. */
export async function askBoard(directory: string): Promise<BoardWait> {
  const environment = configuration(ServerEnvironment, { DATA_DIRECTORY: directory, EHCP_SIGN_IN: 'accounts' });
  const module = {
    module: BoardServer,
    providers: [{ provide: Metrics, useValue: { measure: passOn } }],
    imports: [TrackerModule, AccessWebModule, TimelinessWebModule, SightModule, environment],
  };
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: ['error', 'fatal'],
    abortOnError: false,
    bodyParser: false,
  });
  prepareServer(app);
  await app.listen(0, '127.0.0.1');
  const { cookie } = await beginBrowser(app, ['board'], {});
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  const site = { url: `http://127.0.0.1:${String(port)}`, cookie };
  const first = await oneAnswer(site, '/timeliness');
  const { p50, p99 } = await asked(site, () => '/timeliness', PER_SECOND, SECONDS);
  await app.close();
  return { first, p50, p99 };
}
