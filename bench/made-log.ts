import { v5 } from 'uuid';
import type { Json, NewEvent } from '../src/event-store/event-store.js';
import type { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { addDays, addMonths, day, daysBetween, yearOf, type CalendarDate } from '../src/statute/calendar.js';
import { nextReviewIdOf, planIdOf } from '../src/policies/application/derived-ids.js';

const NAMESPACE = '2a4e1c55-8f3e-5f0a-9d8c-3f1f5d3f2a10';
const ADVISERS = ['educational-psychologist', 'health', 'social-care', 'education-setting', 'sensory'];
const OFFICERS = 140;
/** Children move to another phase so many years after their plan is made at most. */
const YEARS_TO_A_TRANSFER = 12;
const TEAMS = ['north', 'south', 'east', 'west', 'post-16', 'early-years'];

/** As long as the sealed text of a sentence. */
const SEALED = `v1.${'A'.repeat(160)}`;

type Data = Readonly<Record<string, Json>>;

/** An event of a made case and the stream that it belongs to. */
export interface Made {
  readonly stream: string;
  readonly on: CalendarDate;
  readonly type: string;
  readonly data: Data;
}

/** A small generator of pseudo-random numbers, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The events of one child of a made council, as {@link storyOf} tells them. */
export function childOf(number: number, requested: CalendarDate, until: CalendarDate): readonly Made[] {
  return [...storyOf(number, requested, until, OFFICERS)].flat();
}

/**
 * The events of one child of a made council, part by part: a needs assessment of 26 events with the plan that it leads
 * to, then a review of 14 events, and 3 of the plan, for each year up to a day.
 * @param number tells the children apart
 * @param requested the day of the request
 * @param officers how many share the cases
 */
function* storyOf(
  number: number,
  requested: CalendarDate,
  until: CalendarDate,
  officers: number,
): Generator<readonly Made[]> {
  const chance = random(number + 1);
  const id = (what: string): string => v5(`${what}/${String(number)}`, NAMESPACE);
  const assessment = id('assessment');
  const plan = planIdOf(assessment);
  const person = id('person');
  const officer = `officer-${String(Math.floor(chance() * officers))}`;
  const team = TEAMS[Math.floor(chance() * TEAMS.length)] ?? 'north';
  let made: Made[] = [];
  const add = (stream: string, on: CalendarDate, type: string, data: Data = {}): void => {
    if (on <= until) made.push({ stream, on, type, data: { on, ...data } });
  };
  const request = `assessment-${assessment}`;
  const late = chance() < 0.5 ? 0 : Math.floor(chance() * 150);
  add(request, requested, 'AssessmentRequested', { person, kind: 'initial', source: 'family' });
  add(request, requested, 'CaseAssigned', { officer, team });
  const decided = addDays(requested, 30 + Math.floor(chance() * 15));
  add(request, decided, 'DecisionToAssessNotified', { outcome: 'assess' });
  for (const adviser of ADVISERS) add(request, addDays(decided, 1), 'AdviceRequested', { ref: adviser, adviser });
  for (const adviser of ADVISERS) {
    add(request, addDays(decided, 30 + Math.floor(chance() * 25)), 'AdviceReceived', { ref: adviser });
  }
  for (const week of [6, 16, 20]) add(request, addDays(requested, 7 * week), 'FamilyInformed', { by: 'email', week });
  add(request, addDays(requested, 115), 'NoteAdded', { note: id('note'), text: SEALED });
  const drafted = addDays(requested, 108 + late);
  add(request, addDays(requested, 100 + late), 'DecisionToIssueNotified', { outcome: 'issue' });
  add(request, drafted, 'DraftPlanSent');
  for (const ref of ['100001', '100002']) add(request, drafted, 'SettingConsulted', { ref });
  add(request, addDays(drafted, 10), 'RepresentationsReceived');
  add(request, addDays(drafted, 11), 'SettingResponded', { ref: '100001', answer: 'can-meet-needs' });
  const issued = addDays(drafted, 25);
  add(request, issued, 'FinalPlanIssued');
  const ofPlan = `plan-${plan}`;
  add(ofPlan, issued, 'PlanMade', { person, assessment });
  add(ofPlan, issued, 'CaseAssigned', { officer, team });
  const transfer = yearOf(issued) + 1 + (number % YEARS_TO_A_TRANSFER);
  add(ofPlan, addDays(issued, 30), 'PhaseTransferDue', {
    on: `${String(transfer)}-09-01`,
    phase: number % 2 === 0 ? 'primary-to-secondary' : 'secondary-to-post-16',
  });
  let anchor = issued;
  let cycle = 'made';
  while (anchor <= until) {
    yield made;
    made = [];
    const review = nextReviewIdOf(plan, cycle);
    const ofReview = `review-${review}`;
    const meeting = addDays(addMonths(anchor, 11), Math.floor(chance() * 25));
    const decision = addDays(meeting, 20 + Math.floor(chance() * 25));
    add(ofReview, anchor, 'ReviewOpened', { person, plan, kind: 'annual' });
    add(ofReview, anchor, 'CaseAssigned', { officer, team });
    add(ofReview, addDays(meeting, -40), 'ReviewMeetingPlanned', { on: meeting });
    add(ofReview, addDays(meeting, -20), 'InvitationsSent');
    add(ofReview, addDays(meeting, -15), 'AdviceCirculated');
    add(ofReview, meeting, 'ReviewMeetingHeld');
    add(ofReview, addDays(meeting, 12), 'ReviewReportSent');
    add(ofReview, decision, 'ReviewDecisionNotified', { outcome: 'amend' });
    add(ofReview, decision, 'AmendmentNoticeSent');
    add(ofReview, decision, 'FamilyInformed', { by: 'letter' });
    add(ofReview, addDays(decision, 12), 'RepresentationsReceived');
    add(ofReview, addDays(decision, 20), 'NoteAdded', { note: id(`note/${cycle}`), text: SEALED });
    add(ofReview, addDays(decision, 40), 'AmendedPlanIssued');
    add(ofPlan, addDays(anchor, 60), 'NoteAdded', { note: id(`note-of-plan/${cycle}`), text: SEALED });
    add(ofPlan, decision, 'PlanReviewed', { review });
    add(ofPlan, addDays(decision, 40), 'PlanAmended', { review });
    anchor = decision;
    cycle = review;
  }
  yield made;
}

/** What a made log holds. */
export interface MadeLog {
  readonly events: number;
  readonly cases: number;
}

/** About so many events has a child of a made council, over ten years. */
const EVENTS_OF_A_CHILD = 91;

/**
 * Fills a log with the children of a made council, in the order of the days of their events, as they would come.
 * @param atLeast about how many events it is to hold
 * @param years over how many years, up to `until`
 * @param officers how many share the cases; 140 where nothing is said
 * @param notes whether there are notes, of texts that nobody can open
 */
export async function makeLog(
  store: SqliteEventStore,
  {
    atLeast,
    years,
    until,
    officers = OFFICERS,
    notes = true,
  }: {
    readonly atLeast: number;
    readonly years: number;
    readonly until: CalendarDate;
    readonly officers?: number;
    readonly notes?: boolean;
  },
): Promise<MadeLog> {
  const start = addMonths(until, -12 * years);
  const days = daysBetween(start, until) + 1;
  const children = Math.ceil((atLeast / EVENTS_OF_A_CHILD) * (10 / years));
  // What is still to come lies by its day: events, and stories that go on then. All of them at once would be too many.
  const calendar: Made[][] = Array.from({ length: days }, () => []);
  const goingOn: Generator<readonly Made[]>[][] = Array.from({ length: days }, () => []);
  const dayOf = (on: CalendarDate): number => Math.max(0, daysBetween(start, on));
  const take = (story: Generator<readonly Made[]>): void => {
    const part = story.next();
    if (part.done === true) return;
    let first = days;
    for (const one of part.value) {
      const index = dayOf(one.on);
      calendar[index]?.push(one);
      first = Math.min(first, index);
    }
    goingOn[first]?.push(story);
  };
  const revisions = new Map<string, number>();
  const metadata = { actor: 'bench', correlationId: 'bench', causationId: 'bench', schemaVersion: 1 };
  let pending: Promise<unknown>[] = [];
  let events = 0;
  let asked = 0;
  for (let today = 0; today < days; today += 1) {
    for (; asked < Math.ceil((children * (today + 1)) / days); asked += 1)
      take(storyOf(asked, addDays(start, today), until, officers));
    for (const story of goingOn[today] ?? []) take(story);
    goingOn[today] = [];
    for (const { stream, type, data } of calendar[today] ?? []) {
      if (type === 'NoteAdded' && !notes) continue;
      const revision = revisions.get(stream);
      revisions.set(stream, (revision ?? -1) + 1);
      const event: NewEvent = { id: v5(`event/${String(events)}`, NAMESPACE), type, data, metadata };
      events += 1;
      pending.push(store.append(stream, [event], revision ?? 'no-stream'));
      if (pending.length === 2_000) {
        await Promise.all(pending);
        pending = [];
      }
    }
    calendar[today] = [];
  }
  await Promise.all(pending);
  return { events, cases: revisions.size };
}

export const UNTIL = day('2026-09-30');
