import { IssueFinalPlan } from '../assessments/application/issue-final-plan.js';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { NotifyDecisionToIssue } from '../assessments/application/notify-decision-to-issue.js';
import { RecordAdviceReceived } from '../assessments/application/record-advice-received.js';
import { RequestAdvice } from '../assessments/application/request-advice.js';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { SendDraftPlan } from '../assessments/application/send-draft-plan.js';
import { CloseCase } from '../cases/application/close-case.js';
import { CorrectMilestone } from '../cases/application/correct-milestone.js';
import { RecordException } from '../cases/application/record-exception.js';
import { RetractMilestone } from '../cases/application/retract-milestone.js';
import { addDays, latest, type CalendarDate } from '../statute/calendar.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import type { PersonId } from '../streams/domain/event.js';

/** Chance that is the same for the same seed. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c (mulberry32) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from one to another. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** Whether something happens that happens so often of 100 times. */
  happens(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  /** One of some things. */
  oneOf<T>(things: readonly T[]): T | undefined {
    return things[Math.floor(this.next() * things.length)];
  }
}

/** Something that is recorded on a day. */
export interface Deed {
  readonly recordedOn: CalendarDate;
  readonly request: CaseRequest;
}

/** A needs assessment that somebody invented. */
export interface SimulatedCase {
  readonly id: string;
  readonly person: PersonId;
  /** The day of the request. */
  readonly begins: CalendarDate;
}

/** Most things are recorded on their day, some days later, a few weeks later. */
function lag(chance: Chance): number {
  if (chance.happens(70)) return 0;
  return chance.happens(70) ? chance.between(1, 5) : chance.between(10, 40);
}

const ADVISERS = ['educational-psychologist', 'health', 'social-care'] as const;

function advice(id: string, askedOn: CalendarDate, chance: Chance): readonly (readonly [CalendarDate, CaseRequest])[] {
  return ADVISERS.flatMap((ref): readonly (readonly [CalendarDate, CaseRequest])[] => {
    const asked = RequestAdvice.of({ case: id, on: askedOn, ref, adviser: ref });
    if (chance.happens(8)) return [[askedOn, asked]];
    const on = addDays(askedOn, chance.between(20, 60));
    return [
      [askedOn, asked],
      [on, RecordAdviceReceived.of({ case: id, on, ref })],
    ];
  });
}

/** What happens in an assessment, each on its day: some steps in time, some late, some never. */
function steps(
  { id, person, begins }: SimulatedCase,
  chance: Chance,
): readonly (readonly [CalendarDate, CaseRequest])[] {
  const later = (from: CalendarDate, least: number, most: number): CalendarDate =>
    addDays(from, chance.between(least, most));
  const opened: readonly [CalendarDate, CaseRequest] = [
    begins,
    RequestAssessment.of({ case: id, person, on: begins, kind: 'initial' }),
  ];
  const decidedOn = later(begins, 20, 52);
  if (chance.happens(15)) {
    return [opened, [decidedOn, NotifyDecisionToAssess.of({ case: id, on: decidedOn, outcome: 'refuse' })]];
  }
  const issueOn = later(decidedOn, 50, 80);
  const draftOn = later(issueOn, 3, 25);
  const finalOn = later(draftOn, 16, 70);
  const closedOn = later(begins, 10, 150);
  const isClosed = chance.happens(6);
  const all: readonly (readonly [CalendarDate, CaseRequest])[] = [
    opened,
    [decidedOn, NotifyDecisionToAssess.of({ case: id, on: decidedOn, outcome: 'assess' })],
    ...advice(id, addDays(decidedOn, 1), chance),
    [issueOn, NotifyDecisionToIssue.of({ case: id, on: issueOn, outcome: 'issue' })],
    [draftOn, SendDraftPlan.of({ case: id, on: draftOn })],
    [finalOn, IssueFinalPlan.of({ case: id, on: finalOn })],
  ];
  if (!isClosed) return all;
  return [
    ...all.filter(([on]) => on <= closedOn),
    [closedOn, CloseCase.of({ kind: 'assessment', case: id, on: closedOn, reason: 'other' })],
  ];
}

/** What goes wrong in recording, and is put right: corrections, retractions, and exceptions that are remembered late. */
function amends({ id, begins }: SimulatedCase, chance: Chance): readonly Deed[] {
  const deeds: Deed[] = [];
  const kind = 'assessment';
  const recordedOn = (): CalendarDate => addDays(begins, chance.between(30, 260));
  if (chance.happens(10)) {
    const from = addDays(begins, chance.between(10, 100));
    const to = addDays(from, chance.between(29, 60));
    const on = latest(recordedOn(), to);
    const request = RecordException.of({ kind, case: id, on, ground: 'absence', from, to });
    deeds.push({ recordedOn: on, request });
  }
  for (let more = chance.happens(25) ? chance.between(1, 3) : 0; more > 0; more -= 1) {
    const on = recordedOn();
    const to = { on: addDays(begins, chance.between(0, 200)) };
    const entry = chance.happens(30) ? 1 : chance.between(2, 12);
    deeds.push({ recordedOn: on, request: CorrectMilestone.of({ kind, case: id, entry, to, reason: 'A slip.' }) });
  }
  if (chance.happens(15)) {
    const request = RetractMilestone.of({ kind, case: id, entry: chance.between(2, 12), reason: 'Never happened.' });
    deeds.push({ recordedOn: recordedOn(), request });
  }
  return deeds;
}

/** Everything that is recorded on a case, each on the day on which somebody gets round to it. */
export function deedsOf(one: SimulatedCase, chance: Chance): readonly Deed[] {
  const recorded = steps(one, chance).map(([on, request]) => ({ recordedOn: addDays(on, lag(chance)), request }));
  // What was taken back or put wrong is now and then recorded once more.
  const again = chance.happens(10)
    ? steps(one, chance).map(([on, request]) => ({ recordedOn: addDays(on, chance.between(60, 200)), request }))
    : [];
  const first = recorded[0]?.recordedOn ?? one.begins;
  return [...recorded, ...again, ...amends(one, chance)].map((deed) => ({
    ...deed,
    recordedOn: latest(deed.recordedOn, first),
  }));
}
