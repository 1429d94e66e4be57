import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import { yearOf, type CalendarDate } from '../../statute/calendar.js';
import { decisionDueAfter, expectedFrom } from '../domain/census.js';
import { percentOf } from '../domain/figures.js';

/** Plans whose annual review was expected, by the day of their last review meeting. */
export interface ReviewMeetings {
  /** Held in the calendar year of the census day, up to it. */
  readonly inCensusYear: number;
  /** Held in the calendar year before. */
  readonly inYear: number;
  readonly before: number;
  readonly held: number;
  readonly notHeld: number;
}

/** What the council decided after those meetings, by the census day. */
export interface ReviewDecisions {
  /** Notified within 4 weeks of the meeting. */
  readonly within4Weeks: number;
  readonly later: number;
  /** Of the decisions notified, those within 4 weeks in percent. */
  readonly percentWithin4Weeks: number | null;
  /** Not decided, and more than 4 weeks after the meeting. */
  readonly outstanding: number;
  /** Not decided, and not more than 4 weeks after the meeting. */
  readonly notDue: number;
}

/** How those reviews came out. */
export interface ReviewOutcomes {
  readonly maintain: number;
  readonly amend: number;
  readonly cease: number;
  readonly none: number;
}

/** The annual reviews as at a census day, as the Department for Education counts them. */
export interface AnnualReviewCensus {
  readonly census: CalendarDate;
  /** The calendar year before. */
  readonly year: number;
  /** Plans maintained on the census day. */
  readonly plans: number;
  /** Plans whose first review was due by the census day: {@link expectedFrom}. */
  readonly expected: number;
  readonly notExpected: number;
  readonly meetings: ReviewMeetings;
  readonly decisions: ReviewDecisions;
  readonly outcomes: ReviewOutcomes;
}

/** Plans that were alike on the census day, and how many. */
interface Alike {
  readonly expected: boolean;
  readonly meeting: CalendarDate | null;
  readonly decision: CalendarDate | null;
  readonly outcome: string | null;
  readonly count: number;
}

/** Between the parts of a text that tells of a review. */
const PART = '/';

/**
 * The last review meeting of a plan by the census day as one text: `meeting/decision/outcome`, the last two empty where
 * the decision came later. One text, because it is found in the index of each plan's reviews alone.
 */
function lastMeeting(plans: ExpressionBuilder<Tables, 'plan_span'>, census: CalendarDate) {
  const decidedThen = sql`decision_on is not null and decision_on <= ${census}`;
  return (
    plans
      .selectFrom('review_step')
      .select(
        sql<string>`meeting_on || ${PART} || case when ${decidedThen} then decision_on || ${PART} || coalesce(outcome, '') else ${PART} end`.as(
          'told',
        ),
      )
      .whereRef('review_step.plan', '=', 'plan_span.plan')
      .where('meeting_on', '<=', census)
      .where((eb) => eb.or([eb('cancelled_on', 'is', null), eb('cancelled_on', '>', census)]))
      .orderBy('meeting_on', 'desc')
      // Two reviews can have had their meeting on one day.
      .orderBy('review', 'desc')
      .limit(1)
  );
}

async function plansOn(db: Kysely<Tables>, census: CalendarDate): Promise<readonly Alike[]> {
  const { madeBy, receivedBy } = expectedFrom(census);
  const rows = await db
    .with('maintained', (cte) =>
      cte
        .selectFrom('plan_span')
        .select((eb) => [
          eb
            .case()
            .when(
              eb.and([
                eb(eb.fn.coalesce('plan_span.made_on', 'plan_span.from_on'), '<=', madeBy),
                eb('plan_span.from_on', '<=', receivedBy),
              ]),
            )
            .then(1)
            .else(0)
            .end()
            .as('expected'),
          lastMeeting(eb, census).as('met'),
        ])
        .where('plan_span.from_on', '<=', census)
        .where((eb) => eb.or([eb('plan_span.ended_on', 'is', null), eb('plan_span.ended_on', '>', census)])),
    )
    .selectFrom('maintained')
    .select(({ fn }) => ['expected', 'met', fn.countAll<number | string>().as('counted')])
    .groupBy(['expected', 'met'])
    .execute();
  return rows.map(({ expected, met, counted }) => {
    const [meeting, decision, outcome] = (met ?? '').split(PART).map((part) => (part === '' ? null : part));
    return {
      expected: expected === 1,
      meeting: (meeting ?? null) as CalendarDate | null,
      decision: (decision ?? null) as CalendarDate | null,
      outcome: outcome ?? null,
      // PostgreSQL gives counts as text.
      count: Number(counted),
    };
  });
}

function countOf(alike: readonly Alike[], which: (one: Alike) => boolean = () => true): number {
  return alike.reduce((total, one) => (which(one) ? total + one.count : total), 0);
}

/** The plans that were met for their review. */
type Met = Alike & { readonly meeting: CalendarDate };

function meetingsOf(expected: readonly Alike[], met: readonly Met[], year: number): ReviewMeetings {
  const inYear = (wanted: (year: number) => boolean): number =>
    met.reduce((total, one) => (wanted(yearOf(one.meeting)) ? total + one.count : total), 0);
  const held = countOf(met);
  return {
    inCensusYear: inYear((one) => one > year),
    inYear: inYear((one) => one === year),
    before: inYear((one) => one < year),
    held,
    notHeld: countOf(expected) - held,
  };
}

function decisionsOf(met: readonly Met[], census: CalendarDate): ReviewDecisions {
  const sum = (which: (one: Met) => boolean): number =>
    met.reduce((total, one) => (which(one) ? total + one.count : total), 0);
  const decided = sum(({ decision }) => decision !== null);
  const within4Weeks = sum(({ meeting, decision }) => decision !== null && decision <= decisionDueAfter(meeting));
  return {
    within4Weeks,
    later: decided - within4Weeks,
    percentWithin4Weeks: percentOf(within4Weeks, decided),
    outstanding: sum(({ meeting, decision }) => decision === null && decisionDueAfter(meeting) < census),
    notDue: sum(({ meeting, decision }) => decision === null && decisionDueAfter(meeting) >= census),
  };
}

/**
 * The annual reviews as at a census day. A plan counts with its last review meeting up to that day, of whatever kind the
 * review was; a review that was cancelled by then is left out. Meetings, decisions and outcomes are those of the plans
 * whose review was expected, so that they add up to them, as the published figures do.
 */
export async function annualReviewCensus(db: Kysely<Tables>, census: CalendarDate): Promise<AnnualReviewCensus> {
  const plans = await plansOn(db, census);
  const expected = plans.filter((one) => one.expected);
  const met = expected.filter((one): one is Met => one.meeting !== null);
  const year = yearOf(census) - 1;
  const outcome = (wanted: string | null): number => countOf(met, (one) => one.outcome === wanted);
  return {
    census,
    year,
    plans: countOf(plans),
    expected: countOf(expected),
    notExpected: countOf(plans) - countOf(expected),
    meetings: meetingsOf(expected, met, year),
    decisions: decisionsOf(met, census),
    outcomes: {
      maintain: outcome('maintain'),
      amend: outcome('amend'),
      cease: outcome('cease'),
      none: outcome(null),
    },
  };
}
