import { ConsoleLogger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { beginBrowser, cookiesOf } from './browsers.js';
import { SCOPES } from '../src/access/application/token.js';
import { Tokens } from '../src/access/application/tokens.js';
import { AppModule } from '../src/app.module.js';
import { Projecting } from '../src/caseload/caseload.module.js';
import { EVENT_STORE } from '../src/event-store/event-store.token.js';
import type { EventStore, RecordedEvent } from '../src/event-store/event-store.js';
import { apiDocument, serveApiDocs } from '../src/platform/http/api-docs.js';
import { ROLES } from '../src/platform/access/viewer.js';
import type { Environment } from '../src/platform/configuration.js';
import { prepareServer } from '../src/platform/http/server.js';
import { addDays, dayInLondon } from '../src/statute/calendar.js';

type Program = ReturnType<typeof request.agent>;

/** How the events name the program that asks. */
export const PROGRAM = 'service:token-001';

/** Makes a token with some scopes. */
export async function tokenWith(app: NestExpressApplication, scopes: readonly string[]): Promise<string> {
  const lastDay = addDays(dayInLondon(new Date()), 1);
  return (await app.get(Tokens).add({ name: 'Specification', scopes, lastDay }, 'specification')).token;
}

/** Asks the server with a token. */
export function programOf(http: Server, token: string): Program {
  return request.agent(http).set('Authorization', `Bearer ${token}`);
}

/** What is on record of people and their cases, without the alerts and sweeps that the server records of itself. */
export async function casesOnRecord({ app }: Pick<TestServer, 'app'>): Promise<readonly RecordedEvent[]> {
  const events = await app.get<EventStore>(EVENT_STORE).readAll(undefined, 10_000);
  return events.filter(({ stream }) => /^(?:person|assessment|plan|review)-/.test(stream));
}

/** A listening server, and everything that it logged. */
export interface TestServer {
  readonly app: NestExpressApplication;
  readonly http: Server;
  readonly url: string;
  /** Asks as a program with a token that has every scope; the events name it {@link PROGRAM}. */
  readonly program: Program;
  readonly log: string[];
}

class RecordingLogger extends ConsoleLogger {
  constructor(private readonly lines: string[]) {
    super();
    this.setLogLevels(['error']);
  }

  override warn(...parts: unknown[]): void {
    this.error(...parts);
  }

  override error(...parts: unknown[]): void {
    this.lines.push(parts.map(String).join(' '));
  }
}

@Module({})
class WithMore {}

/**
 * Starts the server as `main.ts` does, on a free port and with a data directory of its own. Whoever asks is `officer-001`,
 * who has every role, unless the request brings a cookie or a token of its own.
 * @param controllers more routes
 * @param signedIn whether it is; else it is nobody
 * @param prepare puts something into the data directory before
 */
export async function startServer(
  controllers: Type[] = [],
  {
    signedIn = true,
    prepare,
    settings = {},
  }: {
    readonly signedIn?: boolean;
    readonly prepare?: (dataDirectory: string) => Promise<void>;
    readonly settings?: Environment;
  } = {},
): Promise<TestServer> {
  const log: string[] = [];
  process.env.DATA_DIRECTORY = mkdtempSync(join(tmpdir(), 'ehcp-server-'));
  await prepare?.(process.env.DATA_DIRECTORY);
  const app = await NestFactory.create<NestExpressApplication>(
    { module: WithMore, imports: [AppModule.configured(settings)], controllers },
    {
      bodyParser: false,
      abortOnError: false,
      logger: false,
    },
  );
  if (signedIn) app.use(cookiesOf(await beginBrowser(app, ROLES, { id: 'officer-001', name: 'Everybody' })));
  prepareServer(app);
  serveApiDocs(app, apiDocument(app));
  app.get(Projecting).start();
  await app.listen(0, '127.0.0.1');
  app.useLogger(new RecordingLogger(log));
  const http: Server = app.getHttpServer();
  const program = programOf(http, await tokenWith(app, SCOPES));
  return { app, http, url: await app.getUrl(), program, log };
}
