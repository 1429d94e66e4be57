/** Records cases in a data directory without end, and says after each how many there are. */
import { day } from '../../src/statute/calendar.js';
import { recordCase, recorderIn, withTrackerIn } from './caseload.js';

const [, , folder = ''] = process.argv;
await withTrackerIn(folder, async (tracker) => {
  const record = recorderIn(tracker);
  for (let cases = 1; ; cases += 1) {
    await recordCase(record, day('2025-01-06'));
    process.stdout.write(`${String(cases)}\n`);
  }
});
