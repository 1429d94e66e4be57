import { counted } from '../application/counted.js';
import { rowProblemText, type RowProblem } from '../application/format.js';
import type { Imported } from '../application/import-cases.js';
import { numberInWords } from '../../platform/number-in-words.js';

const lines = (problems: readonly RowProblem[]): string =>
  problems.map((problem) => `  ${rowProblemText(problem)}\n`).join('');

function more({ problems, firstProblems }: Imported, hasFile: boolean): string {
  const left = problems - firstProblems.length;
  if (left === 0) return '';
  return `  and ${numberInWords(left)} more${hasFile ? '' : '; --problems FILE writes all of them'}.\n`;
}

function furtherText(unchecked: Imported['unchecked']): string {
  if (unchecked === 0) return '';
  const which =
    unchecked === 'all'
      ? 'No case was'
      : `${counted(unchecked, 'case')} with such rows ${unchecked === 1 ? 'was' : 'were'} not`;
  return `${which} checked any further: more may come to light when these rows are mended.\n`;
}

/** What is wrong with a file, for whoever gave it. */
export function problemsText(file: string, imported: Imported, hasFile: boolean): string {
  const { problems, firstProblems, isRecorded } = imported;
  const outcome = isRecorded
    ? 'Others changed these records while the file was imported; everything else was recorded.'
    : 'Nothing was recorded.';
  return `${file}: ${counted(problems, 'problem')}. ${outcome}\n${lines(firstProblems)}${more(imported, hasFile)}${furtherText(imported.unchecked)}`;
}

/** What came of a file without problems. */
export function importedText(
  file: string,
  { rows, cases, milestones, children, alreadyOnRecord, repeated, isRecorded }: Imported,
  seconds: number,
): string {
  const what = `${counted(milestones, 'milestone')} of ${counted(cases, 'case')}, and ${counted(children, 'child', 'children')} registered`;
  const first =
    milestones + children === 0
      ? `${file}: nothing new in ${counted(rows, 'row')}.`
      : isRecorded
        ? `${file}: recorded ${what}, in ${seconds.toFixed(1)} seconds.`
        : `${file}: no problems. It would record ${what}. Nothing was recorded.`;
  return [
    first,
    ...(alreadyOnRecord === 0 ? [] : [`${counted(alreadyOnRecord, 'row')} on record already.`]),
    ...(repeated === 0 ? [] : [`${counted(repeated, 'row')} saying only what an earlier row says.`]),
  ].join('\n');
}
