import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore } from '../../event-store/open-event-store.js';
import { UPCASTERS } from '../../event-store/upcasters.js';
import { onBehalfOf } from '../../streams/application/request-context.js';
import { england, readAsFile, releaseCsv, within20Weeks } from '../../testing/benchmark-files.js';
import { heldYear } from '../domain/holdings.js';
import { BenchmarkLog } from './benchmark-log.js';
import { ImportBenchmarks } from './import-benchmarks.js';

describe('What was known at an instant', () => {
  let now = '';
  const at = (hour: string): string => `2026-03-02T${hour}:00.000Z`;

  it('stays what it was, whatever is imported later', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'));
    const store = await openEventStore(`sqlite:${join(folder, 'events.db')}`, {
      upcasters: UPCASTERS,
      now: () => new Date(now),
    });
    const log = new BenchmarkLog(store);
    const imports = new ImportBenchmarks(log);
    const of2024 = async (knownOn?: string): Promise<number | undefined> => {
      const held = heldYear(await log.holdings(knownOn), 'plans', 2024);
      return held?.rows[0]?.cells[held.columns.indexOf('plans.within20Weeks.all')] as number | undefined;
    };
    const publish = async (part: number): Promise<void> => {
      const file = await readAsFile(releaseCsv('plans', [england(2024, within20Weeks([part, 1000]))]));
      await onBehalfOf({ actor: 'admin-1' }, () => imports.record([file]));
    };
    try {
      for (const [instant, part] of [
        ['09:00', 460],
        ['11:00', 470],
        ['13:00', 480],
      ] as const) {
        now = at(instant);
        await publish(part);
      }
      const known = [at('08:59'), at('09:00'), at('10:00'), at('11:00'), at('12:59'), at('14:00'), undefined];
      expect(await Promise.all(known.map((instant) => of2024(instant)))).toEqual([
        undefined,
        460,
        460,
        470,
        470,
        480,
        480,
      ]);
      expect(await Promise.all(known.map((instant) => of2024(instant)))).toEqual([
        undefined,
        460,
        460,
        470,
        470,
        480,
        480,
      ]);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });
});
