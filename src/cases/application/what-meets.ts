import { metSelectors, type Rulebook } from '../../statute/rulebook.js';
import type { Selector } from '../../statute/rule.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { deciderOf } from './case-deciders.js';
import { catalogueOf, type CatalogueEntry } from './milestone-catalogue.js';

/** A clock as far as it says what meets it. */
export interface ClockToMeet {
  readonly rule: string;
  readonly name: string;
}

/** The milestones of a kind of case that can be recorded and tell the law what some selector asks for. */
function recordedAs(kind: CaseKindName, { milestone }: Selector): readonly CatalogueEntry[] {
  const { tells } = deciderOf(kind);
  return catalogueOf(kind).filter(({ type, opens }) => !opens && tells.get(type)?.includes(milestone) === true);
}

const keyOf = ({ rule, name }: ClockToMeet): string => `${rule}/${name}`;

/** The selectors of everything that meets each clock of a rulebook, by the clock. */
function selectorsIn({ rules }: Rulebook): ReadonlyMap<string, readonly Selector[]> {
  const selectors = new Map<string, readonly Selector[]>();
  for (const rule of rules) {
    for (const clock of rule.clocks) {
      const key = keyOf({ rule: rule.id, name: clock.name ?? rule.name });
      selectors.set(key, [...(selectors.get(key) ?? []), ...metSelectors(clock).flat()]);
    }
  }
  return selectors;
}

/** What meets the clocks of a rulebook, as the rules' own data say. */
export class WhatMeets {
  readonly #selectors: ReadonlyMap<string, readonly Selector[]>;
  readonly #milestones = new Map<string, readonly CatalogueEntry[]>();

  constructor(rulebook: Rulebook) {
    this.#selectors = selectorsIn(rulebook);
  }

  /**
   * The milestones that meet a clock when they are recorded on a case of a kind, the usual one first. None where nothing
   * that is recorded meets it, where another kind of case has it on record, or where the rule is of another rulebook.
   */
  milestones(kind: CaseKindName, clock: ClockToMeet): readonly CatalogueEntry[] {
    const key = `${kind}/${keyOf(clock)}`;
    let milestones = this.#milestones.get(key);
    if (milestones === undefined) {
      const selectors = this.#selectors.get(keyOf(clock)) ?? [];
      milestones = [...new Set(selectors.flatMap((selector) => recordedAs(kind, selector)))];
      if (selectors.length > 0) this.#milestones.set(key, milestones);
    }
    return milestones;
  }

  /**
   * What of a review of the plan meets a clock of a plan: its decision, or the amended plan that it leads to, for the next
   * phase; nothing where the clock is met otherwise.
   */
  ofReview(clock: ClockToMeet): 'decision' | 'amended-plan' | undefined {
    const selectors = this.#selectors.get(keyOf(clock)) ?? [];
    if (selectors.some(({ milestone }) => milestone === 'review-decision')) return 'decision';
    return selectors.some(({ where }) => where?.phaseTransfer !== undefined) ? 'amended-plan' : undefined;
  }
}
