import { addDays, addMonths, daysBetween, latest, type CalendarDate } from '../../statute/calendar.js';
import type { CaseRef, Period, ReviewAnchor } from './acts.js';
import { officerAt, type Desk } from './officers.js';
import type { PlanEnd, PlanStart, ReviewPlan } from './plan-lives.js';
import type { Random } from './random.js';
import type { Cycle } from './review-cycle.js';
import { schoolDayWithin, workedFrom, workedUpTo, workedWithin } from './school-year.js';
import type { StoryBook } from './story-book.js';
import type { Transfer } from './transfers.js';

/** What is to be told of a plan. */
export interface PlanToTell {
  readonly ref: CaseRef;
  /** Its own id, where this council's tracker took it over; else the tracker makes it. */
  readonly id?: string;
  /** The needs assessment that led to it here. */
  readonly madeBy?: CaseRef;
  readonly start: PlanStart;
  /** The reviews up to the census day and after it, in the order of their days. */
  readonly reviews: readonly Cycle[];
  readonly end?: PlanEnd;
  readonly transfers: readonly Transfer[];
}

/** The plan of one child and its reviews: everything that officers record on them. */
export class PlanStory {
  readonly #end: CalendarDate | undefined;
  /** The days on which a review had the plan amended. */
  readonly #amendedOn: CalendarDate[] = [];

  constructor(
    private readonly book: StoryBook,
    private readonly plan: PlanToTell,
    private readonly desk: Desk,
    private readonly period: Period,
    private readonly random: Random,
  ) {
    this.#end = plan.end?.on;
  }

  /** Writes it into the book. */
  write(): void {
    const { reviews } = this.plan;
    let anchor = this.#open();
    const beforeGoLive = reviews.filter(({ meeting }) => meeting < this.period.goLive);
    const told = reviews.slice(Math.max(0, beforeGoLive.length - 1));
    const [first] = told;
    if (first !== undefined && first.meeting >= this.period.goLive) anchor = this.#anchor(first, anchor);
    for (const [index, review] of told.entries()) {
      if (this.#isOver(review.meeting)) break;
      const ref: CaseRef = { kind: 'review', of: this.plan.ref, after: anchor };
      const before = typeof anchor === 'string' ? this.plan.ref : anchor;
      this.#review(ref, before, review, told[index + 1]?.meeting);
      anchor = ref;
      if (review.decision?.outcome === 'cease' || review.decision === undefined) break;
    }
    this.#planMeeting(told.at(-1), anchor);
    for (const transfer of this.plan.transfers) this.#transfer(transfer, reviews);
    this.#finish();
  }

  #open(): ReviewAnchor {
    const { book, desk } = this;
    const { ref, start, madeBy, id } = this.plan;
    book.actor = officerAt(desk, latest(start.on, this.period.goLive)).id;
    const assignFrom = latest(start.on, this.period.goLive);
    if (start.how === 'transferred-in') {
      const fromAuthority = String(this.random.whole(301, 939));
      const { on, madeOn } = start;
      book.record(ref, 'plan-transferred-in', { on, person: book.person, madeOn, fromAuthority });
      if (this.random.chance(0.9)) {
        const told = workedWithin(addDays(on, this.random.around(3, 20, 42)), on, addDays(on, 50));
        if (!this.#isOver(told)) book.record(ref, 'family-told-of-transfer', { on: told });
      }
    } else if (madeBy === undefined && id !== undefined) {
      book.record(ref, 'plan-made', { on: start.on, person: book.person });
    } else if (madeBy !== undefined) {
      book.made(ref, madeBy);
    }
    const { id: officer, team } = officerAt(desk, assignFrom);
    book.assign(ref, officer, team, assignFrom);
    const { successor } = desk;
    if (successor !== undefined && successor.from > addDays(assignFrom, 10) && !this.#isOver(successor.from)) {
      book.assignOn(ref, successor.officer.id, successor.officer.team, successor.from);
    }
    return start.how;
  }

  /** The review before the first that is told of, as far as the council knew of it when it took the tracker into use. */
  #anchor({ meeting }: ReviewPlan, otherwise: ReviewAnchor): ReviewAnchor {
    const { start, id } = this.plan;
    const wished = workedUpTo(addDays(meeting, -this.random.around(300, 340, 400)));
    const on =
      wished < this.period.goLive ? wished : workedUpTo(addDays(this.period.goLive, -this.random.whole(1, 25)));
    if (start.how !== 'made' || id === undefined || on < addDays(start.on, 200)) return otherwise;
    this.book.record(this.plan.ref, 'plan-reviewed', { on });
    return 'entry-2';
  }

