import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { UPCASTERS } from '../event-store/upcasters.js';
import type { RecordedEvent } from '../event-store/event-store.js';
import { day } from '../statute/calendar.js';
import { writeDfeRelease } from '../testing/dfe-release.js';
import { checkQuickly } from './application/check-counts.js';
import { publishedCounts } from './application/find-counts.js';
import { makeDemo, type Demo, type DemoRequest } from './application/make-demo.js';
import type { OpenAStage } from './application/stage.js';
import { inventCaseload } from './domain/caseload.js';
import { openStage } from './stage.module.js';
import { rehearse } from './application/rehearsal.js';

let folder: string;
let request: DemoRequest;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  writeDfeRelease(join(folder, 'dfe'), [{ name: 'Anywhere', code: '999' }]);
  const counts = publishedCounts('Anywhere', 2024, join(folder, 'dfe'));
  request = { counts, seed: '1', today: day('2025-09-30'), into: join(folder, 'data') };
});
afterEach(() => rmSync(folder, { recursive: true }));

const make = (stage: OpenAStage = openStage): Promise<Demo> => makeDemo(request, stage);

async function eventsIn(directory: string): Promise<readonly RecordedEvent[]> {
  const store = await SqliteEventStore.open({ file: join(directory, 'events.db'), upcasters: UPCASTERS });
  const events: RecordedEvent[] = [];
  for (let after = undefined as RecordedEvent['position'] | undefined; ; after = events.at(-1)?.position) {
    const page = await store.readAll(after, 5_000);
    if (page.length === 0) break;
    events.push(...page);
  }
  await store.close();
  return events;
}

describe('A demo caseload', () => {
  it('is recorded on its own days, through requests and policies, and has the published counts', async () => {
    const demo = await make();
    expect(demo).toMatchObject({ authority: 'Anywhere', year: 2024, goLive: '2022-09-30', leftOut: [] });
    expect(readdirSync(folder).sort()).toEqual(['data', 'dfe']);
    const events = await eventsIn(demo.directory);
    const instants = events.map(({ recordedAt }) => recordedAt);
    expect(instants.join()).toBe(instants.toSorted().join());
    expect(instants.at(0)?.slice(0, 10)).toBe('2022-09-30');
    expect((instants.at(-1) ?? '') < '2025-10-01').toBe(true);
    const actors = new Set(events.map(({ metadata: { actor } }) => actor.replace(/\d+$/, '')));
    expect([...actors].every((actor) => actor === 'officer-' || actor.startsWith('policy:'))).toBe(true);
    expect(actors.size).toBeGreaterThan(2);
  }, 120_000);

  it('is what its rehearsal without a store has, event for event', async () => {
    const { directory } = await make();
    const recorded = new Map<string, string[]>();
    for (const { stream, type } of await eventsIn(directory)) {
      if (!stream.startsWith('person-')) recorded.set(stream, [...(recorded.get(stream) ?? []), type]);
    }
    const rehearsed = new Map(
      inventCaseload(request.counts, request)
        .stories.flatMap(rehearse)
        .map(({ kind, id, events }) => [`${kind}-${id}`, events.map(({ type }) => type)]),
    );
    expect([...recorded].sort()).toEqual([...rehearsed].sort());
    expect((await checkQuickly(request.counts, request)).mismatches).toEqual([]);
  }, 120_000);

  it('is refused where there is something already, and changes nothing there', async () => {
    const { into } = request;
    mkdirSync(into);
    writeFileSync(join(into, 'events.db'), '');
    await expect(make()).rejects.toThrow('holds an event log already');
    rmSync(join(into, 'events.db'));
    writeFileSync(join(into, 'notes.txt'), '');
    await expect(make()).rejects.toThrow('holds files already (notes.txt)');
    expect(readdirSync(into)).toEqual(['notes.txt']);
    expect(readdirSync(folder).sort()).toEqual(['data', 'dfe']);
  });

  it('is refused for a day before its counts can hold', async () => {
    request = { ...request, today: day('2025-01-15') };
    await expect(make()).rejects.toThrow(
      '--today: the counts of 2024 are published as at 16 January 2025, which has not come by 15 January 2025.',
    );
  });

  it('appears only when it is finished, and leaves nothing where it fails', async () => {
    const failing: OpenAStage = async (over) => {
      const stage = await openStage(over);
      let days = 0;
      const afterDay = (): Promise<void> => {
        expect(existsSync(request.into)).toBe(false);
        return (days += 1) < 3 ? stage.afterDay() : Promise.reject(new Error('The power went out.'));
      };
      return { ...stage, afterDay };
    };
    await expect(make(failing)).rejects.toThrow('The power went out.');
    expect(readdirSync(folder)).toEqual(['dfe']);
  }, 60_000);

  it('starts over after one that was cut short, and clears away what that left', async () => {
    // No process has this number: Linux gives none above 4,194,304.
    const left = join(folder, 'data.unfinished-99999999');
    mkdirSync(left);
    mkdirSync(request.into);
    await make();
    expect(existsSync(left)).toBe(false);
    expect(existsSync(join(request.into, 'events.db'))).toBe(true);
  }, 120_000);
});
