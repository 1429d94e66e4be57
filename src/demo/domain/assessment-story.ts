import { addDays, daysBetween, type CalendarDate } from '../../statute/calendar.js';
import type { CaseRef, Period } from './acts.js';
import { adviceFor, type AdvicePlan } from './advisers.js';
import { disputeAboutPlan, disputeAfterRefusal } from './dispute-story.js';
import { exceptionFor, type ExceptionPlan } from './exceptions.js';
import { officerAt, type Desk } from './officers.js';
import type { Random } from './random.js';
import type { RequestPlan } from './request.js';
import { workedFrom, workedWithin } from './school-year.js';
import { settingOtherThan } from './settings.js';
import type { Recording, StoryBook } from './story-book.js';

interface Step {
  readonly on: CalendarDate;
  readonly tell: () => void;
}

/** The needs assessment of one child: everything that an officer records on it. */
export class AssessmentStory {
  readonly #steps: Step[] = [];
  #issuedAfterDispute: CalendarDate | undefined;

  constructor(
    private readonly book: StoryBook,
    private readonly ref: CaseRef,
    private readonly request: RequestPlan,
    private readonly desk: Desk,
    private readonly period: Period,
    private readonly random: Random,
  ) {}

  /**
   * Writes it into the book.
   * @returns the day on which its final plan is issued, if it comes to one
   */
  write(): CalendarDate | undefined {
    const { received, decision, withdrawnOn, plan, refusedToIssueOn } = this.request;
    this.#open(received);
    if (decision !== undefined) {
      this.#step('decision-to-assess-notified', { on: decision.on, outcome: decision.outcome });
      if (decision.outcome === 'assess') this.#assess(decision.on);
      else this.#afterRefusal(decision.on);
    }
    if (plan === undefined && withdrawnOn !== undefined) {
      this.#step('case-closed', { on: withdrawnOn, reason: 'withdrawn' });
    }
    if (plan === undefined && withdrawnOn === undefined && refusedToIssueOn !== undefined) {
      this.#step('decision-to-issue-notified', { on: refusedToIssueOn, outcome: 'refuse' });
      if (this.random.chance(0.3)) this.#mediate(refusedToIssueOn);
    }
    this.#write();
    return plan?.on ?? this.#issuedAfterDispute;
  }

