import { longDate, type CalendarDate } from '../../../statute/calendar.js';
import type { ClockEffect, ClockEffects, ClockSight } from '../../application/clock-effects.js';
import { daysLeftOrLate, STATUSES_IN_WORDS } from '../../application/words.js';
import { referenceInWords } from './case-choices.js';

/** A clock before and after a change, in words. */
export interface EffectRow {
  readonly rule: string;
  readonly href: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a change does to the clocks, in words. */
export interface EffectsView {
  readonly rows: readonly EffectRow[];
  /** What is said of the clocks that are not shown. */
  readonly rest: string;
}

const NONE = 'No such clock';

function inWords(sight: ClockSight | undefined, today: CalendarDate): string {
  if (sight === undefined) return NONE;
  const { dueOn, metOn, endedOn, status } = sight;
  const due = `Due ${longDate(dueOn)}`;
  switch (status) {
    case 'met':
    case 'met-late':
      return `${due}. ${STATUSES_IN_WORDS[status]}, on ${longDate(metOn ?? dueOn)}`;
    case 'ended':
      return `${due}. ${STATUSES_IN_WORDS[status]}${endedOn === undefined ? '' : ` on ${longDate(endedOn)}`}`;
    case 'not-started':
      return `${due}. ${STATUSES_IN_WORDS[status]}`;
    default:
      return `${due}. ${STATUSES_IN_WORDS[status]}: ${daysLeftOrLate(today, dueOn)}`;
  }
}

function row({ rule, name, ref, before, after }: ClockEffect, today: CalendarDate): EffectRow {
  const named = ref === undefined ? name : `${name} (${referenceInWords(ref)})`;
  return {
    rule,
    href: `/rulebook/${rule}`,
    name: named,
    before: inWords(before, today),
    after: inWords(after, today),
  };
}

/** What a change does to the clocks, in words. */
export function effectsView({ changed, unchanged }: ClockEffects, today: CalendarDate): EffectsView {
  const others = changed.length === 0 ? '' : 'other ';
  const rest =
    unchanged === 0
      ? ''
      : unchanged === 1
        ? `The ${others}clock of this case stays as it is.`
        : `The ${String(unchanged)} ${others}clocks of this case stay as they are.`;
  return { rows: changed.map((effect) => row(effect, today)), rest };
}
