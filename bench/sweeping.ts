import { AlertSettings } from '../src/alerts/application/alert-settings.js';
import { FIRST_SUMMARY } from '../src/alerts/application/alert-streams.js';
import { CaseLooks } from '../src/alerts/application/case-look.js';
import { sweep, type Swept, type SweepSurroundings } from '../src/alerts/application/sweep.js';
import { SweepLog, type AlertsBeginning } from '../src/alerts/application/sweep-log.js';
import type { EventStore } from '../src/event-store/event-store.js';
import type { ReadModels } from '../src/read-model/read-models.js';
import type { CalendarDate } from '../src/statute/calendar.js';

/** What a sweep works with, and when alerts began. */
export interface Sweeping {
  readonly with: SweepSurroundings;
  readonly beginning: AlertsBeginning;
}

/** A sweep and what it cost. */
export interface TimedSweep extends Swept {
  readonly seconds: number;
  readonly processorSeconds: number;
}

/** Has alerts begin on a day, as the first start of a server does, unless they have. */
export async function beginAlerts(store: EventStore, models: ReadModels, on: CalendarDate): Promise<Sweeping> {
  const settings = new AlertSettings();
  const sweeps = new SweepLog(store);
  const looks = new CaseLooks(store, settings, {}, sweeps);
  const beginning = await sweeps.begin(new Date(`${on}T05:00:00Z`), FIRST_SUMMARY);
  return { with: { models, settings, looks, sweeps }, beginning };
}

/**
 * Sweeps a day.
 * @param since the day of the last sweep, where the same server has gone on since; at its start it looks at everything
 */
export async function sweepOf(sweeping: Sweeping, today: CalendarDate, since?: CalendarDate): Promise<TimedSweep> {
  const before = performance.now();
  const used = process.cpuUsage();
  const swept = await sweep(sweeping.with, today, sweeping.beginning, { since });
  const { user, system } = process.cpuUsage(used);
  return { ...swept, seconds: (performance.now() - before) / 1000, processorSeconds: (user + system) / 1e6 };
}

/** A sweep in words. */
export function told(
  what: string,
  { seconds, processorSeconds, cases, raised, escalated, resolved }: TimedSweep,
): string {
  return (
    `${what.padEnd(24)} ${seconds.toFixed(2)} s (processor ${processorSeconds.toFixed(2)} s), ${String(cases)} cases: ` +
    `${String(raised)} raised, ${String(escalated)} escalated, ${String(resolved)} resolved`
  );
}
