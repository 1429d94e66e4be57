import { CorrectMilestone } from '../../cases/application/correct-milestone.js';
import { RetractMilestone } from '../../cases/application/retract-milestone.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import type { Attributes, CaseOnRecord, TracedEntry } from './case-on-record.js';
import type { Step } from './policy.js';
import type { NamedPlan } from './review-to-plan.js';

/** A step on a case that is on record. */
export const onCase = ({ stream, revision }: CaseOnRecord, request: CaseRequest): Step => ({
  target: stream,
  revision,
  request,
});

/** Corrects a milestone where it says something else; attributes that are not wanted are taken away. */
export function corrected(
  target: CaseOnRecord,
  entry: TracedEntry,
  wanted: Attributes,
  reason: string,
): readonly Step[] {
  const names = [...new Set([...Object.keys(entry.data), ...Object.keys(wanted)])].filter(
    (name) => name !== 'confirmed' && entry.data[name] !== wanted[name],
  );
  if (names.length === 0) return [];
  const to = Object.fromEntries(names.map((name) => [name, wanted[name] ?? null]));
  const { kind, id } = target;
  return [onCase(target, CorrectMilestone.of({ kind, case: id, entry: entry.number, to, reason }))];
}

/** Takes a milestone back. */
export function takenBack(target: CaseOnRecord, { number }: TracedEntry, reason: string): Step {
  const { kind, id } = target;
  return onCase(target, RetractMilestone.of({ kind, case: id, entry: number, reason }));
}

/** Which milestones of one type a review leads to on a plan. */
export interface Wanted {
  readonly plan: NamedPlan;
  readonly type: string;
  /** The id of the review, by which they are known. */
  readonly review: string;
  /** What they say; none where the review leads to none. */
  readonly milestones: readonly Attributes[];
  /** Whether the review led to more of them before, which were taken back or undone since. */
  readonly hadMore: boolean;
  /** Who acts. */
  readonly actor: string;
  readonly record: (milestone: Attributes) => CaseRequest;
}

const REASON = 'As it is now on record of the review.';

/**
 * What brings the milestones that a review leads to in line with it. What the review says counts, whoever recorded the
 * milestone on the plan; one that an officer recorded there without naming the review is taken for the same if it is of
 * the same day. Of what nothing on the review explains, only what followed from it is taken back.
 */
export function inLine({ plan, type, review, milestones, hadMore, actor, record }: Wanted): readonly Step[] {
  const { onRecord: target } = plan;
  if (target === undefined) {
    return milestones.map((wanted) => ({ target: `plan-${plan.id}`, revision: undefined, request: record(wanted) }));
  }
  const ofType = target.live.filter((entry) => entry.type === type);
  const here = new Set(ofType.filter(({ data }) => data.review === review));
  const unnamed = new Set(ofType.filter(({ data }) => data.review === undefined));
  const open = new Set(milestones);
  const corrections: Step[] = [];
  const pair = (from: Set<TracedEntry>, fits: (entry: TracedEntry, wanted: Attributes) => boolean): void => {
    for (const wanted of open) {
      const entry = [...from].find((one) => fits(one, wanted));
      if (entry === undefined) continue;
      from.delete(entry);
      open.delete(wanted);
      corrections.push(...corrected(target, entry, wanted, REASON));
    }
  };
  const isSameDay = (entry: TracedEntry, { on }: Attributes): boolean => entry.data.on === on;
  pair(here, isSameDay);
  pair(unnamed, isSameDay);
  pair(here, () => true);
  const retractions = [...here]
    .filter(({ recordedBy, touchedBy }) => hadMore || recordedBy === actor || touchedBy === actor)
    .map((entry) => takenBack(target, entry, REASON));
  return [...retractions, ...corrections, ...[...open].map((wanted) => onCase(target, record(wanted)))];
}

/** What a milestone says of some attributes alone. */
export function only({ data }: TracedEntry, ...names: readonly string[]): Attributes {
  const said = names.flatMap((name): [string, unknown][] => (data[name] === undefined ? [] : [[name, data[name]]]));
  return { on: data.on, ...Object.fromEntries(said) };
}
