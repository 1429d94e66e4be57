import { milestoneInWords, type ByKind } from '../../cases/application/words.js';
import { valueInWords, adviserInWords } from '../../cases/application/attribute-words.js';
import { addWeeks, daysBetween, latest, longDate, type CalendarDate } from '../../statute/calendar.js';
import type { MilestoneHistory } from '../../streams/domain/history.js';
import type { CaseFile, FileClock } from '../application/case-file.js';
import type { AsAt } from '../application/caseload.js';
import { drawRuler, type RulerDrawing, type Span } from './ruler-drawing.js';
import { outcomeInWords } from './status-words.js';

/** The ruler of a case: a drawing, and everything that it shows as text. */
export interface RulerView {
  readonly title: string;
  readonly description: string;
  readonly drawing: RulerDrawing;
  readonly limits: readonly {
    readonly when: string;
    readonly day: string;
    readonly name: string;
    readonly outcome: string;
  }[];
  /** What happened, by the numbers in the drawing. */
  readonly happened: readonly { readonly when: string; readonly day: string; readonly what: readonly string[] }[];
  readonly exceptions: readonly { readonly name: string; readonly says: string }[];
  /** What happened before its beginning, which the drawing leaves out. */
  readonly before: readonly { readonly day: string; readonly what: string }[];
}

/** What is said of a usual limit that no clock runs for. */
const NOT_RUNNING: ByKind<string> = {
  assessment: 'Does not run',
  plan: 'Does not run',
  review: 'Runs once the meeting is held',
};

/** The limits of one kind of case on its ruler. */
interface Scale {
  readonly title: string;
  readonly from: CalendarDate;
  readonly weeks: number;
  readonly limits: readonly Limit[];
}

interface Limit {
  readonly on: CalendarDate;
  readonly name: string;
  readonly clock: FileClock | undefined;
}

const DAYS_IN_A_WEEK = 7;
const WEEKS_OF_AN_ASSESSMENT = 20;
const WEEKS_OF_A_REVIEW = 12;
/** The limits from the request for a needs assessment, in weeks; regulations 5(1), 10(1) and 13(2). */
const FROM_THE_REQUEST = [
  { weeks: 6, rule: 'N1', name: 'Decision to assess' },
  { weeks: 16, rule: 'N3', name: 'Refusal to issue a plan' },
  { weeks: WEEKS_OF_AN_ASSESSMENT, rule: 'N7', name: 'Final plan' },
] as const;
/** The rules that set limits for a needs assessment which was ordered, agreed, conceded, or is a reassessment. */
const OTHER_ROADS = /^(?:T[1-6]|U1|U4|X[13]|N3|N7|A8)$/;

/** How far a day is from another, in weeks: "6 weeks", "6 weeks and 1 day", "3 days". */
export function weeksInWords(days: number): string {
  const weeks = Math.floor(days / DAYS_IN_A_WEEK);
  const rest = days % DAYS_IN_A_WEEK;
  const parts = [
    ...(weeks > 0 ? [`${String(weeks)} week${weeks === 1 ? '' : 's'}`] : []),
    ...(rest > 0 ? [`${String(rest)} day${rest === 1 ? '' : 's'}`] : []),
  ];
  return parts.length === 0 ? 'Day 0' : parts.join(' and ');
}

function assessmentScale({ openedAs, openedOn, clocks }: CaseFile): Scale {
  const isInitial = openedAs === 'initial';
  const first = clocks.find(({ rule, ref }) => rule === 'N7' && ref === undefined);
  const from = first?.startedOn ?? openedOn;
  const ofRule = (rule: string): FileClock | undefined =>
    clocks.find((clock) => clock.rule === rule && clock.ref === undefined && clock.startedOn === from);
  const usual = isInitial
    ? FROM_THE_REQUEST.map(({ weeks, rule, name }) => ({ on: addWeeks(from, weeks), name, clock: ofRule(rule) }))
    : [];
  const others = clocks
    .filter(({ rule, nature, dueOn }) => nature === 'duty' && OTHER_ROADS.test(rule) && dueOn > from)
    .filter((clock) => usual.every((limit) => limit.clock !== clock))
    .map((clock) => ({ on: clock.dueOn, name: clock.name, clock }));
  return {
    title: isInitial ? 'The 20 weeks from the request' : 'The weeks from the request',
    from,
    weeks: WEEKS_OF_AN_ASSESSMENT,
    limits: [...usual, ...others],
  };
}

