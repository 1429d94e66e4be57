import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EventStore, Position, RecordedEvent } from '../../src/event-store/event-store.js';
import { EVENT_STORE } from '../../src/event-store/event-store.token.js';
import { TextCheck } from '../../src/people/application/text-check.js';
import { Policies } from '../../src/policies/application/policies.js';
import { ReadModels } from '../../src/read-model/read-models.js';
import { TrackerModule } from '../../src/tracker.module.js';
import { verify } from '../../src/upkeep/application/verification.js';
import { unfollowed } from './followed.js';

/** What was found after a kill. */
export interface PolicyCheck {
  readonly events: number;
  /** How many of them policies recorded. */
  readonly effects: number;
  readonly refused: number;
  readonly faults: readonly string[];
}

const PAGE = 5_000;

/** Opens a tracker on a data directory, as a command does. */
export function trackerIn(folder: string): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(TrackerModule.configured({ DATA_DIRECTORY: folder }), {
    logger: false,
    abortOnError: false,
  });
}

async function everything(store: EventStore): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  let after: Position | undefined;
  for (;;) {
    const page = await store.readAll(after, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
    after = page.at(-1)?.position;
  }
}

/**
 * Starts a tracker on a data directory and looks, once it has caught up, whether the read models are what a rebuild would
 * make and every effect of a policy is there once, and whether policies that have forgotten everything find nothing to do.
 */
export async function checkPoliciesIn(folder: string): Promise<PolicyCheck> {
  const tracker = await trackerIn(folder);
  try {
    const [store, policies] = [tracker.get<EventStore>(EVENT_STORE), tracker.get(Policies)];
    const verified = { store, policies, models: tracker.get(ReadModels), texts: tracker.get(TextCheck) };
    const { findings } = await verify(verified, {
      progress: () => undefined,
      signal: new AbortController().signal,
    });
    const faults = findings.map(({ code, where, what }) => `${code} ${where}: ${what}`);

    const all = await everything(store);
    const refusals = (await policies.status()).flatMap((status) => status.refusals);
    const idsOf = (kind: string): readonly string[] => [
      ...new Set(all.flatMap(({ stream }) => (stream.startsWith(kind) ? [stream.slice(kind.length)] : []))),
    ];
    const streams = { assessments: idsOf('assessment-'), plans: idsOf('plan-'), reviews: idsOf('review-') };
    faults.push(...(await unfollowed(store, refusals, streams)));
    return {
      events: all.length,
      effects: all.filter(({ metadata }) => metadata.actor.startsWith('policy:')).length,
      refused: refusals.length,
      faults,
    };
  } finally {
    await tracker.close();
  }
}

/** Has policies that have forgotten everything begin anew; says how many events they recorded, which should be none. */
export async function recordedAnewIn(folder: string): Promise<number> {
  const tracker = await trackerIn(folder);
  try {
    const store = tracker.get<EventStore>(EVENT_STORE);
    const before = (await everything(store)).length;
    await tracker.get(Policies).forget();
    await tracker.get(Policies).catchUp();
    return (await everything(store)).length - before;
  } finally {
    await tracker.close();
  }
}
