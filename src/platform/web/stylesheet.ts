import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

const SHEETS = [
  require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'),
  require.resolve('@ministryofjustice/frontend/moj/moj-frontend.min.css'),
  fileURLToPath(new URL('./assets/tracker.css', import.meta.url)),
];
const FONT_FACE = /@font-face\{[^}]*\}/g;
const GOV_UK_FONT = /"?GDS Transport"?,arial,sans-serif/g;
/** GDS Transport and the crest may be used on gov.uk alone. */
const FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';
const CREST = /url\(\/assets\/images\/govuk-crest\.svg\)/g;
/** The icons of MOJ Frontend are drawn by markup; what its sheet names beside is not used. */
const FOREIGN_URL = /url\((?!["']?data:)[^)]*\)/g;
const SOURCE_MAP = /\/\*# sourceMappingURL=[^*]*\*\//g;

/** The style sheet of every page: GOV.UK Frontend and MOJ Frontend without the font and the crest of gov.uk, and ours. */
export function stylesheet(): string {
  return SHEETS.map((path) => readFileSync(path, 'utf8'))
    .join('\n')
    .replace(SOURCE_MAP, '')
    .replace(FONT_FACE, '')
    .replace(GOV_UK_FONT, FONT)
    .replace(CREST, 'none')
    .replace(FOREIGN_URL, 'none');
}
