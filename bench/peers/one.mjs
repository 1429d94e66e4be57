/** Measures one store in a process of its own: node one.mjs <store> <folder> <file for the figures, a line each> */
import { appendFileSync } from 'node:fs';
import { STORES } from './stores.mjs';
import { measure } from './work.mjs';

const [store, folder, figures] = process.argv.slice(2);

await measure(await STORES[store](folder), (work, timing) =>
  appendFileSync(figures, `${JSON.stringify({ work, ...timing })}\n`),
);
// Some of them keep timers and sockets that nobody can close.
process.exit(0);
