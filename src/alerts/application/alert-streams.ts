import { v5 } from 'uuid';
import type { EventStore } from '../../event-store/event-store.js';
import type { WallClock } from '../../platform/wall-clock.js';
import { StreamRepository } from '../../streams/application/stream-repository.js';
import { isRaised, type AlertState } from '../domain/alert.js';
import { alertDecider, type AlertCommand } from '../domain/alert.decider.js';
import type { AlertedClock, AlertEvent } from '../domain/alert.events.js';

/** A namespace for ids that follow from clocks and imports. */
const ALERT_IDS = '7d0c8f52-3b5e-5c4e-8f61-0f6f8d7a2b90';

/** The alert of a clock: always the same id for the same clock, so that nobody raises a second one. */
export function alertIdOf({ case: id, rule, ref }: Pick<AlertedClock, 'case' | 'rule' | 'ref'>): string {
  return v5(`alert/${id}/${rule}/${ref ?? ''}`, ALERT_IDS);
}

/** The summary of what an import found late. */
export const summaryIdOf = (correlationId: string): string => v5(`import/${correlationId}`, ALERT_IDS);

/** The summary of what the first sweep of a log found late. */
export const FIRST_SUMMARY = v5('first-sweep', ALERT_IDS);

/** The stream of the sweeps of a log. */
export const SWEEP_STREAM = `sweep-${v5('sweeps', ALERT_IDS)}`;

/** The alerts on record. */
export class AlertStreams extends StreamRepository<AlertCommand, AlertState, AlertEvent> {
  constructor(store: EventStore, clock: WallClock) {
    super('alert', alertDecider, store, clock, undefined, (_, state) => (isRaised(state) ? state.person : undefined));
  }
}
