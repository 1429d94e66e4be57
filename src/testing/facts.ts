import { day, type CalendarDate } from '../statute/calendar.js';
import type { Clock, Evaluation } from '../statute/clock.js';
import { evaluate, type EvaluationOptions } from '../statute/evaluate.js';
import type { Milestone, MilestoneName, MilestoneOf } from '../statute/milestones.js';

type AttributesOf<N extends MilestoneName> = Omit<MilestoneOf<N>, 'milestone' | 'on'>;
/** Attributes with their days as plain text. */
type Written<A> = { [K in keyof A]: A[K] extends CalendarDate | undefined ? string : A[K] };

/** A milestone in few words: `fact('decision-to-assess', '2024-10-10', { outcome: 'assess' })`. */
export function fact<N extends MilestoneName>(
  milestone: N,
  on: string,
  ...[attributes]: Partial<AttributesOf<N>> extends AttributesOf<N>
    ? [Written<AttributesOf<N>>?]
    : [Written<AttributesOf<N>>]
): Milestone {
  return { milestone, on: day(on), ...attributes } as unknown as Milestone;
}

/** The clocks of one rule, optionally of one ref. */
export function clocksOf({ clocks }: Evaluation, rule: string, ref?: string): readonly Clock[] {
  return clocks.filter((clock) => clock.rule === rule && (ref === undefined || clock.ref === ref));
}

/**
 * The only clock of a rule (and ref).
 * @throws Error when there is none, or more than one
 */
export function clockOf(evaluation: Evaluation, rule: string, ref?: string): Clock {
  const found = clocksOf(evaluation, rule, ref);
  const [clock] = found;
  if (clock === undefined || found.length > 1) {
    throw new Error(`${String(found.length)} clocks ${rule} ${ref ?? ''}: ${JSON.stringify(found.map((c) => c.ref))}`);
  }
  return clock;
}

/** Evaluates milestones given in few words. */
export function given(milestones: readonly Milestone[], options?: EvaluationOptions): Evaluation {
  return evaluate(milestones, options);
}
