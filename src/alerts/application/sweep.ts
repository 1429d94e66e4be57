import { Logger } from '@nestjs/common';
import { v7 } from 'uuid';
import { StoreUnavailable } from '../../event-store/event-store.js';
import type { ReadModels } from '../../read-model/read-models.js';
import { isTrouble } from '../../read-model/trouble.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { AlertSettings } from './alert-settings.js';
import { alertedClocksOf } from './alerted-clocks.js';
import { candidatesOf, type Candidate } from './candidates.js';
import type { CaseLooks, CaseToLookAt, Occasion } from './case-look.js';
import { severalAtOnce } from '../../platform/several-at-once.js';
import type { AlertsBeginning, SweepCounts, SweepLog } from './sweep-log.js';

/** How many cases are looked at at once: what is appended together waits for the disk once. */
const AT_ONCE = 64;

/** What a sweep works with. */
export interface SweepSurroundings {
  readonly models: ReadModels;
  readonly settings: AlertSettings;
  readonly looks: CaseLooks;
  readonly sweeps: SweepLog;
}

/** How a sweep is followed and ended. */
export interface SweepOptions {
  /** Called with the number of cases that were looked at. */
  readonly progress?: (cases: number) => void;
  /** Gives it up, by what it throws; what is on record by then stays. */
  readonly signal?: AbortSignal;
  /**
   * The day of a sweep that could look at everything, since which the record was followed: what was missed before that day
   * is not looked for again. Everything is looked at where nothing is said.
   */
  readonly since?: CalendarDate | undefined;
}

/** What came of a sweep. */
export interface Swept extends SweepCounts {
  readonly on: CalendarDate;
  readonly cases: number;
}

const logger = new Logger('Alerts');

/**
 * Looks at every case in which time alone can have brought something that no alert tells of. Days on which nothing ran are
 * made up for: each alert bears the day that it belongs to.
 * @throws StoreUnavailable
 * @throws ReadModelUnavailable
 */
export async function sweep(
  { models, settings, looks, sweeps }: SweepSurroundings,
  today: CalendarDate,
  beginning: AlertsBeginning,
  { progress, signal, since }: SweepOptions = {},
): Promise<Swept> {
  const id = v7();
  const occasion: Occasion = { today, beginning, correlationId: id, causationId: id };
  const counts = { raised: 0, escalated: 0, resolved: 0, failed: 0 };
  const looked = new Set<string>();
  const look = async (one: CaseToLookAt): Promise<void> => {
    signal?.throwIfAborted();
    try {
      const { raised, escalated, resolved } = await looks.look(one, occasion);
      counts.raised += raised;
      counts.escalated += escalated;
      counts.resolved += resolved;
    } catch (error) {
      if (error instanceof StoreUnavailable || isTrouble(error)) throw error;
      counts.failed += 1;
      // The message of an unforeseen error could repeat anything.
      const name = error instanceof Error ? error.name : 'an unknown error';
      logger.error(`The clocks of ${one.kind} ${one.id} could not be looked at: ${name}.`);
    }
  };
  const asked = { ...models.live(), asAt: today };
  for await (const page of candidatesOf(asked, settings, since)) {
    const cases = newOnes(page, looked);
    const alerted = await alertedClocksOf(
      models,
      cases.map((one) => one.id),
    );
    await severalAtOnce(cases, AT_ONCE, (one) => look({ ...one, alerted: alerted.get(one.id) ?? [] }));
    progress?.(looked.size);
  }
  await sweeps.keep(today, counts);
  return { on: today, cases: looked.size, ...counts };
}

/** Those that were not looked at yet. */
function newOnes(page: readonly Candidate[], looked: Set<string>): readonly Candidate[] {
  return page.filter(({ kind, id }) => {
    const key = `${kind}-${id}`;
    if (looked.has(key)) return false;
    looked.add(key);
    return true;
  });
}