  #review(ref: CaseRef, before: CaseRef, review: Cycle, nextMeeting: CalendarDate | undefined): void {
    const { book, random } = this;
    const { meeting, decision } = review;
    const { on: planMade } = this.plan.start;
    const isTakenOver = meeting < this.period.goLive;
    book.actor = officerAt(this.desk, meeting).id;
    if (isTakenOver) {
      const { id: plan } = this.plan;
      if (plan === undefined) throw new Error('Only a plan that was taken over has reviews from before.');
      book.record(ref, 'review-opened', { on: planMade, person: book.person, plan, kind: 'annual' });
    } else {
      book.made(ref, before);
    }
    this.#prepare(ref, meeting, isTakenOver);
    const wrong = addDays(meeting, -random.whole(1, 3));
    const isCorrected = !isTakenOver && random.chance(0.006) && wrong > addDays(planMade, 30);
    book.record(ref, 'review-meeting-held', { on: meeting }, isCorrected ? { firstAs: wrong } : {});
    const by = decision === undefined ? addDays(meeting, 40) : decision.on;
    const reported = workedWithin(addDays(meeting, random.around(4, 11, 19)), meeting, latest(by, meeting));
    if (this.#isOnRecord(meeting, 0.95) && !this.#isOver(reported))
      book.record(ref, 'review-report-sent', { on: reported });
    if (decision === undefined || this.#isOver(decision.on)) return;
    book.actor = officerAt(this.desk, decision.on).id;
    const { on, outcome } = decision;
    if (outcome === 'cease') {
      const proposed = workedWithin(addDays(on, -10), meeting, on);
      book.record(ref, 'ceasing-proposed', { on: proposed });
    }
    book.record(ref, 'review-decision-notified', { on, outcome });
    if (outcome === 'amend') this.#amend(ref, review, on, nextMeeting);
    if (outcome === 'cease') {
      const ceased = workedFrom(addDays(addMonths(on, 2), random.whole(2, 40)));
      const reason = random.pick([
        'needs-met-without-plan',
        'paid-employment',
        'higher-education',
        'no-longer-wishes-to-engage',
      ] as const);
      if (!this.#isOver(ceased)) book.record(ref, 'plan-ceased', { on: ceased, reason });
    }
  }

  /** What comes before a meeting; of meetings from before the tracker, only what the law asks for. */
  #prepare(ref: CaseRef, meeting: CalendarDate, isTakenOver: boolean): void {
    const { book, random } = this;
    const from = isTakenOver ? addDays(meeting, -60) : book.from(ref);
    const dayBefore = addDays(meeting, -1);
    if (from > dayBefore) return;
    if (!isTakenOver) {
      const last = addDays(meeting, -24);
      if (random.chance(0.45) && from <= last) {
        const wished = addDays(meeting, -random.around(26, 40, 70));
        book.plan(ref, workedWithin(wished, latest(addDays(meeting, -90), from), last), meeting);
      }
      if (meeting > addDays(this.period.today, -400)) {
        const { id, team } = officerAt(this.desk, meeting);
        book.assign(ref, id, team, latest(from, addDays(meeting, -22)));
      }
    }
    const invited = addDays(meeting, random.chance(0.88) ? -random.whole(15, 21) : -random.whole(6, 13));
    const sent = addDays(meeting, random.chance(0.8) ? -random.whole(14, 16) : -random.whole(3, 12));
    const letters = [
      ...(this.#isOnRecord(meeting, 0.96)
        ? [{ milestone: 'invitations-sent', on: workedWithin(invited, from, dayBefore) }]
        : []),
      ...(this.#isOnRecord(meeting, 0.94)
        ? [{ milestone: 'advice-circulated', on: workedWithin(sent, from, dayBefore) }]
        : []),
    ];
    letters.sort((one, other) => (one.on < other.on ? -1 : 1));
    for (const { milestone, on } of letters) book.record(ref, milestone, { on });
  }

  /** Whether something about a meeting is on record; what is missing is found in the end. */
  #isOnRecord(meeting: CalendarDate, probability: number): boolean {
    return this.random.chance(probability) || meeting < addDays(this.period.today, -240);
  }

