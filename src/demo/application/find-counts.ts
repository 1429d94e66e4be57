import { choice, Problems } from '../../platform/problem.js';
import type { PublishedCounts } from '../domain/published-counts.js';
import { authorityCalled } from '../../benchmarks/application/authorities.js';
import { countsOf, DfeFiles } from './dfe-files.js';
import { PUBLISHED_2024, SOURCE } from './published-2024.js';

/**
 * The published counts of a council and a year: those that are built in, or those of the files in a directory.
 * @throws Problems where they are not there, or some of them are missing
 */
export function publishedCounts(authority: string, year: number, from: string | undefined): PublishedCounts {
  return from === undefined ? builtIn(authority, year) : fromFiles(authority, year, from);
}

/** Where the counts come from, in words. */
export function sourceOf(from: string | undefined): string {
  return from === undefined ? SOURCE : `The files of the Department for Education in ${from}`;
}

function builtIn(authority: string, year: number): PublishedCounts {
  const known = PUBLISHED_2024.map((counts) => ({ name: counts.authority, code: counts.code, counts }));
  const years = new Set(PUBLISHED_2024.map((counts) => counts.year));
  if (!years.has(year)) {
    const accepted = `${choice([...years].map(String))}, or --from <directory> with the files of other years`;
    throw new Problems([{ place: '--year', reason: `no counts of ${String(year)} are built in`, accepted }]);
  }
  try {
    return authorityCalled(authority, known, '--authority').counts;
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    const names = known.map(({ name }) => name).join('; ');
    throw new Problems(
      error.problems.map(({ place, reason }) => ({
        place,
        reason: `${reason} among those whose counts are built in`,
        accepted: `${names}; or any other council with --from <directory>`,
      })),
    );
  }
}

function fromFiles(authority: string, year: number, from: string): PublishedCounts {
  const { entries } = DfeFiles.read(from);
  const ofYear = entries.filter((entry) => entry.year === year);
  if (ofYear.length === 0) {
    const years = [...new Set(entries.map((entry) => String(entry.year)))].sort();
    throw new Problems([
      { place: '--year', reason: `the files have nothing of ${String(year)}`, accepted: choice(years) },
    ]);
  }
  const entry = authorityCalled(authority, ofYear, '--authority');
  if (entry.missing.length === 0) return countsOf(entry);
  throw new Problems([
    {
      place: `${entry.name}, ${String(year)}`,
      reason: `some counts were not published: ${entry.missing.join(', ')}`,
      accepted: 'a council and a year with every count; "ehcp demo check" lists those without',
    },
  ]);
}
