import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { assetPathOf } from './assets.js';
import { numberInWords } from '../number-in-words.js';

const require = createRequire(import.meta.url);

/** The folder of the program, where every feature keeps its templates beside its pages. */
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** `govuk/components/...` and `moj/components/...` are found in these. */
const GOV_UK = dirname(dirname(require.resolve('govuk-frontend/dist/govuk/template.njk')));
const MOJ = dirname(require.resolve('@ministryofjustice/frontend/package.json'));

// Not `throwOnUndefined`: the components of GOV.UK Frontend ask for parameters that nobody gave.
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([ROOT, GOV_UK, MOJ]), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
});
environment.addGlobal('assetPathOf', assetPathOf);
environment.addFilter('longDate', (day: CalendarDate) => longDate(day));
environment.addFilter('number', numberInWords);

/**
 * Renders a template.
 * @param template its path from the folder of the program, such as `overview/web/views/overview.njk`
 * @param view everything that the template names; it escapes all of it
 */
export function renderTemplate(template: string, view: object): string {
  return environment.render(template, view);
}
