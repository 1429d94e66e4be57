import { join } from 'node:path';
import { settleDemo } from '../../access/application/settle-demo.js';
import { Problems } from '../../platform/problem.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { inventCaseload } from '../domain/caseload.js';
import { contradictionsIn, type PublishedCounts } from '../domain/published-counts.js';
import { censusDayOf } from '../domain/school-year.js';
import { compare, type Comparison } from './check-counts.js';
import { NewDirectory } from './new-directory.js';
import { play } from './player.js';
import type { OpenAStage } from './stage.js';

/** What demo caseload to make. */
export interface DemoRequest {
  readonly counts: PublishedCounts;
  readonly seed: string;
  /** The last day of the caseload. */
  readonly today: CalendarDate;
  readonly years?: number;
  /** The directory in which the tracker's files come to lie. */
  readonly into: string;
}

/** What was made. */
export interface Demo {
  readonly authority: string;
  readonly year: number;
  readonly seed: string;
  readonly today: CalendarDate;
  /** The day on which the council took the tracker into use, in the story. */
  readonly goLive: CalendarDate;
  readonly directory: string;
  readonly children: number;
  readonly acts: number;
  readonly officers: number;
  /** Published counts that it was made without. */
  readonly leftOut: Comparison['leftOut'];
}

/** How far it has come. */
export type DemoProgress = (part: 'recording' | 'projecting', done: number, total: number) => void;

/** The counts of a caseload are not the published ones: a fault of the program. */
export class CountsDiffer extends Error {
  override readonly name = 'CountsDiffer';

  constructor(readonly comparison: Comparison) {
    const { authority, year, mismatches } = comparison;
    const told = mismatches.map(
      ({ count, published, made }) => `${count} is ${String(made)} and was published as ${String(published)}`,
    );
    super(`The caseload of ${authority} does not have the counts published for ${String(year)}: ${told.join('; ')}`);
  }
}

/**
 * Throws where no caseload can be made.
 * @throws Problems
 */
export function assertPossible(counts: PublishedCounts, today: CalendarDate): void {
  const fatal = contradictionsIn(counts).filter(({ isFatal }) => isFatal);
  if (fatal.length > 0) {
    const place = `${counts.authority}, ${String(counts.year)}`;
    const accepted = 'a council and a year whose published counts agree with each other';
    throw new Problems(fatal.map(({ reason }) => ({ place, reason: reason.replace(/\.$/, ''), accepted })));
  }
  const census = censusDayOf(counts.year);
  if (today >= census) return;
  throw new Problems([
    {
      place: '--today',
      reason: `the counts of ${String(counts.year)} are published as at ${longDate(census)}, which has not come by ${longDate(today)}`,
      accepted: `a day from ${census}`,
    },
  ]);
}

/**
 * Makes a caseload up, plays it through the tracker's own requests, makes sure that its counts are the published ones,
 * and puts the tracker's files in their place, all of them or none.
 * @throws Problems where the counts or the day cannot be used
 * @throws DemoRefused where the directory cannot be used
 * @throws ActRefused where the tracker refuses an act of the story
 * @throws CountsDiffer where the counts are others
 */
export async function makeDemo(
  { counts, seed, today, years, into }: DemoRequest,
  openStage: OpenAStage,
  progress: DemoProgress = () => undefined,
  signal?: AbortSignal,
): Promise<Demo> {
  assertPossible(counts, today);
  const directory = NewDirectory.begin(into);
  try {
    const caseload = inventCaseload(counts, { seed, today, ...(years === undefined ? {} : { years }) });
    const stage = await openStage(environmentOf(directory.unfinished));
    let comparison: Comparison;
    let acts: number;
    try {
      await stage.makeKeys(caseload.stories.map(({ person }) => person));
      ({ acts } = await play(caseload, stage, (done, total) => progress('recording', done, total), signal));
      const projecting = (done: number, total: number): void => progress('projecting', done, total);
      comparison = compare(counts, await stage.countsOfYear(counts.year, projecting, signal));
    } finally {
      await stage.close();
    }
    if (comparison.mismatches.length > 0) throw new CountsDiffer(comparison);
    const { period, stories, staff } = caseload;
    const { ACCESS_URL } = environmentOf(directory.unfinished);
    await settleDemo(ACCESS_URL, { council: counts.authority, ...staff, madeAt: dawnOf(period.goLive) });
    directory.finish();
    return {
      authority: counts.authority,
      year: counts.year,
      seed,
      today,
      goLive: period.goLive,
      directory: directory.path,
      children: stories.length,
      acts,
      officers: staff.officers,
      leftOut: comparison.leftOut,
    };
  } finally {
    directory.abandon();
  }
}

/** The instant at which a day begins in UTC. */
const dawnOf = (day: CalendarDate): Date => new Date(`${day}T00:00:00Z`);

/** The settings of a tracker whose files all lie in one directory. */
export function environmentOf(
  directory: string,
): Readonly<Record<'DATA_DIRECTORY' | 'EVENT_STORE_URL' | 'READ_MODEL_URL' | 'ACCESS_URL', string>> {
  return {
    DATA_DIRECTORY: directory,
    EVENT_STORE_URL: `sqlite:${join(directory, 'events.db')}`,
    READ_MODEL_URL: `sqlite:${join(directory, 'read-model.db')}`,
    ACCESS_URL: `sqlite:${join(directory, 'access.db')}`,
  };
}
