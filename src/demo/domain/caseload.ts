import { addDays, addMonths, latest, toDayNumber, yearOf, type CalendarDate } from '../../statute/calendar.js';
import type { CaseRef, Period, Story } from './acts.js';
import { AssessmentStory } from './assessment-story.js';
import { CalibratedRequests } from './calibrated-requests.js';
import { Office } from './officers.js';
import { inventStaff, type Staff } from './staff.js';
import { otherRequests } from './other-requests.js';
import { bornFor, bornForSchoolYear, drawAgeAtRequest, inventPerson, schoolYearOn } from './people.js';
import { drawEnd, ENDING, lastDayOfPlan, PlanLives, type PlanEnd, type PlanLife } from './plan-lives.js';
import { PlanStory } from './plan-story.js';
import type { PublishedCounts } from './published-counts.js';
import { Random } from './random.js';
import type { RequestPlan } from './request.js';
import { cyclesFrom, ReviewPace } from './review-cycle.js';
import { censusDayOf, firstDayOf, workedFrom, workedUpTo } from './school-year.js';
import { StoryBook } from './story-book.js';
import { transfersOf } from './transfers.js';

/** How a caseload is to be made. */
export interface CaseloadOptions {
  readonly seed: string;
  readonly today: CalendarDate;
  /** How many years it covers at least; more where the calibrated year began before. */
  readonly years?: number;
}

/** An invented caseload. */
export interface Caseload {
  readonly period: Period;
  readonly stories: readonly Story[];
  /** Who works for the council. */
  readonly staff: Staff;
}

/**
 * Makes a caseload up in which the published counts of a council and a year hold exactly. The same counts, seed and
 * day make the same caseload.
 * @param counts without fatal contradictions
 * @throws RangeError where today is before the day as at which the counts are published
 */
export function inventCaseload(counts: PublishedCounts, { seed, today, years = 3 }: CaseloadOptions): Caseload {
  const census = censusDayOf(counts.year);
  if (today < census) {
    throw new RangeError(
      `The counts of ${String(counts.year)} are published as at ${census}, which is after ${today}.`,
    );
  }
  const start = addMonths(today, -12 * years);
  const first = firstDayOf(counts.year);
  const period: Period = { goLive: workedUpTo(start < first ? start : addDays(first, -1)), census, today };
  return new CaseloadInvention(
    counts,
    period,
    new Random(`${counts.code}/${String(counts.year)}/${seed}/${today}`),
  ).invent();
}

class CaseloadInvention {
  readonly #office: Office;
  readonly #pace: ReviewPace;
  readonly #stories: Story[] = [];

  constructor(
    private readonly counts: PublishedCounts,
    private readonly period: Period,
    private readonly random: Random,
  ) {
    const plans = counts.reviews.expected + counts.reviews.notExpected;
    const size = { plans, requests: counts.requests.received };
    this.#office = new Office(size, period, random.fork('office'));
    this.#pace = new ReviewPace(counts);
  }

