import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tracker } from '../platform/cli/tracker.js';
import { WallClock } from '../platform/wall-clock.js';
import { TrackerModule } from '../tracker.module.js';

/** A tracker of its own in a temporary folder, with real files and keys. */
export interface TrackerSetting extends Tracker {
  /** Where it keeps its files. */
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * Opens a tracker.
 * @param now the instant at which it stands still
 */
export async function openTracker(now: string): Promise<TrackerSetting> {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-'));
  const module = await Test.createTestingModule({ imports: [TrackerModule.configured({ DATA_DIRECTORY: folder })] })
    .overrideProvider(WallClock)
    .useValue({ now: () => new Date(now) })
    .compile();
  const tracker = await module.init();
  return {
    folder,
    get: ((token: Parameters<Tracker['get']>[0]): unknown => tracker.get(token, { strict: false })) as Tracker['get'],
    close: async () => {
      await tracker.close();
      rmSync(folder, { recursive: true });
    },
  };
}
