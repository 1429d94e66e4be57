import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { ReadModels, type Moment } from '../read-model/read-models.js';
import { addDays, day } from '../statute/calendar.js';
import { PERSONS, randomLogs, recordLog } from '../testing/random-log.js';
import { caseFile } from './application/case-file.js';
import { casesOfChild, streamsBeside, streamsOfChild } from './application/cases-of-child.js';
import { projectionsOf } from './application/projections.js';

// This waits for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(120_000);

let folder: string;
let files = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cases-of-child-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const someDay = fc.integer({ min: -20, max: 500 }).map((days) => addDays(day('2025-01-06'), days));
const momentIn = fc.record({ asAt: fc.option(someDay), knownAfter: fc.option(fc.nat(200)) });

test('A past moment shows of a child what it shows of everybody, without anything of the others', async () => {
  await fc.assert(
    fc.asyncProperty(randomLogs, momentIn, async (log, { asAt, knownAfter }) => {
      let now = new Date('2025-05-01T09:00:00.000Z');
      files += 1;
      const store = await SqliteEventStore.open({
        file: join(folder, `events-${String(files)}.db`),
        now: () => now,
        isDurable: false,
      });
      const events = await recordLog(store, log, (pause) => void (now = new Date(now.getTime() + pause)));
      now = new Date(now.getTime() + 1);
      const model = await openReadModel(`sqlite:${join(folder, `read-model-${String(files)}.db`)}`);
      const models = new ReadModels(store, model, projectionsOf(store, undefined), { now: () => now }, folder);
      await models.projector.catchUp();
      const known = knownAfter === null ? undefined : events[knownAfter % Math.max(1, events.length)]?.recordedAt;
      const moment: Moment = { asAt: asAt ?? undefined, knownOn: known };

      const rows = await models.live().db.selectFrom('case_file').select('id').execute();
      for (const { id } of rows) {
        const options = { explain: true, elsewhere: true };
        const ofAll = await models.asking(moment, (asked) => caseFile(asked, id, options));
        const alone = await models.askingAbout(
          moment,
          (live) => streamsBeside(live, id),
          (asked) => caseFile(asked, id, options),
        );
        expect(alone).toEqual(ofAll);
      }
      for (const person of PERSONS) {
        const ofAll = await models.asking(moment, (asked) => casesOfChild(asked, person));
        const alone = await models.askingAbout(
          moment,
          (live) => streamsOfChild(live, person),
          (asked) => casesOfChild(asked, person),
        );
        expect(alone).toEqual(ofAll);
      }
      await models.close();
      await store.close();
    }),
    { numRuns: 20 },
  );
});
