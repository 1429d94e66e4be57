/**
 * Benchmarks and the programs of tests are TypeScript that Node strips by itself. They import `src/x.js`, so that the compiler
 * knows the types, and run against what is shipped: the same file under dist/. Their own files are imported as `./x.js`.
 */
import { registerHooks } from 'node:module';

const root = new URL('..', import.meta.url).href;
const stripped = ['bench/', 'test/crash/', 'test/identity/', 'test/upkeep/', 'test/browsers.'].map(
  (folder) => `${root}${folder}`,
);
const isStripped = (url) => stripped.some((folder) => url?.startsWith(folder));

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (isStripped(context.parentURL) && /^\.{1,2}\/.*\.js$/.test(specifier)) {
      const url = new URL(specifier, context.parentURL).href;
      if (url.startsWith(`${root}src/`)) return nextResolve(url.replace(`${root}src/`, `${root}dist/`), context);
      if (isStripped(url)) return nextResolve(url.replace(/\.js$/, '.ts'), context);
    }
    return nextResolve(specifier, context);
  },
});
