import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { everyEvent, importFile } from '../testing/import-file.js';
import { caseRow, casesFile, MALFORMED, type Malformed } from '../testing/malformed-files.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { rowProblemText } from './application/format.js';

let tracker: TrackerSetting;
beforeAll(async () => {
  tracker = await openTracker('2025-12-31T09:00:00.000Z');
});
afterAll(() => tracker.close());

async function problemsOf(content: string | Buffer): Promise<{ readonly text: string; readonly count: number }> {
  const { problems, firstProblems, isRecorded } = await importFile(tracker, content);
  expect(isRecorded).toBe(false);
  return { text: firstProblems.map(rowProblemText).join('\n'), count: problems };
}

describe('A file that is malformed is refused as a whole, and every fault is named', () => {
  test.each(MALFORMED.map((one): [string, Malformed] => [one.called, one]))(
    '%s',
    async (_called, { content, says }) => {
      const { text } = await problemsOf(content);
      for (const said of says) expect(text).toContain(said);
      expect(text).not.toMatch(/Ashdown|Okafor|Robin|Sam|HYPERLINK|favourite|far/);
      expect(await everyEvent(tracker)).toEqual([]);
    },
  );

  test('every bad row of many', async () => {
    const { text, count } = await problemsOf(
      casesFile(
        caseRow('assessment,A-1,draft-plan-sent,2024-02-30,,'),
        caseRow('assessment,A-1,final,2024-02-28,,'),
        caseRow('plan,,plan-made,x,,'),
      ),
    );
    expect(count).toBe(4);
    expect(text.split('\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'line 3, date',
      'line 4, milestone',
      'line 5, case',
      'line 5, date',
    ]);
  });
});
