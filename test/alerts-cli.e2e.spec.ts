import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcknowledgeAlerts } from '../src/alerts/application/acknowledge-alerts.js';
import { Alerts } from '../src/alerts/application/alerts.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { addDays, day, dayInLondon } from '../src/statute/calendar.js';
import { onBehalfOf } from '../src/streams/application/request-context.js';
import { build, ehcp, type Ended } from './run.js';
import { recordCases, withTrackerIn } from './upkeep/caseload.js';

jest.setTimeout(120_000);

let home: string;
let data: string;
beforeAll(() => {
  build();
  home = mkdtempSync(join(tmpdir(), 'ehcp-alerts-'));
  data = join(home, 'data');
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  ehcp(args, '', { DATA_DIRECTORY: data, ...env });
const sweep = (...more: readonly string[]): Promise<Ended> => run(['alerts', 'sweep', ...more]);

const NOTE = 'The psychologist is back in May.';

describe('ehcp alerts sweep', () => {
  it('raises what is missed, once, and says so', async () => {
    await recordCases(data, 2, day('2025-01-06'));
    const first = await sweep();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(
      /^Everything up to \d+ \w+ \d{4} was looked at, .*: [1-9]\d* alerts raised, 0 escalated, 0 resolved\.\n$/,
    );
    const second = await sweep('--json');
    expect(JSON.parse(second.out)).toMatchObject({ cases: 0, raised: 0, failed: 0, isFollowed: true });
    expect(await run(['verify'])).toMatchObject({ code: 0 });
  });

  it('tells of what an import brings late in one summary', async () => {
    expect(await run(['import', 'cases', 'examples/cases.csv'])).toMatchObject({ code: 0 });
    expect(JSON.parse((await sweep('--json')).out)).toMatchObject({ failed: 0, isFollowed: true });
    const summaries = await withTrackerIn(data, (tracker) => tracker.get(Alerts, { strict: false }).summaries());
    expect(summaries.map(({ because }) => because)).toEqual(['import', 'first-sweep']);
    expect(await run(['verify'])).toMatchObject({ code: 0 });
  });

  it('ends with 2 where it is used wrongly, or what the council decided cannot be read', async () => {
    expect(await run(['alerts'])).toMatchObject({ code: 2 });
    expect(await sweep('now')).toMatchObject({ code: 2 });
    const file = join(home, 'alerts.json');
    writeFileSync(file, '{"leadDays": "two weeks"}');
    const wrong = await run(['alerts', 'sweep'], { EHCP_ALERTS: file });
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain(
      `leadDays in ${file}: two weeks is not such a number. Accepted: a whole number of days`,
    );
  });
});

describe('The note of an alert', () => {
  it('is kept under the key of the child: verified with the rest, and gone when they are erased', async () => {
    const { alert, person } = await withTrackerIn(data, async (tracker) => {
      const { db } = tracker.get(ReadModels, { strict: false }).live();
      const row = await db.selectFrom('alert').selectAll().where('is_open', '=', 1).executeTakeFirstOrThrow();
      const recoveryOn = addDays(dayInLondon(new Date()), 7);
      const request = AcknowledgeAlerts.of({ alerts: [row.id], reason: 'panel-date', recoveryOn, note: NOTE });
      const alerts = tracker.get(Alerts, { strict: false });
      const [answer] = await onBehalfOf({ actor: 'manager-1' }, () => alerts.acknowledge(request));
      expect(answer?.outcome).toMatchObject({ outcome: 'recorded' });
      expect(await alerts.noteOf(row.id)).toBe(NOTE);
      return { alert: row.id, person: row.person };
    });
    for (const name of ['events.db', 'read-model.db']) {
      expect(readFileSync(join(data, name)).includes(NOTE)).toBe(false);
    }
    expect(await run(['verify'])).toMatchObject({ code: 0 });
    expect(await run(['people', 'erase', person, '--reason', 'retention-ended', '--yes'])).toMatchObject({ code: 0 });
    const note = await withTrackerIn(data, (tracker) => tracker.get(Alerts, { strict: false }).noteOf(alert));
    expect(note).toBeUndefined();
    expect(await run(['verify'])).toMatchObject({ code: 0 });
  });
});
