import { capital } from '../../statute/sentence.js';
import { adviserInWords, choiceInWords } from '../../cases/application/attribute-words.js';
import { FORCES_IN_WORDS } from '../../cases/application/words.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { rulebook } from '../../statute/rulebook.js';
import type { MilestoneHistory } from '../../streams/domain/history.js';
import type { AdviceItem, CaseFile, FileClock } from '../application/case-file.js';
import type { AsAt } from '../application/caseload.js';
import { clockAnchor } from '../application/clock-anchor.js';
import { OPEN_STATUSES } from '../application/clock-status.js';
import type { Names } from './case-file-history.js';
import { outcomeInWords, statusTag, type Tag } from './status-words.js';

/** A limit as a case file shows it. */
export interface ClockView {
  /** The id of its row, where no clock before it has the same. */
  readonly anchor?: string;
  readonly rule: string;
  readonly name: string;
  /** What tells it apart from others of its rule, such as the adviser. */
  readonly about?: string;
  readonly holder: string;
  readonly due: string;
  readonly actBy: string;
  readonly tag: Tag;
  readonly outcome: string;
  /** How far it binds, and the provisions. */
  readonly basis: string;
  readonly explanation: readonly string[];
}

/** The limits of a case: those that are open, what is most urgent first, and the others in the order of the rulebook. */
export interface ClocksView {
  readonly open: readonly ClockView[];
  readonly other: readonly ClockView[];
}

const isOpen = ({ status }: FileClock): boolean => (OPEN_STATUSES as readonly string[]).includes(status);

/** What the reference of a clock stands for, where it is that of an adviser. */
function advisersByRef({ advice }: CaseFile): ReadonlyMap<string, string> {
  return new Map(advice.map(({ ref, adviser }) => [ref, adviserInWords(adviser)]));
}

function clockView(clock: FileClock, asAt: CalendarDate, advisers: ReadonlyMap<string, string>): ClockView {
  const { rule, ref, name, dutyHolder, dueOn, actByOn, status, force, basis = '', explanation = [] } = clock;
  const about = ref === undefined ? undefined : advisers.get(ref);
  return {
    rule,
    name,
    ...(about === undefined ? {} : { about }),
    holder: capital(dutyHolder),
    due: longDate(dueOn),
    actBy: longDate(actByOn),
    tag: statusTag(status),
    outcome: outcomeInWords(clock, asAt),
    basis: force === 'local' ? capital(basis) : `${FORCES_IN_WORDS[force]}: ${basis}`,
    explanation,
  };
}

/** The limits of a case. */
export function clocksView(file: AsAt<CaseFile>): ClocksView {
  const advisers = advisersByRef(file);
  const anchors = new Set<string>();
  const view = (clock: FileClock): ClockView => {
    const anchor = clockAnchor(clock.rule, clock.ref);
    if (anchors.has(anchor)) return clockView(clock, file.asAt, advisers);
    anchors.add(anchor);
    return { anchor, ...clockView(clock, file.asAt, advisers) };
  };
  const open = file.clocks.filter(isOpen).toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  return { open: open.map(view), other: file.clocks.filter((clock) => !isOpen(clock)).map(view) };
}

/** A duty without a date as a case file shows it. */
export interface DutyView {
  readonly rule: string;
  readonly name: string;
  readonly standing: string;
  readonly explanation: readonly string[];
}

/** The duties without a date that a case has called up by a day. */
export function dutiesView({ duties = [], asAt }: AsAt<CaseFile>): readonly DutyView[] {
  return duties
    .filter(({ startedOn }) => startedOn <= asAt)
    .map(({ rule, name, metOn, endedOn, endedBecause = '', explanation }) => ({
      rule,
      name,
      standing:
        metOn !== undefined && metOn <= asAt
          ? `Met on ${longDate(metOn)}`
          : endedOn !== undefined && endedOn <= asAt
            ? `Ended on ${longDate(endedOn)}: ${endedBecause}`
            : 'Stands',
      explanation,
    }));
}

