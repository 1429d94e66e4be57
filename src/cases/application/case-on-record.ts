import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEvent, EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { isHidden } from '../../platform/access/sight.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import { deciderOf, type AnyCaseDecider } from './case-deciders.js';

/** A case of any kind as it is folded. */
export type AnyState = AnyCaseDecider['initialState'];

/** A case of any kind that has been opened. */
export type OpenedState = Exclude<AnyState, { readonly stage: 'unopened' }>;

/** A milestone on record of a case of any kind. */
export type AnyEntry = OpenedState['entries'][number];

/** A case as it is on record at this moment, whatever the lists show. */
export interface CaseOnRecord {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly state: OpenedState;
  /** The revision of its last event. */
  readonly revision: number;
  readonly events: readonly RecordedEvent[];
}

/** Finds cases by their id alone. */
@Injectable()
export class CasesOnRecord {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * A case; nothing where there is none with this id, or it is kept from whoever asks.
   * @throws StoreUnavailable where the store cannot do its work
   */
  async find(id: string): Promise<CaseOnRecord | undefined> {
    for (const kind of CASE_KINDS) {
      const events = await this.store.readStream(`${kind}-${id}`);
      const last = events.at(-1);
      if (last === undefined) continue;
      const state = folded(kind, events);
      if (!isOpened(state) || isHidden(state.person)) return undefined;
      return { id, kind, state, revision: last.revision, events };
    }
    return undefined;
  }
}

/** A case after its events. */
export function folded(kind: CaseKindName, events: readonly RecordedEvent[]): AnyState {
  const { replay } = deciderOf(kind);
  return replay(events as unknown as Parameters<typeof replay>[0]);
}
