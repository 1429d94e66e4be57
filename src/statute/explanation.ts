import { capital } from './sentence.js';
import { addDays, daysBetween, longDate, weekdayDate, type CalendarDate } from './calendar.js';
import { isMetBy, lapses, type Clock, type Duty, type Workings } from './clock.js';
import { arithmetic, countsBack } from './counting.js';
import { GROUNDS } from './exceptions.js';
import type { Fact } from './facts.js';
import { milestoneKind } from './milestones.js';
import type { Confidence } from './rule.js';

function says(fact: Fact): string {
  const kind = milestoneKind(fact.milestone);
  return kind.saysOf?.[String(fact.outcome)] ?? kind.says;
}

const CHECKED: Readonly<Record<Confidence, readonly string[]>> = {
  V: [],
  'V-part': ['Part of this citation was checked against the text; the rest awaits checking.'],
  'V/S': ['The citation was checked against the text, and the practice around it against a secondary source.'],
  S: ['This citation was checked against a secondary source, not against the text itself.'],
  M: ['This citation awaits checking against the text.'],
};

const AS_SOON_AS_PRACTICABLE = 'The duty is to act as soon as practicable; the limit is its outer edge, not a target.';

/** What happened on the day that started the clock, where a milestone has more than one day. */
function startSays({ startedBy, startedAs: { day, daySays } }: Workings): string {
  const otherDay = day !== undefined && startedBy[day] !== undefined;
  return otherDay && daySays !== undefined ? daySays : says(startedBy);
}

function startSentences(workings: Workings, startedOn: CalendarDate): readonly string[] {
  const { startedBy, startedAs, clockRule } = workings;
  const start = countsBack(clockRule.limit.count)
    ? `The clock counts back from ${weekdayDate(startedBy.on)}, when ${startSays(workings)}.`
    : `The clock started on ${weekdayDate(startedOn)}, when ${startSays(workings)}.`;
  return startedAs.note === undefined ? [start] : [start, startedAs.note];
}

function countSentences({ parts, policy }: Workings, dueOn: CalendarDate): readonly string[] {
  const sentences = parts.flatMap(({ length, from, counted }) => arithmetic(length, from, counted, policy));
  return parts.length < 2 ? sentences : [...sentences, `The later of these counts: ${longDate(dueOn)}.`];
}

const days = (number: number): string => `${String(number)} day${number === 1 ? '' : 's'}`;

function metSentence({ workings, dueOn }: Clock, metOn: CalendarDate): string {
  if (workings.metBy === undefined) {
    return workings.clockRule.limit.count === 'at-once'
      ? `It was met on ${weekdayDate(metOn)}, since the plan goes on being maintained.`
      : `The time ran to its end on ${weekdayDate(metOn)}.`;
  }
  const met = `It was met on ${weekdayDate(metOn)}, when ${says(workings.metBy)}`;
  if (metOn > dueOn) return `${met}: ${days(daysBetween(dueOn, metOn))} late.`;
  return metOn === dueOn ? `${met}, on the last day.` : `${met}, ${days(daysBetween(metOn, dueOn))} before it was due.`;
}

const metWhen = ({ rule, clockRule }: Workings): string => `It is met when ${clockRule.met ?? rule.met}.`;

/** What is true while a clock runs, and after its due date if nothing met or ended it. */
function openSentences({ workings, nature, dueOn, excused }: Clock, on: CalendarDate): readonly string[] {
  if (lapses(nature)) {
    return [metWhen(workings), `From ${longDate(addDays(dueOn, 1))} its time has passed.`];
  }
  if (on <= dueOn) return [metWhen(workings)];
  const late = excused === undefined ? 'overdue' : 'past its due date';
  return [metWhen(workings), `On ${longDate(on)} it is ${days(daysBetween(dueOn, on))} ${late}.`];
}

type Ended = Pick<Clock, 'metOn' | 'elapsed' | 'endedOn' | 'endedBecause'>;

/** What is known on a day of how a clock came to its end: nothing that happens later. */
function endKnownOn(clock: Ended, on: CalendarDate): Ended {
  const { metOn, endedOn, endedBecause } = clock;
  if (metOn !== undefined && isMetBy(clock, on)) return { metOn };
  if (endedOn !== undefined && endedOn <= on && endedBecause !== undefined) return { endedOn, endedBecause };
  return {};
}

function outcomeSentences(clock: Clock, on: CalendarDate): readonly string[] {
  const { metOn, endedOn, endedBecause = '' } = endKnownOn(clock, on);
  if (metOn !== undefined) return [metSentence(clock, metOn)];
  if (endedOn !== undefined) return [`It ended on ${weekdayDate(endedOn)} because ${endedBecause}.`];
  return openSentences(clock, on);
}

function excuseSentences(clock: Clock, on: CalendarDate): readonly string[] {
  const { excused, dueOn } = clock;
  const { metOn, endedOn } = endKnownOn(clock, on);
  const notNeeded = endedOn !== undefined || (metOn !== undefined && metOn <= dueOn);
  if (excused === undefined || notNeeded) return [];
  return [
    `The limit is disapplied under ${excused.basis}: ${GROUNDS[excused.ground]}, if that made it impractical to meet it.`,
    `An exception does not pause the clock or move its date: ${longDate(dueOn)} stays on show, and the duty to act as soon as practicable remains.`,
  ];
}

function lawSentences({ rule, clockRule }: Workings, basis: string): readonly string[] {
  const promptly = rule.asSoonAsPracticable ? [AS_SOON_AS_PRACTICABLE] : [];
  return [`The rule: ${basis}.`, ...promptly, ...(clockRule.notes ?? []), ...CHECKED[rule.confidence]];
}

const dutySentence = ({ rule, clockRule }: Workings): string => `${clockRule.duty ?? rule.duty}.`;

/**
 * How a clock was worked out, in sentences that a parent can follow and an officer can cite: the duty, what started
 * it, the count and its cautious reading, other dates that belong to it, what met, ended or excused it (or what would
 * meet it), and the provision that it stands on.
 * @param clock the clock
 * @param on the day on which it is asked; what happens later is not told
 */
export function explain(clock: Clock, on: CalendarDate): string[] {
  const { workings, startedOn, dueOn, marks, basis } = clock;
  return [
    dutySentence(workings),
    ...startSentences(workings, startedOn),
    ...countSentences(workings, dueOn),
    ...marks.map(({ name, on: date, why }) => `${capital(name)}: ${longDate(date)}. ${why}`),
    ...outcomeSentences(clock, on),
    ...excuseSentences(clock, on),
    ...lawSentences(workings, basis),
  ];
}

/**
 * What a duty without a fixed limit asks for, what called it up, and why it has no date.
 * @param duty the duty
 * @param on the day on which it is asked; what happens later is not told
 */
export function explainDuty(duty: Duty, on: CalendarDate): string[] {
  const { workings, startedOn, why, basis } = duty;
  const { metOn, endedOn, endedBecause = '' } = endKnownOn(duty, on);
  const outcome =
    metOn !== undefined
      ? `It was met on ${weekdayDate(metOn)}.`
      : endedOn !== undefined
        ? `It ended on ${weekdayDate(endedOn)} because ${endedBecause}.`
        : metWhen(workings);
  return [
    dutySentence(workings),
    `It began on ${weekdayDate(startedOn)}, when ${startSays(workings)}.`,
    why,
    outcome,
    ...lawSentences(workings, basis),
  ];
}
