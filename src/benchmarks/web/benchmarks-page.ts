import { counted } from '../../exchange/application/counted.js';
import type { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import { MOST_UPLOADED } from '../../platform/web/upload-store.js';
import { capital } from '../../statute/sentence.js';
import { dayInLondon, longDate } from '../../statute/calendar.js';
import type { Finding, Found } from '../application/findings.js';
import type { ImportPlan, PlannedFile } from '../application/import-benchmarks.js';
import { areasInWords, effectInWords, subjectOf } from '../application/import-words.js';
import type { ListedBenchmarks } from '../application/list-benchmarks.js';
import { ABOUT } from '../application/release-columns.js';
import type { BenchmarkUpload } from './benchmark-uploads.js';

/** How many files are sent at once. */
export const MOST_FILES = 10;

/** The largest file, in words. */
export const LARGEST = `${String(MOST_UPLOADED / 1024 ** 2)} MB`;

const importedOn = (instant: string): string => longDate(dayInLondon(new Date(instant)));

/** The page of what is held, on which files are chosen. */
export function benchmarksPage(
  { years, neighbours, authority, problem }: ListedBenchmarks,
  errors: FormErrors,
): PageView {
  return {
    title: 'Published figures',
    isRefused: !errors.isEmpty,
    errors,
    largest: LARGEST,
    most: MOST_FILES,
    subjects: Object.values(ABOUT),
    authority,
    problem,
    rows: years.map((one) => ({
      subject: capital(ABOUT[one.file]),
      year: one.year,
      areas: areasInWords(one),
      release: `${String(one.upTo + 1)} release`,
      importedOn: importedOn(one.importedAt),
    })),
    neighbours:
      neighbours === undefined
        ? undefined
        : {
            authorities: counted(neighbours.authorities, 'authority', 'authorities'),
            importedOn: importedOn(neighbours.importedAt),
          },
  };
}

/** How far the reading of files has come, for a bar and in words. */
export interface ReadingShown {
  readonly isBusy: boolean;
  readonly text: string;
  readonly percent: number;
}

/** How far the reading of files has come. */
export function readingShown({ state, done }: BenchmarkUpload): ReadingShown {
  const percent = Math.floor(done * 100);
  return { isBusy: state === 'reading', text: `Reading the files: ${String(percent)}%`, percent };
}

const findingShown = ({ line, column, reason, accepted }: Finding): object => ({
  line: line ?? '',
  column: column ?? '',
  // A value of the file can stand first, so that no letter of it is changed.
  reason: `${reason}.`,
  accepted: accepted ?? '',
});

const foundShown = (called: string, { count, first }: Found): object => ({
  count,
  title: counted(count, called),
  rows: first.map(findingShown),
  left: count - first.length,
});

function fileShown(file: PlannedFile, place: number): object {
  const { name, rows, breakdowns, years, neighbours, problems, doubts } = file;
  return {
    id: `file-${String(place + 1)}`,
    name,
    subject: capital(subjectOf(file) ?? 'Nobody knows what this file is about'),
    size: counted(rows, 'row'),
    leftOut:
      breakdowns === 0
        ? ''
        : `${counted(breakdowns, 'row')} of a part of the children ${breakdowns === 1 ? 'is' : 'are'} left out.`,
    years: years.map((year) => ({ year: year.year, areas: areasInWords(year), effect: capital(effectInWords(year)) })),
    neighbours:
      neighbours === undefined
        ? undefined
        : `${counted(neighbours.authorities, 'authority', 'authorities')}: ${effectInWords({ effect: neighbours.effect, changed: 0, lost: [] })}`,
    problems: foundShown('problem', problems),
    doubts: foundShown('doubt', doubts),
  };
}

const titleOf = ({ problems, hasNews }: ImportPlan): string =>
  problems > 0
    ? `The files have ${counted(problems, 'problem')}`
    : hasNews
      ? 'What is to be imported'
      : 'There is nothing new in these files';

/** The page of files that were uploaded: what importing them would do. */
export function benchmarkUploadPage(upload: BenchmarkUpload, plan: ImportPlan): PageView {
  const { id, state } = upload;
  const reading = readingShown(upload);
  const title = reading.isBusy
    ? 'The files are being read'
    : state === 'failed'
      ? 'The files could not be read'
      : titleOf(plan);
  return {
    title,
    id,
    state,
    reading,
    problems: plan.problems,
    hasNews: plan.hasNews,
    files: plan.files.map(fileShown),
    hasFindings: plan.files.some(({ problems, doubts }) => problems.count + doubts.count > 0),
  };
}

/** The columns of the file of everything that was found. */
export const FINDING_COLUMNS = ['file', 'kind', 'line', 'column', 'reason', 'accepted'] as const;

/** Everything that was found in files, as rows. */
export function findingRows({ files }: ImportPlan): readonly (readonly string[])[] {
  return files.flatMap(({ name, problems, doubts }) =>
    [
      { kind: 'problem', all: problems.first },
      { kind: 'doubt', all: doubts.first },
    ].flatMap(({ kind, all }) =>
      all.map(({ line, column, reason, accepted }) => [
        name,
        kind,
        String(line ?? ''),
        column ?? '',
        reason,
        accepted ?? '',
      ]),
    ),
  );
}
