import 'reflect-metadata';
import { startFailure } from './platform/start-failure.js';
import { startServer } from './server.js';

startServer().catch((error: unknown) => {
  process.stderr.write(startFailure(error));
  process.exit(1);
});
