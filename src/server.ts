import { resolve } from 'node:path';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigService } from '@nestjs/config';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { EXAMPLE_REQUEST } from './calculator/api/example.js';
import { Projecting } from './caseload/caseload.module.js';
import { isLoopback, settingsOf, type Environment } from './platform/configuration.js';
import { apiDocument, DOCS_PATH, serveApiDocs } from './platform/http/api-docs.js';
import { prepareServer } from './platform/http/server.js';

const ONLY_HERE = 'There are no accounts yet, so it answers this machine alone.';
const OPEN =
  'There are no accounts yet, and it answers other machines (EHCP_TRUST_NETWORK=yes): whoever reaches it can read and change everything.';

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
  const { host, port, dataDirectory } = settingsOf(app.get(ConfigService));
  app.get(Projecting).start();
  await app.listen(port, host);
  app.useLogger(new ConsoleLogger({ logLevels: ['error', 'warn'] }));
  app.flushLogs();
  const address = (await app.getUrl()).replace('[::1]', 'localhost').replace(/\/$/, '');
  process.stdout.write(
    `EHCP tracker is ready.\n` +
      `  The council's figures: ${address}/\n` +
      `  API and documentation: ${address}/${DOCS_PATH}\n` +
      `  From a terminal:\n` +
      `    curl -s ${address}/api/v1/clocks -H 'Content-Type: application/json' \\\n` +
      `      -d '${JSON.stringify(EXAMPLE_REQUEST)}'\n` +
      `  Data: ${resolve(dataDirectory)}\n` +
      `  ${isLoopback(host) ? ONLY_HERE : OPEN}\n` +
      `  Stop it with Ctrl-C.\n`,
  );
}
