import { isPolicy } from '../../cases/application/actor-words.js';
import { likelyNext } from '../../cases/application/likely-milestones.js';
import type { CatalogueEntry } from '../../cases/application/milestone-catalogue.js';
import type { WhatMeets } from '../../cases/application/what-meets.js';
import { caseInWords, KINDS_IN_SENTENCES, milestoneInWords, stageInWords } from '../../cases/application/words.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { FileClock } from '../application/case-file.js';
import { OPEN_STATUSES } from '../application/clock-status.js';
import type { WholeCase } from '../application/whole-case.js';
import { caseRows } from './case-file-cases.js';
import { adviceView, clocksView, dutiesView, exceptionsView } from './case-file-clocks.js';
import { familyView } from './case-file-family.js';
import { toldEvents, type Names } from './case-file-history.js';
import { momentInWords, momentQuery, type ReadMoment } from '../../platform/web/moment.js';
import { planView } from './case-file-plan.js';
import { whoView } from './case-file-who.js';
import { handedOverTo } from './handed-over.js';
import { rulerOf } from './ruler.js';
import { outcomeInWords, statusTag } from './status-words.js';

/** What a case file is shown with. */
export interface CaseFileShowing {
  readonly moment: ReadMoment;
  readonly today: CalendarDate;
  readonly directory: Names;
  /** Which milestones meet the clocks of the council's rulebook. */
  readonly whatMeets: Pick<WhatMeets, 'milestones'>;
  /** The id of whoever looks. */
  readonly viewer: string;
  /** Whether whoever looks may record. */
  readonly mayRecord: boolean;
}

/** The most milestones that are offered as buttons. */
const MOST_ACTIONS = 4;
/** Milestones that are recorded by pages of their own. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  ExceptionRecorded: 'exception',
  FamilyInformed: 'family-update',
  FamilyFeedbackAsked: 'family-update',
  FamilyFeedbackRecorded: 'family-update',
};

const openOf = (clocks: readonly FileClock[]): readonly FileClock[] =>
  clocks.filter(({ status }) => (OPEN_STATUSES as readonly string[]).includes(status));

/** The duty of the council, or whoever acts for it, that a case has to meet next. */
function nextClock({ file }: WholeCase): FileClock | undefined {
  const { next, clocks } = file;
  if (next === undefined) return undefined;
  return openOf(clocks).find(({ rule, dueOn }) => rule === next.rule && dueOn === next.dueOn);
}

function actionsOf(
  whole: WholeCase,
  { whatMeets }: CaseFileShowing,
): readonly { readonly text: string; readonly href: string }[] {
  const { id, kind, stage, advice } = whole.file;
  const next = nextClock(whole);
  const meeting = next === undefined || stage === 'closed' ? [] : whatMeets.milestones(kind, next).slice(0, 1);
  const likely = likelyNext({
    kind,
    stage,
    recorded: whole.history.milestones.filter(({ gone }) => gone === undefined).map(({ type }) => type),
    isAdviceAwaited: advice.some(({ open }) => open),
  });
  const entries = [...new Set<CatalogueEntry>([...meeting, ...likely])].slice(0, MOST_ACTIONS);
  return entries.map(({ type, milestone }) => ({
    text: milestoneInWords(type),
    href: `/cases/${id}/${OWN_PAGES[type] ?? `record/${milestone}`}`,
  }));
}

function factsOf({ file }: WholeCase, directory: Names): readonly { name: string; value: string }[] {
  const { kind, openedAs, openedOn, stage, officer, team } = file;
  return [
    { name: 'Kind of case', value: caseInWords(kind, openedAs) },
    { name: 'Stage', value: stageInWords(kind, stage) },
    { name: 'Opened', value: longDate(openedOn) },
    { name: 'Officer', value: officer === undefined ? 'Nobody' : directory.nameOf(officer) },
    ...(team === undefined ? [] : [{ name: 'Team', value: directory.teamNameOf(team) }]),
  ];
}

function nextDue(whole: WholeCase): object | undefined {
  const { next, asAt } = whole.file;
  const clock = nextClock(whole);
  if (next === undefined || clock === undefined) return undefined;
  return {
    name: clock.name,
    due: longDate(next.dueOn),
    actBy: next.actByOn === next.dueOn ? undefined : longDate(next.actByOn),
    tag: statusTag(clock.status),
    outcome: outcomeInWords(clock, asAt),
  };
}

/** What a case file shows. */
export function caseFilePage(whole: WholeCase, showing: CaseFileShowing): PageView {
  const { file, history, isBehind } = whole;
  const { id, kind, stage, person, asAt } = file;
  const { moment, today, directory, mayRecord } = showing;
  const events = toldEvents(history, { kind, names: directory });
  const last = history.events.at(-1);
  const isNow = momentInWords(moment.asked) === undefined;
  const who = whoView(whole.who, asAt);
  return {
    title: who.name,
    caption: caseInWords(file.kind, file.openedAs),
    kind: KINDS_IN_SENTENCES[kind],
    id,
    person,
    who,
    facts: factsOf(whole, directory),
    moment: momentInWords(moment.asked),
    query: momentQuery(moment.asked),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    isBehind: isBehind && isNow,
    handedOver: isNow ? handedOverTo(showing.viewer, history, asAt, directory) : undefined,
    isClosed: stage === 'closed',
    byTracker: last !== undefined && isPolicy(last.actor) ? events.at(-1) : undefined,
    next: nextDue(whole),
    owed: familyView(file),
    canRecord: mayRecord && isNow,
    actions: actionsOf(whole, showing),
    ruler: rulerOf(file, history.milestones, asAt === today),
    hasRuler: kind !== 'plan',
    clocks: clocksView(file),
    duties: dutiesView(file),
    exceptions: exceptionsView(file, history.milestones, directory),
    advice: adviceView(file),
    isAssessment: kind === 'assessment',
    plan: planView([...file.related, file], [...(file.dueElsewhere ?? []), ...openOf(file.clocks)], asAt, id),
    isPlan: kind === 'plan',
    others: caseRows(file.related, file.dueElsewhere ?? [], asAt),
    events: events.toReversed(),
    isOfADay: moment.asked.asAt !== undefined,
  };
}