const REVIEW_LIMITS: readonly { readonly rule: string; readonly ref?: string; readonly name: string }[] = [
  { rule: 'R6', name: 'Decision after the review' },
  { rule: 'R7', name: 'Amendment notice' },
  { rule: 'R9', name: 'Final amended plan: 8 weeks from the notice' },
  { rule: 'R9', ref: 'outer-marker', name: 'Final amended plan: 12 weeks from the meeting' },
];

/** The scale of a review, from its meeting: the first that was held, or the one that is planned. */
function reviewScale({ clocks, asAt }: AsAt<CaseFile>, entries: readonly MilestoneHistory[]): Scale | undefined {
  const daysOf = (type: string): readonly CalendarDate[] =>
    entries
      .filter((entry) => entry.type === type)
      .map(dayOf)
      .toSorted();
  const from = daysOf('ReviewMeetingHeld').find((on) => on <= asAt) ?? daysOf('ReviewMeetingPlanned').at(-1);
  if (from === undefined) return undefined;
  return {
    title: 'The 12 weeks from the meeting',
    from,
    weeks: WEEKS_OF_A_REVIEW,
    limits: REVIEW_LIMITS.flatMap(({ rule, ref, name }): readonly Limit[] => {
      const clock = clocks.find((one) => one.rule === rule && one.ref === ref);
      if (clock !== undefined) return [{ on: clock.dueOn, name, clock }];
      return rule === 'R6' ? [{ on: addWeeks(from, 4), name, clock }] : [];
    }),
  };
}

const dayOf = ({ attributes }: MilestoneHistory): CalendarDate => attributes.on as CalendarDate;

/** The days of the limit that is last, as far as they are late. */
function lateSpan(limits: readonly Limit[], asAt: CalendarDate): Span | undefined {
  const standing = limits.filter(({ clock }) => clock !== undefined && clock.status !== 'ended');
  const last = standing.toSorted((one, other) => daysBetween(other.on, one.on)).at(-1)?.clock;
  if (last === undefined || !['overdue', 'excused', 'met-late'].includes(last.status)) return undefined;
  return { from: last.dueOn, to: last.metOn ?? asAt };
}

interface Happening {
  readonly on: CalendarDate;
  readonly what: string;
}

/** A milestone as the ruler tells it, with the adviser where there is one. */
function happenings(entries: readonly MilestoneHistory[]): readonly Happening[] {
  const advisers = new Map(
    entries
      .filter(({ type }) => type === 'AdviceRequested')
      .map(({ attributes }) => [attributes.ref, adviserInWords(String(attributes.adviser))]),
  );
  return entries
    .map((entry) => {
      const { type, attributes } = entry;
      const adviser = type.startsWith('Advice') ? advisers.get(attributes.ref) : undefined;
      const name = milestoneInWords(type, attributes.outcome);
      return { on: dayOf(entry), what: adviser === undefined ? name : `${name}: ${adviser.toLowerCase()}` };
    })
    .toSorted((one, other) => daysBetween(other.on, one.on));
}

function byDay(all: readonly Happening[]): readonly { readonly on: CalendarDate; readonly what: readonly string[] }[] {
  const days = new Map<CalendarDate, string[]>();
  for (const { on, what } of all) days.set(on, [...(days.get(on) ?? []), what]);
  return [...days].map(([on, what]) => ({ on, what }));
}

/** The right end: the whole week in which the last of some days lies. */
function endOf(from: CalendarDate, weeks: number, days: readonly (CalendarDate | undefined)[]): CalendarDate {
  const last = days.reduce<CalendarDate>(
    (end, day) => (day === undefined ? end : latest(end, day)),
    addWeeks(from, weeks),
  );
  return addWeeks(from, Math.ceil(daysBetween(from, last) / DAYS_IN_A_WEEK));
}

/**
 * The ruler of a needs assessment, in weeks from the request, or of a review, in weeks from its meeting; nothing for a
 * plan, or where no meeting is planned yet.
 * @param entries the milestones on record
 * @param isToday whether the day that is looked at is today
 */
