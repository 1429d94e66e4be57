import { rulebook } from '../../statute/rulebook.js';
import type { ClockRule, Selector } from '../../statute/rule.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { deciderOf } from './case-deciders.js';
import { catalogueOf, type CatalogueEntry } from './milestone-catalogue.js';

/** A clock as far as it says what meets it. */
export interface ClockToMeet {
  readonly rule: string;
  readonly name: string;
}

/** What meets a clock, part by part where all of several are needed. */
function metBy({ metBy: met }: ClockRule): readonly (readonly Selector[])[] {
  if ('allOf' in met) return met.allOf;
  return ['anyOf' in met ? met.anyOf : met.orSooner];
}

/** The milestones of a kind of case that can be recorded and tell the law what some selector asks for. */
function recordedAs(kind: CaseKindName, { milestone }: Selector): readonly CatalogueEntry[] {
  const { tells } = deciderOf(kind);
  return catalogueOf(kind).filter(({ type, opens }) => !opens && tells.get(type)?.includes(milestone) === true);
}

/** The selectors of everything that meets a clock. */
function selectorsOf({ rule, name }: ClockToMeet): readonly Selector[] {
  return rulebook.rules
    .filter(({ id }) => id === rule)
    .flatMap((one) => one.clocks.filter((clock) => (clock.name ?? one.name) === name))
    .flatMap((clock) => metBy(clock).flat());
}

const keyOf = ({ rule, name }: ClockToMeet): string => `${rule}/${name}`;

const CLOCKS: ReadonlyMap<string, readonly Selector[]> = new Map(
  rulebook.rules
    .flatMap((rule) => rule.clocks.map((clock): ClockToMeet => ({ rule: rule.id, name: clock.name ?? rule.name })))
    .map((clock) => [keyOf(clock), selectorsOf(clock)]),
);

const meeting = (kind: CaseKindName): ReadonlyMap<string, readonly CatalogueEntry[]> =>
  new Map(
    [...CLOCKS].map(([key, selectors]) => [
      key,
      [...new Set(selectors.flatMap((selector) => recordedAs(kind, selector)))],
    ]),
  );

const MEETING = new Map(CASE_KINDS.map((kind) => [kind, meeting(kind)]));

/**
 * The milestones that meet a clock when they are recorded on a case of a kind, the usual one first, as the rule's own data
 * say. None where nothing that is recorded meets it, where another kind of case has it on record, or where the rule is of
 * another rulebook.
 */
export function milestonesMeeting(kind: CaseKindName, clock: ClockToMeet): readonly CatalogueEntry[] {
  return MEETING.get(kind)?.get(keyOf(clock)) ?? [];
}

/** Whether a clock of a plan is met by what a review of the plan comes to: a decision, or the plan for the next phase. */
export function isMetByReview(clock: ClockToMeet): boolean {
  return (CLOCKS.get(keyOf(clock)) ?? []).some(
    ({ milestone, where }) => milestone === 'review-decision' || where?.phaseTransfer !== undefined,
  );
}
