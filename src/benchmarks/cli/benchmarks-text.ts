import { counted } from '../../exchange/application/counted.js';
import { table } from '../../platform/cli/table.js';
import { capital } from '../../statute/sentence.js';
import { dayInLondon, longDate } from '../../statute/calendar.js';
import { findingText } from '../application/findings.js';
import type { ImportPlan, PlannedFile } from '../application/import-benchmarks.js';
import { areasInWords, effectInWords, subjectOf } from '../application/import-words.js';
import type { ListedBenchmarks } from '../application/list-benchmarks.js';
import { ABOUT } from '../application/release-columns.js';

const importedOn = (instant: string): string => longDate(dayInLondon(new Date(instant)));

function found(called: string, { count, first }: PlannedFile['doubts']): readonly string[] {
  if (count === 0) return [];
  const left = count - first.length;
  return [
    `  ${counted(count, called)}:`,
    ...first.map((finding) => `    ${findingText(finding)}`),
    ...(left === 0 ? [] : [`    and ${String(left)} more.`]),
  ];
}

function fileText(file: PlannedFile): string {
  const { name, rows, breakdowns, years, neighbours, problems, doubts } = file;
  const subject = subjectOf(file);
  const leftOut =
    breakdowns === 0 ? '' : `, of which ${counted(breakdowns, 'row')} of a part of the children are left out`;
  return [
    `${name}: ${subject ?? 'not known'}, ${counted(rows, 'row')}${leftOut}.`,
    ...years.map((year) => `  ${String(year.year)}: ${areasInWords(year)}: ${effectInWords(year)}.`),
    ...(neighbours === undefined
      ? []
      : [
          `  ${counted(neighbours.authorities, 'authority', 'authorities')}: ${effectInWords({ effect: neighbours.effect, changed: 0, lost: [] })}.`,
        ]),
    ...found('problem', problems),
    ...found('doubt', doubts),
  ].join('\n');
}

/** What came of files, or what would. */
export function planText({ files, problems, hasNews }: ImportPlan, isDryRun: boolean): string {
  const outcome =
    problems > 0
      ? `${counted(problems, 'problem')}. Nothing was recorded.`
      : !hasNews
        ? 'There is nothing new in these files.'
        : isDryRun
          ? 'Nothing was recorded.'
          : 'What is new or corrected was recorded.';
  return [...files.map(fileText), outcome].join('\n');
}

/** What is held. */
export function listText({ years, neighbours, authority, problem }: ListedBenchmarks): string {
  const rows = years.map((one) => [
    capital(ABOUT[one.file]),
    String(one.year),
    areasInWords(one),
    `${String(one.upTo + 1)} release`,
    importedOn(one.importedAt),
  ]);
  const nothing = "Nothing was imported. England's figures that come with the tracker are shown.";
  return [
    years.length === 0 ? nothing : table(['Figures', 'Year', 'Of', 'From', 'Imported on'], rows),
    '',
    neighbours === undefined
      ? 'The statistical neighbours have not been imported.'
      : `Statistical neighbours of ${counted(neighbours.authorities, 'authority', 'authorities')}, imported on ${importedOn(neighbours.importedAt)}.`,
    ...(authority === undefined
      ? []
      : [`Our own authority: ${authority.name}${authority.code === '' ? '' : ` (${authority.code})`}.`]),
    ...(problem === undefined ? [] : [problem]),
  ].join('\n');
}
