import { choice, echo, type Problem } from '../../platform/problem.js';
import {
  measureOf,
  MEASURES,
  PERIOD_KINDS,
  type Measure,
  type PeriodKind,
} from '../../timeliness/application/catalogue.js';
import type { Hideable, ProtectedAnswer } from '../../timeliness/application/protected-timeliness.js';
import type { ByTracker, MeasuredBy, Unit } from '../domain/send-plan.js';

/** The measures that the tracker counts. */
export const MEASURE_IDS: readonly string[] = MEASURES.map(({ id }) => id);
/** The kinds of period that a value can be of. */
export const PERIODS: readonly string[] = PERIOD_KINDS;
/** Whether cases with an exception of the regulations count. */
export const EXCEPTIONS = ['included', 'excluded'] as const;

/** The kind of period where a plan does not say: the one of which small numbers hide least of the others. */
export const USUAL_PERIOD: PeriodKind = 'calendar-year';

/** Which wait a measure of waits looks at. */
const WAITS = ['median', 'longest'] as const;

/** The parts that a measure of the tracker has; none where it is one number. */
function partsOf(measure: Measure): readonly string[] {
  if (measure.kind === 'split') return measure.parts.map(({ id }) => id);
  return measure.kind === 'wait' ? WAITS : [];
}

/** The kind of period of a measure. */
export function periodKindOf({ period }: ByTracker): PeriodKind {
  return PERIOD_KINDS.find((kind) => kind === period) ?? USUAL_PERIOD;
}

/** What a value is in. */
export function unitOf(measuredBy: MeasuredBy): Unit | undefined {
  if (measuredBy.by === 'judgement') return undefined;
  if (measuredBy.by === 'hand') return measuredBy.unit;
  switch (measureOf(measuredBy.measure)?.kind) {
    case 'share':
    case 'split':
      return 'percent';
    case 'wait':
      return 'days';
    default:
      return 'count';
  }
}

/** What is wrong with how a measure of the tracker is asked for. */
export function problemsOfTracked(given: ByTracker, place: string): readonly Problem[] {
  const measure = measureOf(given.measure);
  if (measure === undefined) return [];
  const { id, kind } = measure;
  const problems: Problem[] = [];
  const odd = (name: string, reason: string, accepted: string): unknown =>
    problems.push({ place: `${place}.${name}`, reason, accepted });
  const bases: readonly string[] = kind === 'share' ? measure.bases : [];
  if (kind !== 'share') {
    for (const name of ['basis', 'exceptions'] as const) {
      if (given[name] !== undefined) odd(name, `${id} is no share`, 'nothing: leave it out');
    }
  } else if (given.basis !== undefined && !bases.includes(given.basis)) {
    odd('basis', `${id} is not counted on the basis ${given.basis}`, choice(bases));
  }
  const parts = partsOf(measure);
  if (given.part === undefined && kind === 'split') odd('part', `${id} has several parts`, choice(parts));
  if (given.part !== undefined && !parts.includes(given.part)) {
    const accepted = parts.length === 0 ? 'nothing: leave it out' : choice(parts);
    odd('part', `${id} has no part ${echo(given.part)}`, accepted);
  }
  return problems;
}

/** Which cases of a share count, with what is usual where the plan does not say; nothing of other measures. */
export function countingOf({
  measure: id,
  basis,
  exceptions,
}: ByTracker): { readonly basis: 'issued' | 'due'; readonly exceptions: 'included' | 'excluded' } | undefined {
  const measure = measureOf(id);
  if (measure?.kind !== 'share') return undefined;
  return { basis: basis ?? measure.bases[0] ?? 'issued', exceptions: exceptions ?? 'included' };
}

/** What a measure of the tracker counts, in words. */
export function definitionOf({ measure }: ByTracker): string | undefined {
  return measureOf(measure)?.definition;
}

/** The figures of a period, of which any number can be hidden. */
type Figures = ProtectedAnswer['periods'][number];

/** A value of a measure that the tracker counts; of a share also what it is made of. */
export interface Counted {
  readonly value: Hideable;
  readonly of?: { readonly numerator: Hideable; readonly denominator: Hideable };
}

const counted = (value: Hideable | null | undefined, of?: Counted['of']): Counted | undefined =>
  value === null || value === undefined ? undefined : { value, ...(of === undefined ? {} : { of }) };

/** The value of a measure in the figures of a period; nothing where nothing counts in it. */
export function valueIn(tracked: ByTracker, figures: Figures): Counted | undefined {
  switch (measureOf(tracked.measure)?.kind) {
    case 'share': {
      const { basis, exceptions } = countingOf(tracked) ?? {};
      const share = basis && figures[basis]?.[exceptions === 'excluded' ? 'excluding' : 'including'];
      return counted(share?.percent, share);
    }
    case 'split': {
      const part = figures.parts?.find(({ id }) => id === tracked.part);
      return counted(part?.percent, part && { numerator: part.count, denominator: figures.count ?? 0 });
    }
    case 'wait':
      return counted(figures.wait?.[tracked.part === 'longest' ? 'longestDays' : 'medianDays']);
    default:
      return counted(figures.count);
  }
}
