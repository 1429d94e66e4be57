import { startSelectors } from '../../statute/rulebook.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { lengthInWords, type Count } from '../../statute/counting.js';
import { EXCEPTION_TABLES, GROUNDS, type Ground } from '../../statute/exceptions.js';
import { milestoneKind } from '../../statute/milestones.js';
import type { AttributeValue, Authority, ClockRule, Limit, Met, Origin, Rule, Selector } from '../../statute/rule.js';

/** A clock of a rule, in words. */
export interface ClockRuleView {
  readonly ref?: string;
  readonly name: string;
  readonly force: Rule['force'];
  readonly nature: Rule['nature'];
  readonly basis: readonly Authority[];
  /** How long, such as `20 weeks`. */
  readonly length: string;
  /** The same as data. */
  readonly limit: Limit;
  readonly startedBy: readonly string[];
  /** What must have happened before the clock can start a second time. */
  readonly startsAgainAfter?: readonly string[];
  /** Why a later start ends the clock of an earlier one. */
  readonly restarts?: string;
  readonly metBy: readonly string[];
  readonly endedBy: readonly { readonly by: string; readonly because: string }[];
  readonly marks?: readonly { readonly name: string; readonly length: string; readonly why: string }[];
  readonly notes?: readonly string[];
}

/** A rule as people read it. */
export interface RuleView extends Omit<Rule, 'exceptions' | 'clocks'> {
  /** The grounds that can excuse it; absent where nothing can. */
  readonly exceptions?: {
    readonly table: string;
    readonly regulation: string;
    readonly grounds: readonly { readonly ground: string; readonly says: string }[];
  };
  readonly clocks: readonly ClockRuleView[];
}

const values = (wanted: AttributeValue | readonly AttributeValue[]): string =>
  (Array.isArray(wanted) ? (wanted as readonly AttributeValue[]) : [wanted as AttributeValue])
    .map((value) => (value === null ? 'not stated' : String(value)))
    .join(' or ');

function conditions({ where = {}, unless = {}, has = [] }: Selector): string[] {
  return [
    ...Object.entries(where).map(([attribute, wanted]) => `${attribute}: ${values(wanted)}`),
    ...Object.entries(unless).map(([attribute, unwanted]) => `${attribute}: not ${values(unwanted)}`),
    ...has.map((attribute) => `${attribute}: stated`),
  ];
}

/** A milestone's name with its conditions. */
function withConditions(selector: Selector): string {
  const known = conditions(selector);
  return known.length === 0 ? selector.milestone : `${selector.milestone} (${known.join('; ')})`;
}

/** A selector in words: the milestone's name, its conditions, and what it means. */
function selectorInWords(selector: Selector): string {
  const { milestone, day, follows, unlessFollows } = selector;
  return [
    withConditions(selector),
    ...(day === undefined ? [] : [`, on ${day} where it is stated`]),
    ...(follows === undefined ? [] : [`, after ${withConditions(follows)}`]),
    ...(unlessFollows === undefined ? [] : [`, not after ${unlessFollows.map(withConditions).join(' or ')}`]),
    `: ${milestoneKind(milestone).says}`,
  ].join('');
}

function metInWords(met: Met): string[] {
  if ('allOf' in met) {
    return met.allOf.map((group) => group.map(selectorInWords).join(', or '));
  }
  return 'anyOf' in met
    ? met.anyOf.map(selectorInWords)
    : ['the end of the time', ...met.orSooner.map(selectorInWords)];
}

function originInWords(origin: Origin): string {
  if (origin === 'start') return 'the start';
  if (origin === 'due') return 'the due date';
  if ('attribute' in origin) return origin.attribute;
  if ('firstAfter' in origin) return `the next ${origin.firstAfter.map(({ milestone }) => milestone).join(' or ')}`;
  return `the last ${origin.lastBefore.map(({ milestone }) => milestone).join(' or ')}`;
}

const counted = (count: Count, origin: Origin): string => `${lengthInWords(count)} from ${originInWords(origin)}`;

function limitInWords(limit: Limit): string {
  if (limit.count === 'none') return 'no fixed limit';
  if (limit.count === 'later-of')
    return `the later of ${limit.parts.map((part) => counted(part, part.of)).join(' and ')}`;
  return lengthInWords(limit);
}

function viewClock(rule: Rule, clock: ClockRule): ClockRuleView {
  const { ref, name = rule.name, limit, marks, notes } = clock;
  return {
    ...(ref === undefined ? {} : { ref }),
    name,
    force: clock.force ?? rule.force,
    nature: clock.nature ?? rule.nature,
    basis: clock.basis ?? rule.basis,
    length: limitInWords(limit),
    limit,
    startedBy: startSelectors(clock).map(selectorInWords),
    ...('first' in clock.startedBy && clock.startedBy.again !== undefined
      ? { startsAgainAfter: clock.startedBy.again.map(selectorInWords) }
      : {}),
    ...('each' in clock.startedBy && clock.startedBy.restarts !== undefined
      ? { restarts: clock.startedBy.restarts }
      : {}),
    metBy: metInWords(clock.metBy),
    endedBy: clock.endedBy.map(({ by, because }) => ({ by: selectorInWords(by), because })),
    ...(marks === undefined
      ? {}
      : { marks: marks.map((mark) => ({ name: mark.name, length: counted(mark.count, mark.of), why: mark.why })) }),
    ...(notes === undefined ? {} : { notes }),
  };
}

/** A rule as data that can be read without knowing the program. */
export function viewRule({ exceptions, clocks, ...rule }: Rule): RuleView {
  const table = exceptions && EXCEPTION_TABLES[exceptions];
  const view: RuleView = {
    ...rule,
    clocks: clocks.map((clock) => viewClock({ ...rule, clocks, ...(exceptions && { exceptions }) }, clock)),
  };
  if (exceptions === undefined || table === undefined) return view;
  const grounds = Object.keys(table.grounds) as Ground[];
  return {
    ...view,
    exceptions: {
      table: exceptions,
      regulation: table.regulation,
      grounds: grounds.map((ground) => ({ ground, says: GROUNDS[ground] })),
    },
  };
}

/** The rules in force on a day. */
export interface RulesAnswer {
  readonly on: CalendarDate;
  readonly rules: readonly RuleView[];
}