/** A request for advice as a case file shows it. */
export interface AdviceView {
  readonly adviser: string;
  /** Tells requests to the same adviser apart. */
  readonly ref?: string;
  readonly asked: string;
  readonly due: string;
  readonly received: string;
  readonly returned: string;
  readonly tag: Tag;
  /** Where its receipt is recorded, while it is awaited. */
  readonly receipt?: string;
}

const orNone = (day: string | undefined, none: string): string =>
  day === undefined ? none : longDate(day as CalendarDate);

function adviceTag({ open, returnedOn, dueOn, receivedOn }: AdviceItem, asAt: CalendarDate): Tag {
  if (!open) {
    const isLate = dueOn !== undefined && receivedOn !== undefined && receivedOn > dueOn;
    return isLate
      ? { text: 'Received late', classes: 'govuk-tag--orange' }
      : { text: 'Received', classes: 'govuk-tag--green' };
  }
  if (returnedOn !== undefined) return { text: 'Returned, awaited again', classes: 'govuk-tag--yellow' };
  return dueOn !== undefined && dueOn < asAt
    ? { text: 'Overdue', classes: 'govuk-tag--red' }
    : { text: 'Awaited', classes: 'govuk-tag--blue' };
}

/** The advice of a needs assessment, by adviser. */
export function adviceView({ id, advice, asAt }: AsAt<CaseFile>): readonly AdviceView[] {
  return advice.map((item) => ({
    adviser: adviserInWords(item.adviser),
    ...(item.ref === item.adviser ? {} : { ref: item.ref }),
    asked: longDate(item.askedOn as CalendarDate),
    due: orNone(item.dueOn, 'No date'),
    received: orNone(item.receivedOn, 'Not yet'),
    returned: orNone(item.returnedOn, 'No'),
    tag: adviceTag(item, asAt),
    ...(item.open
      ? { receipt: `/cases/${id}/record/advice-received?${new URLSearchParams({ ref: item.ref }).toString()}` }
      : {}),
  }));
}

/** An exception as a case file shows it: what it was offered for, and what became of it for each limit. */
export interface ExceptionView {
  readonly ground: string;
  readonly isWithdrawn: boolean;
  readonly decided: string;
  readonly approvedBy?: string;
  readonly familyTold?: string;
  readonly time: string;
  readonly outcomes: readonly {
    readonly rule: string;
    readonly name: string;
    readonly accepted: boolean;
    readonly reason: string;
  }[];
}

/** What is on record of an exception. */
interface RecordedException {
  readonly on: CalendarDate;
  readonly ground: string;
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
  readonly approvedBy?: string;
  readonly familyToldOn?: CalendarDate;
}

const RULE_NAMES: ReadonlyMap<string, string> = new Map(rulebook.rules.map(({ id, name }) => [id, name]));

/** The exceptions that are on record of a case by a day, those that were withdrawn later too. */
export function exceptionsView(
  { exceptions = [], asAt }: AsAt<CaseFile>,
  milestones: readonly MilestoneHistory[],
  names: Names,
): readonly ExceptionView[] {
  const recorded = milestones
    .filter(({ type, gone }) => type === 'ExceptionRecorded' && gone !== 'retracted')
    .map(({ attributes, gone }) => ({
      ...(attributes as unknown as RecordedException),
      isWithdrawn: gone !== undefined,
    }))
    .filter(({ on }) => on <= asAt);
  return recorded.map(({ on, ground, from, to, approvedBy, familyToldOn, isWithdrawn }) => ({
    ground: choiceInWords('ground', ground),
    isWithdrawn,
    decided: longDate(on),
    ...(approvedBy === undefined ? {} : { approvedBy: names.nameOf(approvedBy) }),
    ...(familyToldOn === undefined ? {} : { familyTold: longDate(familyToldOn) }),
    time: [from, to].flatMap((day) => (day === undefined ? [] : [longDate(day)])).join(' to '),
    outcomes: exceptions
      .filter((outcome) => outcome.ground === ground && outcome.recordedOn === on)
      .map(({ clock, accepted, reason }) => ({ rule: clock, name: RULE_NAMES.get(clock) ?? clock, accepted, reason })),
  }));
}
