import type { CalendarDate } from './calendar.js';
import type { Count } from './counting.js';
import type { MilestoneName } from './milestones.js';

/** How far a limit binds: law, statutory guidance, or a standard that the council set itself. */
export type Force = 'statutory' | 'guidance' | 'local';

/** Everyone whom a rule can bind, or give a right. */
export const DUTY_HOLDERS = [
  'council',
  'old council',
  'new council',
  'adviser',
  'school or college',
  'parent or young person',
  'mediation adviser',
  'health body',
  'old health body',
  'new health body',
  'health body or council',
  'person arranging the review',
  'head teacher or council',
] as const;

/** Who must act, or may. */
export type DutyHolder = (typeof DUTY_HOLDERS)[number];

/** Every {@link Confidence}. */
export const CONFIDENCES = ['V', 'V-part', 'V/S', 'S', 'M'] as const;

/**
 * How well a provision was checked: `V` against the operative words, `V-part` in part, `S` against a secondary
 * source, `V/S` the provision against its words and the practice around it against a secondary source, `M` not yet.
 */
export type Confidence = (typeof CONFIDENCES)[number];

/** A provision that a rule stands on. */
export interface Authority {
  /** The citation in full, such as `regulation 5(1) of the Special Educational Needs and Disability Regulations 2014`. */
  readonly citation: string;
  /** Where the text can be read. */
  readonly url?: string;
}

/** Every {@link Nature}. */
export const NATURES = ['duty', 'period', 'right', 'option'] as const;

/**
 * What kind of time a rule sets.
 *
 * - `duty`: something must be done by the due date; after it the clock is overdue.
 * - `period`: time that must be left to run; it is met when it has run, or sooner by what it waits for.
 * - `right`, `option`: something that the family, or the council, may do until the due date; afterwards it lapses.
 */
export type Nature = (typeof NATURES)[number];

/** A value that an attribute is compared with; `null` stands for "not stated". */
export type AttributeValue = string | number | boolean | null;

/** Picks milestones by name and by what is known of them. */
export interface Selector {
  readonly milestone: MilestoneName;
  /** Attributes that must have one of the values; `null` among them accepts a milestone that does not state it. */
  readonly where?: Readonly<Record<string, AttributeValue | readonly AttributeValue[]>>;
  /** Attributes that must not have one of the values. */
  readonly unless?: Readonly<Record<string, AttributeValue | readonly AttributeValue[]>>;
  /** Attributes that must be stated. */
  readonly has?: readonly string[];
  /** The attribute that holds the day that counts, where it differs from the milestone's own day. */
  readonly day?: string;
  /** What happened on that day, where it is stated, as the end of "The clock started on ..., when ...". */
  readonly daySays?: string;
  /** Only where such a milestone happened on the same day or before. */
  readonly follows?: Selector;
  /** Only where none of these happened on the same day or before. */
  readonly unlessFollows?: readonly Selector[];
  /** The clock's `ref` when this selector starts it. */
  readonly as?: string;
  /** The appeals that the notice opens: an appeal that says what it is about meets the clock of its own notice only. */
  readonly appeals?: readonly string[];
  /** It meets a clock that counts back also where it happened before that clock started. */
  readonly evenBefore?: true;
  /** A sentence for the explanation when this selector starts the clock. */
  readonly note?: string;
}

/**
 * What starts a clock.
 *
 * - `first`: the earliest of these milestones starts the clock; a later one starts another only after one of `again`.
 * - `each`: every such milestone starts a clock of its own. `paired` keeps them apart by `ref` (or adviser), so that an
 *   answer meets the clock of its own request; `restarts` says why a later one ends the clock of an earlier one.
 *   What meets such a clock meets every earlier one that is still open. With `rounds`, a number of days, each is a
 *   round of its own, which lasts until the next such milestone that comes more than so many days later.
 */
export type Start =
  | { readonly first: readonly Selector[]; readonly again?: readonly Selector[] }
  | {
      readonly each: readonly Selector[];
      readonly paired?: true;
      readonly restarts?: string;
      readonly rounds?: number;
    };

