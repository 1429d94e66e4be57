import { resolve } from 'node:path';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigService } from '@nestjs/config';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Accounts } from './access/application/accounts.js';
import { DemoToken } from './access/application/demo-token.js';
import { ProviderSignIn } from './access/provider/provider-sign-in.js';
import { SignInMode } from './access/application/sign-in-mode.js';
import { Tokens } from './access/application/tokens.js';
import { AppModule } from './app.module.js';
import { EXAMPLE_REQUEST } from './calculator/api/example.js';
import { Projecting } from './caseload/caseload.module.js';
import { settingsOf, type Environment } from './platform/configuration.js';
import { apiDocument, DOCS_PATH, serveApiDocs } from './platform/http/api-docs.js';
import { prepareServer } from './platform/http/server.js';
import { WallClock } from './platform/wall-clock.js';

/**
 * Starts the server and says where it is. It runs until the process is asked to end.
 * @param over takes the place of what the environment says
 * @throws Problems where a setting cannot be used
 * @throws OperatorError where a part of the tracker cannot be opened
 */
export async function startServer(over: Environment = {}): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.configured(over), {
    bodyParser: false,
    // Whatever stops the start is told once, by the caller; what is logged meanwhile waits until the server listens.
    bufferLogs: true,
    autoFlushLogs: false,
    abortOnError: false,
  });
  app.enableShutdownHooks();
  prepareServer(app);
  serveApiDocs(app, apiDocument(app));
  const { host, port, dataDirectory, publicUrl } = settingsOf(app.get(ConfigService));
  const mode = app.get(SignInMode);
  const accounts = app.get(Accounts);
  const hasProvider = app.get(ProviderSignIn).isOffered;
  try {
    await mode.assertSafeAt(host, accounts, hasProvider);
  } catch (error) {
    await app.close();
    throw error;
  }
  const token = await demoTokenOf(app);
  app.get(Projecting).start();
  await app.listen(port, host);
  app.useLogger(new ConsoleLogger({ logLevels: ['error', 'warn'] }));
  app.flushLogs();
  const address = (await app.getUrl()).replace('[::1]', 'localhost').replace(/\/$/, '');
  process.stdout.write(
    `EHCP tracker is ready.\n` +
      `  Open ${publicUrl ?? address}/\n` +
      `  API and documentation: ${address}/${DOCS_PATH}\n` +
      `  From a terminal:\n` +
      `    curl -s ${address}/api/v1/clocks -H 'Content-Type: application/json' \\\n` +
      `      -d '${JSON.stringify(EXAMPLE_REQUEST)}'\n` +
      (token === undefined ? '' : `  Its other questions take the token in ${token}\n`) +
      `  Data: ${resolve(dataDirectory)}\n` +
      (await mode.advice(host, accounts, hasProvider)) +
      `  Stop it with Ctrl-C.\n`,
  );
}

/** The file with the token of a demonstration; nothing where it is none, and then no such token works any more. */
async function demoTokenOf(app: NestExpressApplication): Promise<string | undefined> {
  const { dataDirectory } = settingsOf(app.get(ConfigService));
  const token = new DemoToken(dataDirectory, app.get(Tokens), app.get(WallClock));
  if (app.get(SignInMode).isDemo) return token.keep();
  await token.end();
  return undefined;
}