export function rulerOf(
  file: AsAt<CaseFile>,
  entries: readonly MilestoneHistory[],
  isToday: boolean,
): RulerView | undefined {
  const { asAt } = file;
  const counting = entries.filter((entry) => entry.gone === undefined && dayOf(entry) <= asAt);
  const live = entries.filter(({ gone }) => gone === undefined);
  const scale =
    file.kind === 'assessment' ? assessmentScale(file) : file.kind === 'review' ? reviewScale(file, live) : undefined;
  if (scale === undefined) return undefined;
  const { from, weeks, limits, title } = scale;
  const late = lateSpan(limits, asAt);
  const to = endOf(from, weeks, [
    late?.to,
    ...limits.filter(({ clock }) => clock?.status !== 'ended').map(({ on }) => on),
  ]);
  const all = happenings(counting);
  const within = byDay(all.filter(({ on }) => on >= from && on <= to));
  const spans = exceptionSpans(counting, from, to);
  const week = (on: CalendarDate): string => weeksInWords(daysBetween(from, on));
  const shown = limits
    .filter(({ on }) => on >= from && on <= to)
    .toSorted((one, other) => daysBetween(other.on, one.on));
  const isWithin = asAt >= from && asAt <= to;
  return {
    title,
    description: describe({ from, to, asAt, isToday, isWithin, late }),
    drawing: drawRuler({
      from,
      to,
      allowedTo: late?.from ?? to,
      late,
      marks: [{ on: from, label: '0' }, ...marksOf(shown, from)],
      events: within.map(({ on }) => on),
      spans,
      standing: isWithin ? { on: asAt, label: isToday ? 'Today' : longDate(asAt) } : undefined,
    }),
    limits: shown.map(({ on, name, clock }) => ({
      when: week(on),
      day: longDate(on),
      name,
      outcome: clock === undefined ? NOT_RUNNING[file.kind] : outcomeInWords(clock, asAt),
    })),
    happened: within.map(({ on, what }) => ({ when: week(on), day: longDate(on), what })),
    exceptions: spans.map(({ says }, index) => ({ name: `E${String(index + 1)}`, says })),
    before: all.filter(({ on }) => on < from).map(({ on, what }) => ({ day: longDate(on), what })),
  };
}

/** The marks of limits: by whole weeks where they are, each day once. */
function marksOf(limits: readonly Limit[], from: CalendarDate): readonly { on: CalendarDate; label: string }[] {
  const days = [...new Set(limits.map(({ on }) => on))];
  return days.map((on) => {
    const count = daysBetween(from, on) / DAYS_IN_A_WEEK;
    return { on, label: Number.isInteger(count) ? String(count) : count.toFixed(1) };
  });
}

function exceptionSpans(
  entries: readonly MilestoneHistory[],
  from: CalendarDate,
  to: CalendarDate,
): readonly (Span & { readonly says: string })[] {
  return entries
    .filter(({ type }) => type === 'ExceptionRecorded')
    .map(({ attributes }) => {
      const first = (attributes.from ?? attributes.on) as CalendarDate;
      const last = (attributes.to ?? first) as CalendarDate;
      const ground = valueInWords('ground', attributes.ground);
      const time = first === last ? longDate(first) : `${longDate(first)} to ${longDate(last)}`;
      return { from: first, to: last, says: `${ground}, ${time}` };
    })
    .filter((span) => span.to >= from && span.from <= to);
}

function describe(ruler: {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly asAt: CalendarDate;
  readonly isToday: boolean;
  readonly isWithin: boolean;
  readonly late: Span | undefined;
}): string {
  const { from, to, asAt, isToday, isWithin, late } = ruler;
  const day = isToday ? 'Today' : longDate(asAt);
  const place = isWithin
    ? `${day} is ${weeksInWords(daysBetween(from, asAt)).replace(/^Day 0$/, 'day 0')} from its beginning.`
    : asAt < from
      ? `It begins after ${isToday ? 'today' : longDate(asAt)}.`
      : `${day} is after its end.`;
  const overrun =
    late === undefined
      ? ''
      : ` It went on for ${weeksInWords(daysBetween(late.from, late.to))} after the last day allowed, ${longDate(late.from)}.`;
  return `A ruler in weeks from ${longDate(from)} to ${longDate(to)}. ${place}${overrun} Everything on it is listed below.`;
}