  #open(received: CalendarDate): void {
    const { book, ref, random } = this;
    const source = random.weighted([
      ['education-setting', 62],
      ['family', 32],
      ['health', 3],
      ['social-care', 2],
      ['other', 1],
    ] as const);
    book.record(ref, 'assessment-requested', { on: received, person: book.person, kind: 'initial', source });
    const { officer, team } = { officer: officerAt(this.desk, received).id, team: this.desk.officer.team };
    book.assign(ref, officer, team, workedFrom(addDays(received, random.chance(0.6) ? 0 : random.whole(1, 4))));
    const { successor } = this.desk;
    const end = this.request.plan?.on ?? this.request.refusedToIssueOn;
    if (
      successor !== undefined &&
      successor.from > received &&
      (end === undefined || end > addDays(successor.from, 5))
    ) {
      if (this.request.decision?.outcome === 'assess') {
        this.#steps.push({
          on: successor.from,
          tell: () => book.assign(ref, successor.officer.id, successor.officer.team, successor.from),
        });
      }
    }
  }

  #assess(decidedOn: CalendarDate): void {
    const { random, request } = this;
    const { received, plan, refusedToIssueOn, withdrawnOn } = request;
    const finalOn = plan?.on;
    const room =
      finalOn === undefined ? 0 : Math.max(16, Math.min(45, Math.round(daysBetween(decidedOn, finalOn) * 0.32)));
    const draftOn =
      finalOn === undefined ? undefined : workedWithin(addDays(finalOn, -room), decidedOn, addDays(finalOn, -16));
    const issueOn =
      draftOn === undefined
        ? undefined
        : workedWithin(addDays(draftOn, -random.whole(0, 12)), addDays(decidedOn, 1), draftOn);
    const from = workedFrom(decidedOn);
    const advice = adviceFor(from, issueOn ?? refusedToIssueOn, random);
    const until = withdrawnOn ?? finalOn ?? refusedToIssueOn;
    for (const one of advice) this.#advice(one, until);
    if (plan !== undefined && finalOn !== undefined && draftOn !== undefined && issueOn !== undefined) {
      if (plan.hasException) {
        const asked = advice.find(({ ref }) => ref === 'education-setting')?.asked;
        this.#exception(exceptionFor(received, asked, finalOn, random));
      }
      this.#step('decision-to-issue-notified', { on: issueOn, outcome: 'issue' });
      this.#draft(draftOn, finalOn);
      this.#step('final-plan-issued', { on: finalOn });
      this.#family(decidedOn, finalOn);
      for (const { milestone, ...fields } of disputeAboutPlan(finalOn, random)) this.#step(milestone, fields);
    }
  }

  #advice({ ref, asked, reached, came, returned }: AdvicePlan, until: CalendarDate | undefined): void {
    const { random } = this;
    const isOver = (on: CalendarDate): boolean => until !== undefined && on > until;
    const received = reached === undefined ? {} : { receivedOn: reached };
    if (isOver(asked)) return;
    this.#step(
      'advice-requested',
      { on: asked, adviser: ref, ref, ...received },
      reached === undefined ? {} : { from: reached },
    );
    if (isOver(came)) return;
    const wrong = addDays(came, -random.whole(1, 5));
    this.#step('advice-received', { on: came, ref }, random.chance(0.012) && wrong > asked ? { firstAs: wrong } : {});
    if (returned === undefined || isOver(returned.again)) return;
    this.#step('advice-returned', { on: returned.on, ref, why: 'It does not say what provision is needed.' });
    this.#step('advice-received', { on: returned.again, ref });
  }

  #exception({ on, ...exception }: ExceptionPlan): void {
    this.#step('exception-recorded', { on, ...exception });
  }

  #draft(draftOn: CalendarDate, finalOn: CalendarDate): void {
    const { random } = this;
    const wrong = addDays(draftOn, -random.whole(1, 3));
    const decided = this.request.decision?.on ?? draftOn;
    this.#step(
      'draft-plan-sent',
      { on: draftOn },
      random.chance(0.01) && wrong > addDays(decided, 20) ? { firstAs: wrong } : {},
    );
    if (random.chance(0.62)) {
      const on = workedWithin(addDays(draftOn, random.around(4, 13, 15)), addDays(draftOn, 1), finalOn);
      this.#step('representations-received', { on });
    }
    const consulted = new Set<string>();
    for (
      let setting = random.weighted([
        [0, 25],
        [1, 45],
        [2, 20],
        [3, 10],
      ] as const);
      setting > 0;
      setting -= 1
    ) {
      const ref = settingOtherThan(consulted, random);
      consulted.add(ref);
      const on = workedWithin(addDays(draftOn, random.whole(1, 9)), draftOn, addDays(finalOn, -1));
      this.#step('setting-consulted', { on, ref });
      const answered = workedWithin(addDays(on, random.around(4, 14, 26)), on, finalOn);
      const answer = random.pick(['can-meet-needs', 'can-meet-needs', 'cannot-meet-needs', 'no-view'] as const);
      if (random.chance(0.85)) this.#step('setting-responded', { on: answered, ref, answer });
    }
  }

  #family(decidedOn: CalendarDate, finalOn: CalendarDate): void {
    const { random } = this;
    if (random.chance(0.3)) {
      const on = workedWithin(addDays(decidedOn, random.whole(20, 50)), decidedOn, finalOn);
      this.#step('family-informed', { on, by: random.pick(['letter', 'email', 'telephone', 'portal'] as const) });
    }
    if (random.chance(0.14)) {
      const on = workedWithin(addDays(finalOn, -2), decidedOn, finalOn);
      const satisfaction = random.weighted([
        [1, 14],
        [2, 16],
        [3, 24],
        [4, 30],
        [5, 16],
      ] as const);
      this.#step('family-feedback-recorded', { on, satisfaction });
    }
  }

  #afterRefusal(refusedOn: CalendarDate): void {
    const dispute = disputeAfterRefusal(refusedOn, this.period.census, this.random);
    for (const { milestone, ...fields } of dispute.steps) this.#step(milestone, fields);
    if (dispute.assessFrom !== undefined) this.#assessAfterDispute(dispute.assessFrom);
  }

  /** Where the council has to assess after all; the plan is issued long after the census day or not at all. */
  #assessAfterDispute(from: CalendarDate): void {
    const finalOn = workedFrom(addDays(from, this.random.around(80, 97, 150)));
    this.#issuedAfterDispute = finalOn;
    const draftOn = workedWithin(addDays(finalOn, -24), from, addDays(finalOn, -16));
    const issueOn = workedWithin(addDays(draftOn, -3), from, draftOn);
    for (const one of adviceFor(workedFrom(addDays(from, 1)), issueOn, this.random)) this.#advice(one, finalOn);
    this.#step('decision-to-issue-notified', { on: issueOn, outcome: 'issue' });
    this.#draft(draftOn, finalOn);
    this.#step('final-plan-issued', { on: finalOn });
  }

  #mediate(on: CalendarDate): void {
    const contacted = workedFrom(addDays(on, this.random.whole(10, 40)));
    this.#step('mediation-contacted', { on: contacted });
    this.#step('mediation-certificate-issued', { on: workedFrom(addDays(contacted, this.random.whole(1, 3))) });
  }

  #step(
    milestone: string,
    fields: Readonly<Record<string, unknown>> & { readonly on: CalendarDate },
    how: Recording = {},
  ): void {
    const tell = (): void => {
      this.book.record(this.ref, milestone, fields, {
        ...how,
        ...(milestone === 'final-plan-issued' ? { confirm: MAY_BE_CONFIRMED } : {}),
      });
    };
    this.#steps.push({ on: how.from ?? fields.on, tell });
  }

  /** Tells the steps in the order of their days, and on one day in the order in which they follow from each other. */
  #write(): void {
    const { desk, book } = this;
    for (const { on, tell } of this.#steps.toSorted((one, other) =>
      one.on < other.on ? -1 : one.on > other.on ? 1 : 0,
    )) {
      book.actor = officerAt(desk, on).id;
      tell();
    }
  }
}

/** Backlogs are real: a plan may be issued without a piece of advice. */
const MAY_BE_CONFIRMED = ['advice-missing'] as const;
