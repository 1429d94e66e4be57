import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import { WallClock } from '../../platform/wall-clock.js';
import { CaseService } from '../../streams/application/case-service.js';
import { Sealer } from '../../streams/application/sealer.js';
import { StreamRepository } from '../../streams/application/stream-repository.js';
import { reviewDecider, type ReviewStage } from '../domain/review.decider.js';
import type { ReviewMilestone } from '../domain/review.events.js';

/** The reviews: what can be recorded on them. */
@Injectable()
export class Reviews extends CaseService<ReviewStage, ReviewMilestone> {
  constructor(@Inject(EVENT_STORE) store: EventStore, clock: WallClock, sealer: Sealer) {
    super(new StreamRepository('review', reviewDecider, store, clock), sealer);
  }
}

export { reviewDecider };
export type { ReviewMilestone, ReviewStage };
