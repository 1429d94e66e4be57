import type { EventStore } from '../../event-store/event-store.js';
import type { WallClock } from '../../platform/wall-clock.js';
import { planDecider } from '../../plans/application/plans.js';
import { nextReviewIdOf, planIdOf } from '../../policies/application/derived-ids.js';
import { reviewDecider } from '../../reviews/application/reviews.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { StreamRepository } from '../../streams/application/stream-repository.js';
import { isOpened, type CaseCommand, type CaseState } from '../../streams/domain/case-decider.js';
import { liveEntries } from '../../streams/domain/case-record.js';
import { refuse, type Context, type Decision, type Refused } from '../../streams/domain/decider.js';
import type { CaseEvent, MilestoneEvent, SealedText } from '../../streams/domain/event.js';
import { without } from '../../streams/domain/without.js';
import { assessmentDecider, type Assessment, type AssessmentCommand } from '../domain/assessment.decider.js';
import type { AssessmentEvent } from '../domain/assessment.events.js';

/** The day on which the final plan of a first assessment makes the plan; a reassessment makes none. */
function planMadeOn(state: Assessment): CalendarDate | undefined {
  if (!isOpened(state)) return undefined;
  const [opening] = state.entries;
  if ((opening?.data as { readonly kind?: string } | undefined)?.kind !== 'initial') return undefined;
  return liveEntries(state).find(({ type }) => type === 'FinalPlanIssued')?.data.on;
}

interface Deciding<State, M extends MilestoneEvent> {
  readonly initialState: State;
  readonly evolve: (state: State, event: M | CaseEvent) => State;
  readonly decide: (command: CaseCommand<M>, state: State, context: Context) => Decision<M | CaseEvent>;
}

/** Needs assessments, and the plan that each made: what the plan could not follow is refused on the assessment. */
export class AssessmentStreams extends StreamRepository<AssessmentCommand, Assessment, AssessmentEvent> {
  constructor(
    private readonly events: EventStore,
    clock: WallClock,
  ) {
    super('assessment', assessmentDecider, events, clock);
  }

  /** Refuses to move the final plan where the plan that it made, or the first review of that, cannot move with it. */
  protected override async refusedElsewhere(
    id: string,
    before: Assessment,
    after: Assessment,
    context: Context,
  ): Promise<Refused | undefined> {
    const on = planMadeOn(after);
    if (on === undefined || on === planMadeOn(before)) return undefined;
    const plan = planIdOf(id);
    const messages = [
      ...(await this.#inTheWay(`plan-${plan}`, planDecider, on, context)),
      ...(await this.#inTheWay(`review-${nextReviewIdOf(plan, 'made')}`, reviewDecider, on, context)),
    ];
    if (messages.length === 0) return undefined;
    return refuse(
      'plan-would-not-follow',
      `The final plan made the plan, which would move to ${longDate(on)} with it and cannot: ${messages.join(' ')} Correct that first, or give another day.`,
      'on',
    );
  }

  /** Why the milestone that opened a case cannot move to a day; what can be confirmed is confirmed by the policies. */
  async #inTheWay<Stage extends string, M extends MilestoneEvent>(
    stream: string,
    { initialState, evolve, decide }: Deciding<CaseState<Stage, M>, M>,
    on: CalendarDate,
    context: Context,
  ): Promise<readonly string[]> {
    const recorded = await this.events.readStream(stream);
    const state = recorded.reduce((now, event) => evolve(now, event as unknown as M | CaseEvent), initialState);
    if (!isOpened(state)) return [];
    const [opening] = state.entries;
    if (opening === undefined || opening.data.on === on) return [];
    // Where the final plan had been taken back, its plan is closed from that day, and the review cancelled, until it is
    // recorded again.
    const open = without(
      state,
      ({ type, data }) => type === 'ReviewCancelled' || (type === 'CaseClosed' && data.on === opening.data.on),
    );
    const decision = decide({ type: 'Correct', entry: 1, to: { on }, reason: '' as SealedText }, open, context);
    if (!('refused' in decision)) return [];
    return decision.refused.filter(({ confirmable }) => confirmable !== true).map(({ message }) => message);
  }
}
