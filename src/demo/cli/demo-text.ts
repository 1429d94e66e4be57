import { lowered } from '../../statute/sentence.js';
import { basename, relative } from 'node:path';
import { longDate } from '../../statute/calendar.js';
import type { Comparison, LeftOut } from '../application/check-counts.js';
import type { Demo } from '../application/make-demo.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** Where a directory is, as somebody would type it. */
function written(directory: string): string {
  const path = relative(process.cwd(), directory);
  return path === '' || path.startsWith('..') ? directory : path;
}

/**
 * What to tell of a demo caseload.
 * @param isUsual whether its directory is the one that the tracker uses anyway
 */
export function demoText(demo: Demo, source: string, seconds: number, isUsual: boolean): string {
  const { authority, year, seed, today, goLive, directory, children, acts, officers, leftOut } = demo;
  const place = written(directory);
  const before = isUsual ? '' : `DATA_DIRECTORY=${/\s/.test(place) ? `"${place}"` : place} `;
  return [
    `A caseload like ${authority}'s: ${numberInWords(children)} invented children and young people, ${numberInWords(officers)} officers,`,
    `${numberInWords(acts)} things recorded from ${longDate(goLive)} to ${longDate(today)} (seed ${seed}), made in ${String(Math.round(seconds))} s.`,
    `Its counts for ${String(year)} are those published, checked just now:`,
    `  ${source}.`,
    ...leftOut.map(({ reason }) => `  Not ${lowered(reason)}`),
    `It is in ${place}. Nothing in it is about a real person.`,
    '',
    `  ${before}ehcp timeliness --from ${String(year)} --to ${String(year)}`,
    `  ${before}ehcp due`,
    `  ${before}npm start`,
    '',
  ].join('\n');
}

/** What to tell of one comparison; nothing where the counts agree. */
export function mismatchText({ authority, year, mismatches }: Comparison): string {
  return mismatches
    .map(
      ({ count, published, made }) =>
        `${authority}, ${String(year)}: ${count} was published as ${numberInWords(published)}, and the caseload has ${numberInWords(made)}\n`,
    )
    .join('');
}

/** What to tell of a whole check. */
export function checkText(
  compared: readonly Comparison[],
  leftOut: readonly LeftOut[],
  directory: string,
  seconds: number,
): string {
  const amiss = compared.filter(({ mismatches }) => mismatches.length > 0);
  const partly = compared.filter((one) => one.leftOut.length > 0);
  const one = compared.length === 1;
  return [
    `${numberInWords(compared.length)} ${one ? 'caseload was' : 'caseloads were'} made from the files in ${basename(directory)} and counted in ${numberInWords(Math.round(seconds))} s: ` +
      (amiss.length === 0
        ? 'every count is as published.'
        : `${numberInWords(amiss.length)} ${amiss.length === 1 ? 'has' : 'have'} other counts.`),
    ...(partly.length === 0 ? [] : ['', 'Published counts that contradict each other, and were left out:']),
    ...partly.flatMap((one) =>
      one.leftOut.map(
        ({ reason, leftOut: names }) => `  ${one.authority}, ${String(one.year)}: ${names.join(', ')}. ${reason}`,
      ),
    ),
    ...(leftOut.length === 0 ? [] : ['', 'Councils and years that were left out:']),
    ...byYearAndReason(leftOut),
    '',
  ].join('\n');
}

const MOST_NAMED = 8;

/** Councils that were left out for the same reason are told of together. */
function byYearAndReason(leftOut: readonly LeftOut[]): readonly string[] {
  const alike = new Map<string, string[]>();
  for (const { authority, year, reasons } of leftOut) {
    const key = `${String(year)}/${reasons.join(' ')}`;
    alike.set(key, [...(alike.get(key) ?? []), authority]);
  }
  return [...alike]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([key, names]) => {
      const [year = '', ...reason] = key.split('/');
      const who = names.length > MOST_NAMED ? `${numberInWords(names.length)} councils` : names.join('; ');
      return `  ${year}: ${who}: ${reason.join('/')}`;
    });
}
