import { caseInWords, FORCES_IN_WORDS, stageInWords } from '../../cases/application/words.js';
import { instantInWords } from '../../platform/instants.js';
import type { PageView } from '../../platform/web/pages.js';
import { dayInLondon, longDate, type CalendarDate } from '../../statute/calendar.js';
import type { HistoryEvent } from '../../streams/domain/history.js';
import type { FileClock } from '../application/case-file.js';
import type { WholeCase } from '../application/whole-case.js';
import { toldEvents, type Names, type ToldEvent } from './case-file-history.js';
import { momentInWords, momentQuery, type AskedMoment } from '../../platform/web/moment.js';
import { whoView, type WhoView } from './case-file-who.js';
import { outcomeInWords, statusTag } from './status-words.js';

/** What a chronology tells. */
export interface ChronologyOptions {
  /** Of all cases of the child or young person, or of one. */
  readonly all: boolean;
  /** Without the names of those who recorded, for whoever may not know them. */
  readonly withoutStaff: boolean;
  /** Without notes and other free texts. */
  readonly withoutTexts: boolean;
}

/** Something that was recorded, in its place in a chronology. */
export interface ChronologyRow extends ToldEvent {
  /** The day that it stands under: its own, or that of its recording. */
  readonly day: CalendarDate;
  readonly dayInWords: string;
  readonly case: string;
}

/** A limit in a chronology. */
export interface ChronologyLimit {
  readonly case: string;
  readonly rule: string;
  readonly name: string;
  readonly startedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly started: string;
  readonly due: string;
  readonly status: string;
  readonly outcome: string;
  readonly force: string;
  readonly explanation: readonly string[];
}

/** A chronology: everything of it that a page, a printed copy or a table shows. */
export interface Chronology {
  readonly who: WhoView;
  readonly asAt: CalendarDate;
  readonly cases: readonly { readonly name: string; readonly opened: string; readonly stage: string }[];
  readonly rows: readonly ChronologyRow[];
  readonly limits: readonly ChronologyLimit[];
}

/** The kinds of event that hold nothing but a text and who has the case. */
const NOTES: ReadonlySet<string> = new Set(['NoteAdded']);
const STAFF_ONLY: ReadonlySet<string> = new Set(['CaseAssigned']);
const LEFT_OUT = 'Left out';

const caseName = ({ file }: WholeCase): string =>
  `${caseInWords(file.kind, file.openedAs)}, ${longDate(file.openedOn)}`;

/** What is told of an event once names of staff and texts are left out; nothing where nothing is left. */
function asAsked(event: HistoryEvent, told: ToldEvent, options: ChronologyOptions): ToldEvent | undefined {
  const { withoutStaff, withoutTexts } = options;
  if (withoutTexts && NOTES.has(event.type)) return undefined;
  if (withoutStaff && STAFF_ONLY.has(event.type)) return undefined;
  return {
    ...told,
    ...(withoutTexts && told.reason !== undefined ? { reason: LEFT_OUT } : {}),
    values: told.values.filter(
      ({ isText, isStaff }) => !(withoutTexts && isText === true) && !(withoutStaff && isStaff === true),
    ),
    by: withoutStaff ? '' : told.by,
  };
}

/** The day that an event stands under: that of the milestone that it records, as corrected; its own, or its recording's. */
function dayOf(event: HistoryEvent, { history }: WholeCase): CalendarDate {
  const { entry, on, recordedAt } = event;
  const milestone = on === undefined || entry === undefined ? undefined : history.milestones[entry - 1];
  const corrected = milestone?.type === event.type ? milestone.attributes.on : undefined;
  return (corrected as CalendarDate | undefined) ?? on ?? dayInLondon(new Date(recordedAt));
}

function rowsOf(whole: WholeCase, names: Names, options: ChronologyOptions): ChronologyRow[] {
  const { history, file } = whole;
  const told = toldEvents(history, { kind: file.kind, names });
  return history.events.flatMap((event, index): ChronologyRow[] => {
    const one = told[index];
    const shown = one && asAsked(event, one, options);
    if (shown === undefined) return [];
    const day = dayOf(event, whole);
    return [{ ...shown, day, dayInWords: longDate(day), case: caseName(whole) }];
  });
}

function limitOf(clock: FileClock, whole: WholeCase): ChronologyLimit {
  const { rule, name, startedOn, dueOn, status, force, explanation = [] } = clock;
  return {
    case: caseName(whole),
    rule,
    name,
    startedOn,
    dueOn,
    started: longDate(startedOn),
    due: longDate(dueOn),
    status: statusTag(status).text,
    outcome: outcomeInWords(clock, whole.file.asAt),
    force: FORCES_IN_WORDS[force],
    explanation,
  };
}

const inOrder = (one: ChronologyRow, other: ChronologyRow): number =>
  one.day === other.day ? (one.recordedAt < other.recordedAt ? -1 : 1) : one.day < other.day ? -1 : 1;

/**
 * The chronology of some cases of one child or young person: what happened by its day, each with when it was recorded and
 * by whom, and the limits with how they were worked out.
 */
export function chronologyOf(
  cases: readonly [WholeCase, ...WholeCase[]],
  names: Names,
  options: ChronologyOptions,
): Chronology {
  const [{ file, who }] = cases;
  return {
    who: whoView(who, file.asAt),
    asAt: file.asAt,
    cases: cases.map((whole) => ({
      name: caseInWords(whole.file.kind, whole.file.openedAs),
      opened: longDate(whole.file.openedOn),
      stage: stageInWords(whole.file.kind, whole.file.stage),
    })),
    rows: cases.flatMap((whole) => rowsOf(whole, names, options)).sort(inOrder),
    limits: cases
      .flatMap((whole) => whole.file.clocks.map((clock) => limitOf(clock, whole)))
      .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1)),
  };
}

/** The query that asks for a chronology, with its question mark. */
export function chronologyQuery(options: ChronologyOptions, moment: AskedMoment): string {
  const query = new URLSearchParams({
    cases: options.all ? 'all' : 'one',
    ...(options.withoutStaff ? { leaveOut: 'staff' } : {}),
  });
  if (options.withoutTexts) query.append('leaveOut', 'texts');
  const more = momentQuery(moment).slice(1);
  return `?${query.toString()}${more === '' ? '' : `&${more}`}`;
}

/** What a chronology is shown with. */
export interface ChronologyShowing {
  readonly id: string;
  readonly options: ChronologyOptions;
  readonly moment: AskedMoment;
  /** When it is made: an instant, ISO 8601 in UTC. */
  readonly madeAt: string;
  /** Who makes it. */
  readonly madeBy: string;
}

/** What the page of a chronology shows. */
export function chronologyPage(chronology: Chronology, showing: ChronologyShowing): PageView {
  const { id, options, moment, madeAt, madeBy } = showing;
  return {
    ...chronology,
    title: 'Chronology',
    id,
    options,
    asAtInWords: longDate(chronology.asAt),
    made: instantInWords(madeAt),
    madeBy: options.withoutStaff ? undefined : madeBy,
    moment: momentInWords(moment),
    asked: moment,
    back: `/cases/${id}${momentQuery(moment)}`,
    csv: `/cases/${id}/chronology.csv${chronologyQuery(options, moment)}`,
  };
}
