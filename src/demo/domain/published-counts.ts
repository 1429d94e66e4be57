/** What became of the requests for a needs assessment that a council received in a calendar year. */
export interface RequestCounts {
  readonly received: number;
  /** By the census day after the year. */
  readonly toAssess: number;
  readonly notToAssess: number;
  readonly notMade: number;
  readonly withdrawn: number;
  /** Decisions notified in the year, also on requests of the year before. */
  readonly decidedWithin6Weeks: number;
  readonly decidedLater: number;
}

/** A count with and without the plans to which an exception of the regulations applies. */
export interface WithAndWithout {
  readonly all: number;
  readonly withoutExceptions: number;
}

/** How long after their request new plans were issued in a calendar year. */
export interface PlanCounts {
  readonly issued: WithAndWithout;
  readonly within20Weeks: WithAndWithout;
  /** After more than 20 weeks, within a year. */
  readonly withinAYear: WithAndWithout;
  readonly overAYear: WithAndWithout;
}

/** The annual reviews as at the census day after a calendar year. */
export interface ReviewCounts {
  /** The plans that were maintained that day. */
  readonly plans: number;
  /** Plans whose first annual review was due by then. */
  readonly expected: number;
  readonly notExpected: number;
  /** Plans by the day of their last review meeting. */
  readonly metInCensusYear: number;
  readonly metInYear: number;
  readonly metBefore: number;
  readonly met: number;
  readonly notMet: number;
  /** Decisions after those meetings. */
  readonly decidedWithin4Weeks: number;
  readonly decidedLater: number;
}

/** What the Department for Education published about a council and a calendar year. */
export interface PublishedCounts {
  readonly authority: string;
  /** The council's code of three digits. */
  readonly code: string;
  readonly year: number;
  readonly requests: RequestCounts;
  readonly plans: PlanCounts;
  readonly reviews: ReviewCounts;
}

/** Counts that cannot all be true. */
export interface Contradiction {
  /** The counts that a caseload is made without, by their name in {@link figuresOf}. */
  readonly leftOut: readonly string[];
  /** Why, as a sentence. */
  readonly reason: string;
  /** No caseload can be made: the other counts hang on these. */
  readonly isFatal: boolean;
}

/** Every count under its name, such as `plans.issued.all`, in the order of the structure. */
export function figuresOf({ requests, plans, reviews }: Pick<PublishedCounts, 'requests' | 'plans' | 'reviews'>) {
  const figures: Record<string, number> = {};
  for (const [name, count] of Object.entries(requests as unknown as Record<string, number>)) {
    figures[`requests.${name}`] = count;
  }
  for (const [name, band] of Object.entries(plans as unknown as Record<string, WithAndWithout>)) {
    figures[`plans.${name}.all`] = band.all;
    figures[`plans.${name}.withoutExceptions`] = band.withoutExceptions;
  }
  for (const [name, count] of Object.entries(reviews as unknown as Record<string, number>)) {
    figures[`reviews.${name}`] = count;
  }
  return figures as Readonly<Record<string, number>>;
}

const fatal = (reason: string): Contradiction => ({ leftOut: [], reason, isFatal: true });

/** A sum that is published with its parts; the parts are what a caseload is made of. */
function sum(called: string, name: string, published: number, parts: readonly number[]): readonly Contradiction[] {
  const added = parts.reduce((total, part) => total + part, 0);
  if (added === published) return [];
  const reason = `${called} is published as ${String(published)}, and its parts add up to ${String(added)}.`;
  return [{ leftOut: [name], reason, isFatal: false }];
}

/** What in published counts contradicts itself. */
export function contradictionsIn(counts: PublishedCounts): readonly Contradiction[] {
  const { requests, plans, reviews } = counts;
  const negative = Object.entries(figuresOf(counts)).filter(([, count]) => !Number.isInteger(count) || count < 0);
  if (negative.length > 0) {
    return negative.map(([name, count]) => fatal(`${name} is published as ${String(count)}, which is no count.`));
  }
  const bands = ['within20Weeks', 'withinAYear', 'overAYear'] as const;
  const decided = requests.toAssess + requests.notToAssess;
  const notified = requests.decidedWithin6Weeks + requests.decidedLater;
  return [
    ...sum('Requests received', 'requests.received', requests.received, [
      requests.toAssess,
      requests.notToAssess,
      requests.notMade,
      requests.withdrawn,
    ]),
    ...(notified === 0 && decided > 0
      ? [fatal(`${String(decided)} requests were decided, and no decision was notified.`)]
      : []),
    ...(['all', 'withoutExceptions'] as const).flatMap((which) =>
      sum(
        which === 'all' ? 'Plans issued' : 'Plans issued, without exceptions,',
        `plans.issued.${which}`,
        plans.issued[which],
        bands.map((band) => plans[band][which]),
      ),
    ),
    ...bands
      .filter((band) => plans[band].withoutExceptions > plans[band].all)
      .map((band) =>
        fatal(
          `plans.${band} is larger without exceptions (${String(plans[band].withoutExceptions)}) than with them (${String(plans[band].all)}).`,
        ),
      ),
    ...sum('Plans', 'reviews.plans', reviews.plans, [reviews.expected, reviews.notExpected]),
    ...sum('Reviews expected', 'reviews.expected', reviews.expected, [reviews.met, reviews.notMet]),
    ...sum('Meetings held', 'reviews.met', reviews.met, [
      reviews.metInCensusYear,
      reviews.metInYear,
      reviews.metBefore,
    ]),
    ...contradictoryDecisions(reviews),
  ];
}

function contradictoryDecisions(reviews: ReviewCounts): readonly Contradiction[] {
  const { metInCensusYear, metInYear, metBefore, decidedWithin4Weeks, decidedLater } = reviews;
  const met = metInCensusYear + metInYear + metBefore;
  if (decidedWithin4Weeks + decidedLater > met) {
    return [
      fatal(
        `${String(decidedWithin4Weeks + decidedLater)} decisions are published after ${String(met)} review meetings.`,
      ),
    ];
  }
  // Nobody can decide in January more than 4 weeks after a meeting in the same January.
  return decidedLater > met - metInCensusYear
    ? [
        fatal(
          `${String(decidedLater)} decisions are published as made more than 4 weeks after the meeting, and ${String(met - metInCensusYear)} meetings were that early.`,
        ),
      ]
    : [];
}