  /** What a review has amended is in the plan before the next meeting, which looks at the plan as it is then. */
  #amend(
    ref: CaseRef,
    { meeting, transfer }: Cycle,
    decidedOn: CalendarDate,
    nextMeeting: CalendarDate | undefined,
  ): void {
    const { book, random } = this;
    const withDaysLeft = (days: number, on: CalendarDate): CalendarDate => {
      const last = nextMeeting === undefined ? on : addDays(nextMeeting, -days);
      return last < on ? last : on;
    };
    const late = addDays(decidedOn, random.chance(0.85) ? random.whole(0, 3) : random.whole(7, 40));
    const notice = workedWithin(late, decidedOn, withDaysLeft(17, addDays(decidedOn, 44)));
    if (this.#isOver(notice)) return;
    book.record(ref, 'amendment-notice-sent', { on: notice });
    const limit = latest(addDays(meeting, 84), addDays(notice, 40));
    const isInTime = random.chance(0.7);
    const wished = isInTime ? addDays(notice, random.around(18, 45, 56)) : addDays(notice, random.around(50, 75, 200));
    const by = transfer !== undefined && random.chance(0.88) ? transfer.deadline : undefined;
    const most = by !== undefined && by < limit ? by : isInTime ? limit : addDays(notice, 220);
    const until = most < addDays(notice, 16) ? addDays(notice, 30) : most;
    const final = workedWithin(wished, addDays(notice, 15), withDaysLeft(1, until));
    if (random.chance(0.35)) {
      const on = workedWithin(addDays(notice, random.around(3, 12, 15)), addDays(notice, 1), addDays(final, -1));
      if (!this.#isOver(on)) book.record(ref, 'representations-received', { on });
    }
    if (this.#isOver(final)) return;
    this.#amendedOn.push(final);
    book.record(ref, 'amended-plan-issued', { on: final, ...(transfer === undefined ? {} : { phaseTransfer: true }) });
  }

  /** The meeting that is planned for the days to come. */
  #planMeeting(last: Cycle | undefined, anchor: ReviewAnchor): void {
    const { today } = this.period;
    const base = last?.meeting ?? this.plan.start.on;
    const due = addDays(base, 350);
    const decidedOn = last?.decision?.on;
    if (this.#end !== undefined || due < today || due > addDays(today, 60) || this.random.chance(0.4)) return;
    if (last !== undefined && (decidedOn === undefined || decidedOn > addDays(today, -25))) return;
    if (last?.decision?.outcome === 'cease' || this.plan.start.on > addDays(today, -60)) return;
    const ref: CaseRef = { kind: 'review', of: this.plan.ref, after: anchor };
    this.book.made(ref, typeof anchor === 'string' ? this.plan.ref : anchor);
    this.book.plan(
      ref,
      workedUpTo(addDays(today, -this.random.whole(1, 14))),
      schoolDayWithin(due, addDays(today, 5), addDays(due, 60)),
    );
  }

  #transfer(transfer: Transfer, reviews: readonly Cycle[]): void {
    const { book, random } = this;
    const { goLive } = this.period;
    const { on, phase, deadline } = transfer;
    const known = workedFrom(addDays(addMonths(on, -12), random.whole(8, 50)));
    if (known < latest(goLive, addDays(this.plan.start.on, 3)) || this.#isOver(known)) return;
    book.actor = officerAt(this.desk, known).id;
    book.record(this.plan.ref, 'phase-transfer-due', { on, phase }, { from: known });
    if (reviews.some((review) => review.transfer === transfer) || deadline < addDays(known, 40)) return;
    // The review said nothing of it, so the plan is amended by itself.
    const notice = workedWithin(addDays(deadline, -random.whole(28, 60)), addDays(known, 5), addDays(deadline, -20));
    const isLate = random.chance(0.22);
    const final = isLate
      ? workedFrom(addDays(deadline, random.around(1, 12, 90)))
      : workedWithin(addDays(deadline, -random.whole(0, 9)), addDays(notice, 15), deadline);
    const isAmended = this.#amendedOn.some((day) => day >= notice && day <= addDays(final, 1));
    if (this.#isOver(final) || isAmended) return;
    book.record(this.plan.ref, 'amendment-notice-sent', { on: notice });
    book.record(this.plan.ref, 'plan-amended', { on: final, phaseTransfer: true });
  }

  #finish(): void {
    const { end, ref, start } = this.plan;
    if (end === undefined) return;
    const { book, random } = this;
    book.actor = officerAt(this.desk, end.on).id;
    if (end.how === 'moved') {
      const first = addDays(start.on, 1);
      const wished = addDays(end.on, -random.whole(3, 30));
      const told = workedWithin(wished, first < end.on ? first : end.on, end.on);
      book.record(ref, 'move-notified', { on: told, movesOn: end.on });
      book.record(ref, 'plan-transferred-out', { on: end.on, toAuthority: String(random.whole(301, 939)) });
      return;
    }
    book.record(ref, 'plan-ceased', { on: end.on, reason: end.reason });
  }

  /** Whether the plan has ended by a day, or is about to, so that nobody records anything more. */
  #isOver(on: CalendarDate): boolean {
    return this.#end !== undefined && daysBetween(on, this.#end) < 8;
  }
}