  invent(): Caseload {
    const { goLive, today, census } = this.period;
    const requests = [
      ...new CalibratedRequests(this.counts, this.random.fork('requests')).plan(),
      ...otherRequests(
        this.counts,
        { from: workedFrom(addDays(goLive, 1)), to: today },
        this.random.fork('other requests'),
      ),
    ].filter(({ received }) => received <= today);
    const isCounted = ({ plan }: RequestPlan): boolean => plan !== undefined && plan.on <= census;
    const counted = requests.filter(isCounted);
    const lives = new PlanLives(this.counts, this.period, this.random.fork('plans')).plan(
      counted.flatMap(({ plan }) => (plan === undefined ? [] : [plan.on])),
    );
    counted.forEach((request, index) => this.#fromRequest(request, lives.issued[index]));
    for (const request of requests) if (!isCounted(request)) this.#fromRequest(request, undefined);
    for (const life of lives.others) this.#takenOver(life);
    const stories = this.#stories.filter(({ acts }) => acts.length > 0);
    return { period: this.period, stories, staff: inventStaff(this.#office.officers, this.random.fork('staff')) };
  }

  /** A child for whom a needs assessment is asked. */
  #fromRequest(request: RequestPlan, life: PlanLife | undefined): void {
    const { received } = request;
    const random = this.random.fork(`request ${String(this.#stories.length)}`);
    const dateOfBirth = bornFor(drawAgeAtRequest(random), received, random);
    const ref: CaseRef = { kind: 'assessment', id: random.uuid(toDayNumber(received)) };
    const desk = this.#office.deskFor('assessment', random);
    const book = this.#book(dateOfBirth, received, random);
    const issued = new AssessmentStory(book, ref, request, desk, this.period, random).write();
    if (issued !== undefined && issued < this.period.today) {
      const made: PlanLife = life ?? { start: { how: 'made', on: issued } };
      this.#plan(book, { kind: 'plan', madeBy: ref }, ref, undefined, made, dateOfBirth, random);
    }
    this.#stories.push(book.story);
  }

  /** A child whose plan the council took over: from the time before the tracker, or from another council. */
  #takenOver(life: PlanLife): void {
    const random = this.random.fork(`plan ${String(this.#stories.length)}`);
    const { start } = life;
    const made = start.how === 'made' ? start.on : start.madeOn;
    const dateOfBirth = this.#bornForPlan(made, random);
    const id = random.uuid(toDayNumber(start.on));
    const book = this.#book(dateOfBirth, start.on, random);
    this.#plan(book, { kind: 'plan', id }, undefined, id, life, dateOfBirth, random);
    this.#stories.push(book.story);
  }

  /** Somebody who has a plan that was made on a day; one in four or five of them is at college or in training now. */
  #bornForPlan(made: CalendarDate, random: Random): CalendarDate {
    const { census } = this.period;
    if (random.chance(0.2)) {
      const schoolYear = random.weighted([
        [12, 30],
        [13, 25],
        [14, 18],
        [15, 12],
        [16, 9],
        [17, 6],
      ] as const);
      return bornForSchoolYear(schoolYear, census, random);
    }
    for (let attempt = 0; ; attempt += 1) {
      const born = bornFor(attempt < 30 ? drawAgeAtRequest(random) : 4, made, random);
      if (schoolYearOn(born, census) <= 13 || attempt > 40) return born;
    }
  }

  #book(dateOfBirth: CalendarDate, since: CalendarDate, random: Random): StoryBook {
    const { code } = this.counts;
    const person = inventPerson(dateOfBirth, { code, since }, random);
    const known = latest(since, this.period.goLive);
    return new StoryBook(random.uuid(toDayNumber(known)), person, this.period, random, 'officer-001');
  }

  #plan(
    book: StoryBook,
    ref: CaseRef,
    madeBy: CaseRef | undefined,
    id: string | undefined,
    { start, lastReview, end: early }: PlanLife,
    dateOfBirth: CalendarDate,
    random: Random,
  ): void {
    const { period } = this;
    const { goLive, today } = period;
    const transfers = transfersOf(dateOfBirth, yearOf(goLive) + 1, yearOf(today) + 1);
    const later = transfers.filter(({ meetFrom }) => meetFrom > period.census);
    const { last, following } = cyclesFrom(
      start,
      lastReview,
      { period, pace: this.#pace, dateOfBirth, transfers: later },
      random,
    );
    const reviews = early === undefined ? [...(last === undefined ? [] : [last]), ...following] : [];
    const ceasing = reviews.find(({ decision }) => decision?.outcome === 'cease')?.decision?.on;
    const drawn = early ?? this.#end(start.on, dateOfBirth, random);
    const end = ceasing !== undefined && drawn !== undefined && drawn.on > ceasing ? undefined : drawn;
    const isGrown = schoolYearOn(dateOfBirth, latest(start.on, goLive)) >= 12;
    const desk = this.#office.deskFor(isGrown ? 'post-16' : 'plan', random);
    const told = { ref, start, reviews, transfers, ...(end === undefined ? {} : { end }) };
    const whence = { ...(madeBy === undefined ? {} : { madeBy }), ...(id === undefined ? {} : { id }) };
    new PlanStory(book, { ...told, ...whence }, desk, period, random).write();
  }

  /** How a plan ends after the census day, if it does by the last day. */
  #end(since: CalendarDate, dateOfBirth: CalendarDate, random: Random): PlanEnd | undefined {
    const { census, today } = this.period;
    // What was decided by the census day is on record before the plan ends.
    const from = latest(addDays(census, 20), addDays(since, 30));
    const days = Math.round((-Math.log(1 - random.next()) / ENDING) * 365);
    const tooOld = latest(lastDayOfPlan(dateOfBirth), from);
    const on = workedFrom(addDays(from, Math.min(days, 7000)));
    if (tooOld < on) return tooOld > today ? undefined : { how: 'ceased', on: tooOld, reason: 'reached-maximum-age' };
    return on > today ? undefined : drawEnd(on, random);
  }
}
