import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import { WallClock } from '../../platform/wall-clock.js';
import { CaseService } from '../../streams/application/case-service.js';
import { Sealer } from '../../streams/application/sealer.js';
import { assessmentDecider, type AssessmentStage } from '../domain/assessment.decider.js';
import type { AssessmentMilestone } from '../domain/assessment.events.js';
import { AssessmentStreams } from './assessment-streams.js';

/** The needs assessments: what can be recorded on them. */
@Injectable()
export class Assessments extends CaseService<AssessmentStage, AssessmentMilestone> {
  constructor(@Inject(EVENT_STORE) store: EventStore, clock: WallClock, sealer: Sealer) {
    super(new AssessmentStreams(store, clock), sealer);
  }
}

export { assessmentDecider };
export type { AssessmentMilestone, AssessmentStage };
