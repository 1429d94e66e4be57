import { catalogueEntry } from '../../cases/application/milestone-catalogue.js';
import { deciderOf } from '../../cases/application/case-deciders.js';
import { nextReviewIdOf, planIdOf } from '../../policies/application/derived-ids.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import { isRefused } from '../../streams/domain/decider.js';
import type { Act, Story } from '../domain/acts.js';
import { CaseIds } from './case-ids.js';
import { ActRefused } from './act-refused.js';

/** An event of a case as it would be recorded. */
export interface RehearsedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A case of a story with everything that would be recorded on it. */
export interface RehearsedCase {
  readonly kind: CaseKindName;
  readonly id: string;
  readonly events: readonly RehearsedEvent[];
}

interface Kept {
  readonly kind: CaseKindName;
  readonly id: string;
  readonly events: RehearsedEvent[];
  state: ReturnType<ReturnType<typeof deciderOf>['evolve']>;
}

type Command = Parameters<ReturnType<typeof deciderOf>['decide']>[0];

/**
 * Plays a story without a store: the same deciders take the same acts, and what the tracker's policies record follows
 * at the end of every day. No texts are kept.
 * @throws ActRefused where an act is not carried out
 */
export function rehearse(story: Story): readonly RehearsedCase[] {
  return new Rehearsal(story).play();
}

class Rehearsal {
  readonly #cases = new Map<string, Kept>();
  readonly #ids = new CaseIds();

  constructor(private readonly story: Story) {}

  play(): readonly RehearsedCase[] {
    let day: CalendarDate | undefined;
    for (const act of this.story.acts) {
      if (day !== undefined && act.recordedOn > day) this.#endOfDay(day);
      day = act.recordedOn;
      if (act.type !== 'register') this.#act(act);
    }
    if (day !== undefined) this.#endOfDay(day);
    return [...this.#cases.values()];
  }

  #act(act: Exclude<Act, { readonly type: 'register' }>): void {
    const { kind } = act.case;
    const id = this.#ids.of(act.case);
    this.#decide(kind, id, commandOf(act, kind), act.recordedOn);
  }

  #decide(kind: CaseKindName, id: string, command: Command, today: CalendarDate): void {
    const decider = deciderOf(kind);
    const kept = this.#cases.get(id) ?? { kind, id, events: [], state: decider.initialState };
    const decision = decider.decide(command, kept.state, { today });
    if (isRefused(decision)) {
      const milestone = command.type === 'Record' ? command.milestone.type : command.type;
      throw new ActRefused(kind, id, milestone, today, decision.refused);
    }
    for (const event of decision) {
      kept.events.push(event);
      kept.state = decider.evolve(kept.state, event);
    }
    this.#cases.set(id, kept);
  }

  #record(kind: CaseKindName, id: string, type: string, data: object, today: CalendarDate): void {
    this.#decide(kind, id, { type: 'Record', milestone: { type, data } } as unknown as Command, today);
  }

  /** What follows from the events of a day elsewhere, as the tracker's policies record it. */
  #endOfDay(today: CalendarDate): void {
    for (let before = -1; before !== this.#size;) {
      before = this.#size;
      for (const { kind, id } of [...this.#cases.values()]) {
        if (kind === 'assessment') this.#afterAssessment(id, today);
        if (kind === 'review') this.#afterReview(id, today);
        if (kind === 'plan') this.#afterPlan(id, today);
      }
    }
  }

  get #size(): number {
    let size = 0;
    for (const { events } of this.#cases.values()) size += events.length;
    return size;
  }

  #entries(id: string, type: string): readonly Readonly<Record<string, unknown>>[] {
    const state = this.#cases.get(id)?.state;
    if (state === undefined || !isOpened(state)) return [];
    return state.entries
      .filter((entry) => entry.gone === undefined && (entry.type as string) === type)
      .map(({ data }) => data as unknown as Readonly<Record<string, unknown>>);
  }

  #personOf(id: string): string {
    const state = this.#cases.get(id)?.state;
    return state !== undefined && isOpened(state) ? state.person : '';
  }

  #afterAssessment(id: string, today: CalendarDate): void {
    const [final] = this.#entries(id, 'FinalPlanIssued');
    const plan = planIdOf(id);
    if (final === undefined || this.#cases.has(plan)) return;
    this.#record('plan', plan, 'PlanMade', { person: this.#personOf(id), on: final.on, assessment: id }, today);
  }

  #afterReview(id: string, today: CalendarDate): void {
    const [opened] = this.#entries(id, 'ReviewOpened');
    const plan = String(opened?.plan);
    const [decision] = this.#entries(id, 'ReviewDecisionNotified');
    if (decision !== undefined && !this.#entries(plan, 'PlanReviewed').some(({ review }) => review === id)) {
      this.#record('plan', plan, 'PlanReviewed', { on: decision.on, review: id }, today);
    }
    const [amended] = this.#entries(id, 'AmendedPlanIssued');
    if (amended !== undefined && !this.#entries(plan, 'PlanAmended').some(({ review }) => review === id)) {
      this.#record('plan', plan, 'PlanAmended', { ...amended, review: id }, today);
    }
    const [ceased] = this.#entries(id, 'PlanCeased');
    if (ceased !== undefined && this.#entries(plan, 'PlanCeased').length === 0) {
      this.#record('plan', plan, 'PlanCeased', { ...ceased, review: id }, today);
    }
  }

  #afterPlan(id: string, today: CalendarDate): void {
    const reviewed = this.#entries(id, 'PlanReviewed')
      .toSorted((one, other) => (String(one.on) < String(other.on) ? -1 : 1))
      .at(-1);
    const [made] = this.#entries(id, 'PlanMade');
    const [arrived] = this.#entries(id, 'PlanTransferredIn');
    const [anchor, on] =
      reviewed !== undefined
        ? [typeof reviewed.review === 'string' ? reviewed.review : 'entry-2', reviewed.on]
        : made !== undefined
          ? ['made', made.on]
          : ['transferred-in', arrived?.on];
    const next = nextReviewIdOf(id, anchor);
    const [end] = [...this.#entries(id, 'PlanCeased'), ...this.#entries(id, 'PlanTransferredOut')];
    if (end === undefined) {
      if (!this.#cases.has(next)) {
        this.#record(
          'review',
          next,
          'ReviewOpened',
          { person: this.#personOf(id), plan: id, on, kind: 'annual' },
          today,
        );
      }
      return;
    }
    const isOpen = this.#cases.has(next) && this.#entries(next, 'ReviewCancelled').length === 0;
    if (!isOpen || this.#entries(next, 'ReviewDecisionNotified').length > 0) return;
    this.#record('review', next, 'ReviewCancelled', { on: end.on }, today);
  }
}

function commandOf(act: Exclude<Act, { readonly type: 'register' }>, kind: CaseKindName): Command {
  switch (act.type) {
    case 'record': {
      const entry = catalogueEntry(kind, act.milestone);
      if (entry === undefined) throw new Error(`There is no milestone ${act.milestone} on a ${kind}.`);
      const texts = new Set(entry.texts);
      const data = Object.fromEntries(Object.entries(act.fields).filter(([name]) => !texts.has(name)));
      const confirm = act.confirm === undefined ? {} : { confirm: act.confirm };
      return { type: 'Record', milestone: { type: entry.type, data }, ...confirm } as unknown as Command;
    }
    case 'assign':
      return { type: 'Assign', officer: act.officer, team: act.team, on: act.on };
    case 'correct':
      return { type: 'Correct', entry: act.entry, to: act.to, reason: '' } as unknown as Command;
  }
}
