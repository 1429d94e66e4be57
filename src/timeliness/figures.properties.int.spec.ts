import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectionsOf } from '../caseload/application/projections.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import type { Identity } from '../people/application/identity.js';
import { PersonTerms, type Term } from '../people/application/person-terms.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { ReadModels } from '../read-model/read-models.js';
import { day } from '../statute/calendar.js';
import type { PersonId, SealedText } from '../streams/domain/event.js';
import { randomLogs, recordLog, type RandomAppend } from '../testing/random-log.js';
import { Timeliness, type TimelinessAnswer } from './application/timeliness.js';
import type { TimelinessRequest } from './application/timeliness-request.js';
import { CUTS } from './domain/cuts.js';
import type { Figures, Share } from './domain/figures.js';
import { MEASURES } from './domain/measures.js';

jest.setTimeout(120_000);

/** Who the children of a random log are, by the details as they are there. */
const CHILDREN: Readonly<Record<string, Identity>> = {
  Ada: {
    surname: 'L',
    forename: 'Ada',
    dateOfBirth: day('2015-12-10'),
    sex: 'F',
    primaryNeed: 'ASD',
    postcode: 'HU5 2AB',
  },
  Grace: { surname: 'H', forename: 'Grace', dateOfBirth: day('2006-12-09'), sex: 'F', postcode: 'HU1 1AA' },
  Mary: { surname: 'S', forename: 'Mary', dateOfBirth: day('2020-12-26'), primaryNeed: 'SEMH' },
};

class PlainTerms extends PersonTerms {
  constructor() {
    super(undefined as never, undefined as never);
  }

  override identityOf(_: PersonId, details: SealedText): Promise<Identity | undefined> {
    return Promise.resolve(CHILDREN[details]);
  }

  override termsOf(): Promise<readonly Term[]> {
    return Promise.resolve([]);
  }
}

const START = new Date('2025-05-01T09:00:00.000Z');
/** Random cases lie between 2023 and 2028. */
const WHOLE_YEARS = { from: day('2022-01-01'), to: day('2028-12-31') } as const;
const LONG_AFTER = new Date('2029-06-01T09:00:00.000Z');

let folder: string;
let files = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'figures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const newFile = (): string => join(folder, `${String((files += 1))}.db`);

/** A council whose log can go on. */
interface Council {
  readonly timeliness: Timeliness;
  /** Sets what is now. */
  readonly set: (now: Date) => void;
  /** Records more, and brings the tables up to it. @returns the instant after it */
  readonly record: (log: readonly RandomAppend[]) => Promise<Date>;
}

