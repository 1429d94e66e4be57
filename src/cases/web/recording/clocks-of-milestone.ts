import type { CalendarDate } from '../../../statute/calendar.js';
import type { MilestoneName } from '../../../statute/milestones.js';
import type { ClockRule, Rule, Selector } from '../../../statute/rule.js';
import { isInForce, metSelectors, rulebook, startSelectors } from '../../../statute/rulebook.js';
import { deciderOf } from '../../application/case-deciders.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';

/** A rule to which a milestone matters. */
export interface RuleLink {
  readonly rule: string;
  readonly name: string;
  readonly href: string;
}

/** The clocks that a milestone starts, meets and ends. */
export interface ClocksOfMilestone {
  readonly starts: readonly RuleLink[];
  readonly meets: readonly RuleLink[];
  readonly ends: readonly RuleLink[];
}

const meeters = (clock: ClockRule): readonly Selector[] => metSelectors(clock).flat();

const enders = ({ endedBy }: ClockRule): readonly Selector[] => endedBy.map(({ by }) => by);

function linked(
  rules: readonly Rule[],
  facts: readonly MilestoneName[],
  of: (clock: ClockRule) => readonly Selector[],
): readonly RuleLink[] {
  const found = rules.filter(({ clocks }) =>
    clocks.some((clock) => of(clock).some(({ milestone }) => facts.includes(milestone))),
  );
  const byId = new Map(found.map(({ id, name }) => [id, { rule: id, name, href: `/rulebook/${id}` }]));
  return [...byId.values()];
}

/**
 * The rules whose clocks a milestone starts, meets or ends on its case.
 * @param on the day on which the rules are in force
 */
export function clocksOfMilestone({ kind, type }: CatalogueEntry, on: CalendarDate): ClocksOfMilestone {
  const { tells, keeps } = deciderOf(kind);
  const facts = tells.get(type) ?? [];
  const rules = rulebook.rules.filter((rule) => keeps(rule.id) && isInForce(rule, on));
  const starts = linked(rules, facts, startSelectors);
  const meets = linked(rules, facts, meeters);
  const known = new Set(meets.map(({ rule }) => rule));
  return { starts, meets, ends: linked(rules, facts, enders).filter(({ rule }) => !known.has(rule)) };
}
