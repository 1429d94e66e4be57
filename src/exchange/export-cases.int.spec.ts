import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { stringify } from 'csv-stringify/sync';
import { readFileSync } from 'node:fs';
import { CorrectMilestone } from '../cases/application/correct-milestone.js';
import { RetractMilestone } from '../cases/application/retract-milestone.js';
import { People } from '../people/application/people.js';
import type { PersonId } from '../streams/domain/event.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import { everyEvent, importFile } from '../testing/import-file.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { caseIdOf, childIdOf } from './application/case-ids.js';
import { ExportCases, type ExportOptions } from './application/export-cases.js';
import { guarded, unguarded } from '../platform/formula-guard.js';
import { readAttributes, writeAttributes } from './application/format.js';

const NOW = '2025-12-31T09:00:00.000Z';
const EXAMPLE = readFileSync(new URL('../../examples/cases.csv', import.meta.url), 'utf8').replace(
  'Okafor',
  "'=Okafor",
);

let tracker: TrackerSetting;
let empty: TrackerSetting;
beforeAll(async () => {
  [tracker, empty] = await Promise.all([openTracker(NOW), openTracker(NOW)]);
  await importFile(tracker, EXAMPLE);
  const commands = tracker.get(CommandBus);
  const about = { case: caseIdOf('assessment', 'EHC-1001'), kind: 'assessment' as const, reason: 'It was misread.' };
  await onBehalfOf({ actor: 'officer-1' }, async () => {
    await commands.execute(CorrectMilestone.of({ ...about, entry: 14, to: { on: '2025-02-06' } }));
    await commands.execute(RetractMilestone.of({ ...about, entry: 13 }));
  });
});
afterAll(() => Promise.all([tracker.close(), empty.close()]));

async function exported(options: ExportOptions = {}, from = tracker): Promise<string> {
  const exporting = from.get(ExportCases);
  const rows = [[...exporting.columns(options)]];
  for await (const more of exporting.rows(options)) rows.push(...more.map((row) => [...row]));
  return stringify(rows);
}

describe('An export of cases', () => {
  test('says nothing of who the children are, nor anything that was written in words, unless asked to', async () => {
    const file = await exported();
    expect(file).not.toMatch(/Ashdown|Okafor|Lindqvist|please ring|misread|2012-11-29|C-50/);
    expect(file).toContain(`family-informed,2024-11-25,,by=letter,${childIdOf('C-502')}\n`);
    expect(await exported({ withIdentities: true })).toMatch(
      /message=""We decide this week; please ring if you need to\.""/,
    );
  });

  test('holds what counts, as corrected, and is the same every time', async () => {
    const file = await exported();
    expect(file).toContain('final-plan-issued,2025-02-06');
    expect(file).not.toContain('representations-received');
    expect(await exported()).toBe(file);
  });

  test('of one kind holds that kind alone', async () => {
    const kinds = (await exported({ kind: 'plan' }))
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect(new Set(kinds)).toEqual(new Set(['plan']));
  });

  test('of an instant holds what was on record then', async () => {
    expect((await exported({ knownOn: '2025-12-31T08:59:59.999Z' })).split('\n')).toHaveLength(2);
    expect(await exported({ knownOn: NOW })).toBe(await exported());
  });

  test('with identities makes an empty tracker the same, children and all', async () => {
    const file = await exported({ withIdentities: true });
    expect(file).toContain("'=Okafor");
    expect(await importFile(empty, file)).toMatchObject({ children: 3, cases: 5, problems: 0 });
    expect(await exported({ withIdentities: true }, empty)).toBe(file);
    const child: PersonId = childIdOf('C-502');
    const known = await empty.get(People).details(child);
    expect(known).toMatchObject({ details: { surname: '=Okafor', forename: 'Sam', reference: 'C-502' } });
    const before = await everyEvent(empty);
    expect(await importFile(empty, file)).toMatchObject({ milestones: 0, children: 0, problems: 0 });
    expect(await everyEvent(empty)).toEqual(before);
  });
});

describe('A cell that a spreadsheet could take for a formula', () => {
  test.each(['=1+1', '+44', '-', '@name', '\tx', '\rx', "'=1", "''=1", "'", "O'Neill", '', 'a=b'])('%j', (cell) => {
    expect(guarded(cell)).not.toMatch(/^[=+\-@\t\r]/);
    expect(unguarded(guarded(cell))).toBe(cell);
  });
});

describe('A cell of attributes', () => {
  test.each(['plain', 'a; b', 'a=b', '"quoted"', ' spaced ', 'two\nlines', '', '"', 'é;"ü"='])('%j', (text) => {
    const cell = writeAttributes({ note: text, by: 'letter', healthBodyOnly: true, clocks: ['N1', 'N7'] });
    const read = Object.fromEntries(readAttributes(cell));
    expect(read).toEqual({ note: text, by: 'letter', healthBodyOnly: 'yes', clocks: 'N1|N7' });
  });
});
