import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import { WallClock } from '../../platform/wall-clock.js';
import { CaseService } from '../../streams/application/case-service.js';
import { Sealer } from '../../streams/application/sealer.js';
import { StreamRepository } from '../../streams/application/stream-repository.js';
import { planDecider, type PlanStage } from '../domain/plan.decider.js';
import type { PlanMilestone } from '../domain/plan.events.js';

/** The plans: what can be recorded on them. */
@Injectable()
export class Plans extends CaseService<PlanStage, PlanMilestone> {
  constructor(@Inject(EVENT_STORE) store: EventStore, clock: WallClock, sealer: Sealer) {
    super(new StreamRepository('plan', planDecider, store, clock), sealer);
  }
}

export { planDecider };
export type { PlanMilestone, PlanStage };
