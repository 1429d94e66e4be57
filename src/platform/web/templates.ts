import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';

/** The folder of the program, where every feature keeps its templates beside its pages. */
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(ROOT), {
  autoescape: true,
  throwOnUndefined: true,
  trimBlocks: true,
  lstripBlocks: true,
});

/**
 * Renders a page.
 * @param template its path from the folder of the program, such as `overview/web/views/overview.njk`
 * @param view everything that the template names; it escapes all of it
 */
export function renderPage(template: string, view: object): string {
  return environment.render(template, view);
}