async function forCouncils(holds: (council: Council, log: readonly RandomAppend[]) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(randomLogs, async (log) => {
      let now = START;
      const clock = { now: () => now };
      const store = await SqliteEventStore.open({ file: newFile(), now: clock.now, isDurable: false });
      const model = await openReadModel(`sqlite:${newFile()}`);
      const models = new ReadModels(store, model, projectionsOf(store, new PlainTerms()), clock, folder);
      const record = async (some: readonly RandomAppend[]): Promise<Date> => {
        await recordLog(store, some, (pause) => void (now = new Date(now.getTime() + pause)));
        await models.projector.catchUp();
        return (now = new Date(now.getTime() + 1));
      };
      try {
        await holds({ timeliness: new Timeliness(models), set: (instant) => void (now = instant), record }, log);
      } finally {
        await models.close();
        await store.close();
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 90_000 },
  );
}

/** The counts of figures that add up, one text each. */
function counted({ count, parts = [], issued, due }: Figures): Readonly<Record<string, number>> {
  const shares = Object.entries({ issued, due }).flatMap(([basis, both]) =>
    Object.entries(both ?? {}).flatMap(([which, share]) =>
      Object.entries(share as Share).flatMap(([name, number]) =>
        name === 'percent' ? [] : [[`${basis} ${which} ${name}`, Number(number)] as const],
      ),
    ),
  );
  return Object.fromEntries([
    ...(count === undefined ? [] : [['count', count] as const]),
    ...parts.map((part) => [part.id, part.count] as const),
    ...shares,
  ]);
}

function sum(all: readonly Figures[], like: Figures): Readonly<Record<string, number>> {
  const sums = all.map(counted);
  return Object.fromEntries(
    Object.keys(counted(like)).map((name) => [name, sums.reduce((total, one) => total + (one[name] ?? 0), 0)]),
  );
}

const adding = MEASURES.filter(({ kind }) => kind !== 'wait');

describe('Figures of any council', () => {
  let seen = 0;
  beforeEach(() => void (seen = 0));
  afterEach(() => expect(seen).toBeGreaterThan(0));

  test('by month add up to those by quarter, by each kind of year, and to their total', async () => {
    await forCouncils(async ({ timeliness, set, record }, log) => {
      await record(log);
      set(LONG_AFTER);
      for (const { id } of adding) {
        const months = await timeliness.of(id, { by: 'month', ...WHOLE_YEARS });
        for (const by of ['quarter', 'calendar-year', 'financial-year', 'academic-year'] as const) {
          const { periods } = await timeliness.of(id, { by, from: day('2022-10-01'), to: day('2028-08-31') });
          for (const period of periods) {
            const within = months.periods.filter(({ from, to }) => from >= period.from && to <= period.to);
            if (within.length > 0)
              expect([period.period, counted(period)]).toEqual([period.period, sum(within, period)]);
          }
        }
        const { total = {} } = months;
        seen += total.count ?? 0;
        expect(counted(total)).toEqual(sum(months.periods, total));
      }
    });
  });

  test('cut by anything add up to those of all, now and as at a past day', async () => {
    await forCouncils(async ({ timeliness, set, record }, log) => {
      await record(log);
      set(LONG_AFTER);
      for (const moment of [{}, { asAt: day('2025-09-15') }]) {
        for (const { id, kind } of MEASURES) {
          for (const cut of CUTS) {
            const asked: TimelinessRequest = { by: 'calendar-year', from: day('2023-01-01'), cut, ...moment };
            const { periods, total = {}, cuts = [] } = await timeliness.of(id, asked);
            seen += cuts.length;
            expect(
              sum(
                cuts.map((one) => one.total ?? {}),
                total,
              ),
            ).toEqual(counted(total));
            for (const [place, period] of periods.entries()) {
              const parts = cuts.map((one) => one.periods[place] ?? period);
              expect(sum(parts, period)).toEqual(counted(period));
              if (kind !== 'wait') continue;
              const waits = parts.flatMap(({ wait }) => wait ?? []);
              expect(waits.reduce((all, { waiting }) => all + waiting, 0)).toBe(period.wait?.waiting);
              const longest = Math.max(-1, ...waits.map(({ longestDays }) => longestDays ?? -1));
              expect(longest).toBe(period.wait?.longestDays ?? -1);
            }
          }
        }
      }
    });
  });

  test('as known on an instant never change, whatever is recorded later', async () => {
    await forCouncils(async ({ timeliness, set, record }, log) => {
      const half = Math.floor(log.length / 2);
      const known = await record(log.slice(0, half));
      const request = (knownOn?: string): TimelinessRequest => ({
        by: 'quarter',
        from: day('2023-01-01'),
        knownOn,
      });
      const figures = async (knownOn?: string): Promise<readonly Partial<TimelinessAnswer>[]> => {
        const answers: Partial<TimelinessAnswer>[] = [];
        for (const { id } of MEASURES) {
          const { periods, total } = await timeliness.of(id, request(knownOn));
          seen += total?.count ?? 0;
          answers.push({ periods, ...(total === undefined ? {} : { total }) });
        }
        return answers;
      };
      const then = await figures();
      set(new Date(known.getTime() + 1));
      await record(log.slice(half));
      set(LONG_AFTER);
      expect(await figures(known.toISOString())).toEqual(then);
    });
  });
});