/** The day that a part of a limit, or a mark, is counted from. */
export type Origin =
  | 'start'
  | 'due'
  | { readonly attribute: string }
  | { readonly firstAfter: readonly Selector[] }
  | { readonly lastBefore: readonly Selector[] };

/** A count from a day of its own; a part whose day is not known is left out. */
export type Part = Count & { readonly of: Origin };

/** How long a clock runs: one count from its start, the later of several, or no fixed limit. */
export type Limit =
  | Count
  | { readonly count: 'later-of'; readonly parts: readonly Part[] }
  | { readonly count: 'none'; readonly why: string };

/** What meets a clock: the first of any of these, or, when all are needed, the last of the first of each. */
export type Met =
  | { readonly anyOf: readonly Selector[] }
  | { readonly allOf: readonly (readonly Selector[])[] }
  | { readonly elapses: true; readonly orSooner: readonly Selector[] };

/** A milestone that ends a clock without meeting it, and why. */
export interface Ending {
  readonly by: Selector;
  /** The end of the sentence "It ended on ... because ...". */
  readonly because: string;
  /** Counts only in the clock's own round: next year's decision does not end this year's clock. */
  readonly thisRoundOnly?: true;
  /** Counts only from the day after the clock started. */
  readonly laterOnly?: true;
  /** For a clock that counts back from a day: counts only from that day. */
  readonly fromThatDay?: true;
}

/** A second date that belongs to a clock, such as the last safe meeting date of a phase transfer. */
export interface MarkRule {
  readonly name: string;
  readonly of: Origin;
  readonly count: Count;
  /** Why the date matters, as a sentence. */
  readonly why: string;
  /** The clock's act-by date is brought forward to this date where it is earlier. */
  readonly cautious?: true;
}

/** Which table of grounds can excuse a clock; E5 to E44 are named after their regulations. */
export type ExceptionTable = 'E5' | 'E8' | 'E10' | 'E27' | 'E44';

/** One clock of a rule. */
export interface ClockRule {
  /** Tells the clocks of one rule apart. */
  readonly ref?: string;
  /** What this clock is about, where the rule has several. */
  readonly name?: string;
  readonly startedBy: Start;
  readonly limit: Limit;
  readonly metBy: Met;
  readonly endedBy: readonly Ending[];
  readonly marks?: readonly MarkRule[];
  /** What is to be done, where it differs from the rule's. */
  readonly duty?: string;
  /** What meets it, in words, where it differs from the rule's. */
  readonly met?: string;
  /** Where it differs from the rule's. */
  readonly basis?: readonly Authority[];
  /** Where it differs from the rule's. */
  readonly force?: Force;
  /** Where it differs from the rule's. */
  readonly nature?: Nature;
  /** Sentences for the explanation. */
  readonly notes?: readonly string[];
}

/** A rule of law, guidance or local standard, as data. */
export interface Rule {
  /** The rulebook's id, such as `N1`. */
  readonly id: string;
  readonly name: string;
  /** What must be done and by whom, as a sentence without its full stop. */
  readonly duty: string;
  readonly dutyHolder: DutyHolder;
  readonly basis: readonly Authority[];
  readonly force: Force;
  readonly nature: Nature;
  readonly confidence: Confidence;
  /** The duty is "as soon as practicable and in any event within" the limit: the limit is its outer edge. */
  readonly asSoonAsPracticable: boolean;
  /** What meets it, in words, as the end of "It is met when ...". */
  readonly met: string;
  /** The table of grounds that can excuse it; none where nothing can. */
  readonly exceptions?: ExceptionTable;
  /** How the rule takes over the grounds of that table, where they are not its own; stands before their provision. */
  readonly exceptionsBy?: string;
  /** Whether the coronavirus regulations of 2020 could disapply it. */
  readonly coronavirus: boolean;
  /** The days, both inclusive, on which a clock must start for this version of the rule to govern it. */
  readonly inForce: { readonly from: CalendarDate; readonly to?: CalendarDate };
  readonly clocks: readonly ClockRule[];
}
