import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ReadModels } from '../read-model/read-models.js';
import { everyEvent, importFile } from '../testing/import-file.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { rowProblemText } from './application/format.js';
import type { Imported, ImportOptions } from './application/import-cases.js';

let tracker: TrackerSetting;
beforeEach(async () => {
  tracker = await openTracker('2025-12-31T09:00:00.000Z');
});
afterEach(() => tracker.close());

const HEADER = 'kind,case,milestone,date,outcome,attributes,child,surname,forename,date_of_birth';
const requested = (key: string, on: string): string =>
  `assessment,${key},assessment-requested,${on},,kind=initial,C-1,Ashdown,Robin,14/03/2016`;
const refused = (key: string, on: string): string => `assessment,${key},decision-to-assess-notified,${on},refuse,,,,,`;

const take = async (rows: readonly string[], options?: ImportOptions): Promise<Imported> => {
  const imported = await importFile(tracker, [HEADER, ...rows, ''].join('\n'), options);
  await tracker.get(ReadModels).bringUpToDate();
  return imported;
};
const said = ({ firstProblems }: Imported): readonly string[] => firstProblems.map(rowProblemText);
const SECOND =
  'child: the child would have two open requests for a needs assessment; record on the one that is open, or confirm that there really are two. If it is so, confirm it: --confirm open-request-already.';

describe('A child who would have two open requests', () => {
  test('in one file is named at the later one, and nothing is recorded', async () => {
    const imported = await take([requested('A-2', '2025-10-01'), requested('A-1', '2025-09-01')]);
    expect(said(imported)).toEqual([`line 2, ${SECOND}`]);
    expect(await everyEvent(tracker)).toEqual([]);
  });

  test('with one on record is named at every one of the file, until that is confirmed', async () => {
    expect((await take([requested('A-1', '2025-09-01')])).isRecorded).toBe(true);
    const again = [requested('A-2', '2025-10-01'), requested('A-3', '2025-10-02')];
    expect(said(await take(again))).toEqual([`line 2, ${SECOND}`, `line 3, ${SECOND}`]);
    expect(await take(again, { confirm: ['open-request-already'] })).toMatchObject({ problems: 0, milestones: 2 });
  });

  test('is not one whose earlier request has ended, in whatever order the file tells it', async () => {
    const rows = [requested('A-2', '2025-09-01'), requested('A-1', '2023-01-09'), refused('A-1', '2023-02-10')];
    expect(await take(rows)).toMatchObject({ problems: 0, isRecorded: true });
  });

  test('is not one whose request on record ends in the file', async () => {
    await take([requested('A-1', '2023-01-09')]);
    const rows = [requested('A-2', '2025-09-01'), refused('A-1', '2023-02-10')];
    expect(await take(rows)).toMatchObject({ problems: 0, isRecorded: true });
  });

  test('can be imported again with both on record', async () => {
    const rows = [requested('A-1', '2025-09-01'), requested('A-2', '2025-10-01')];
    expect(await take(rows, { confirm: 'all' })).toMatchObject({ problems: 0, milestones: 2 });
    expect(await take(rows)).toMatchObject({ problems: 0, milestones: 0, alreadyOnRecord: 2 });
  });
});
