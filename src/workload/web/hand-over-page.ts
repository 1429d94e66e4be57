import { caseInWords, stageInWords } from '../../cases/application/words.js';
import { childInWords } from '../../people/application/child-name.js';
import type { Directory } from '../../platform/access/directory.js';
import { FormErrors, type Form } from '../../platform/web/form.js';
import { FORM_ID } from '../../platform/web/page-writes.js';
import type { PageView } from '../../platform/web/pages.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { FacedCase } from '../application/faced-cases.js';
import type { HandedOver } from '../application/hand-overs.js';
import { NO_TEAM, OWN_TEAM, SAME_TEAM, type Holder } from '../domain/hand-over.js';
import { MOST_HANDED_OVER, type HandOverTo } from './hand-over-form.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What a form carries without showing it. */
export interface Carried {
  readonly name: string;
  readonly value: string;
}

/** Cases that are about to be handed over. */
export interface HandingOver {
  readonly cases: readonly FacedCase[];
  /** How many there are, where they are too many for one hand-over. */
  readonly total: number;
  readonly form: Form;
  readonly formId: string;
  readonly directory: Directory;
  /** How many open cases each officer has now. */
  readonly loads: ReadonlyMap<string, number>;
}

/** More cases than these are folded up, so that the button below them is near. */
const MOST_SHOWN_AT_ONCE = 20;

export const ACTION = '/workload/hand-over';

/** A number of cases: "1 case". */
export const casesInWords = (count: number): string => `${numberInWords(count)} case${count === 1 ? '' : 's'}`;

type Names = Pick<Directory, 'nameOf' | 'teamNameOf'>;

function holderInWords(holder: { officer: string | null; team?: string | null } | undefined, names: Names): string {
  const { officer = null, team = null } = holder ?? {};
  const name = officer === null ? 'Nobody' : names.nameOf(officer);
  return team === null ? name : `${name}, ${names.teamNameOf(team)}`;
}

const asSeen = ({ id, revision }: FacedCase): string => `${id}:${String(revision)}`;

function caseView(one: FacedCase, names: Names) {
  return {
    id: one.id,
    value: asSeen(one),
    href: `/cases/${one.id}`,
    child: childInWords(one.child),
    reference: one.child?.reference,
    what: caseInWords(one.kind, one.openedAs),
    stage: stageInWords(one.kind, one.stage),
    isWithPlan: one.isWithPlan,
    holder: holderInWords(one, names),
  };
}

const nothingChosen = new FormErrors();

/** The form: which of the cases, to whom, and with what word. */
export function handOverPage(handing: HandingOver, errors = nothingChosen): PageView {
  const { cases, total, form, formId, directory, loads } = handing;
  const officer = form.text('officer');
  const team = form.optional('team') ?? OWN_TEAM;
  const loadOf = (id: string): string => casesInWords(loads.get(id) ?? 0);
  const teams = [
    { value: OWN_TEAM, text: "The officer's own team" },
    { value: SAME_TEAM, text: 'The team that each case has now' },
    ...directory.teams().map(({ id, name }) => ({ value: id, text: name })),
    { value: NO_TEAM, text: 'No team' },
  ];
  return {
    title: cases.length === 0 ? 'Hand over cases' : `Hand over ${casesInWords(cases.length)}`,
    isRefused: !errors.isEmpty,
    errors,
    action: ACTION,
    most: numberInWords(MOST_HANDED_OVER),
    left: total > cases.length ? casesInWords(total - cases.length) : undefined,
    hidden: [{ name: FORM_ID, value: formId }] satisfies readonly Carried[],
    officers: [
      { value: '', text: 'Choose an officer' },
      ...directory.officers().map(({ id, name }) => ({
        value: id,
        text: `${name} (${loadOf(id)})`,
        selected: id === officer,
      })),
    ],
    teams: teams.map((one) => ({ ...one, selected: one.value === team })),
    note: form.text('note'),
    isShort: cases.length <= MOST_SHOWN_AT_ONCE,
    cases: cases.map((one) => caseView(one, directory)),
  };
}

/** Why a case of a restricted child stays where it is. */
const mayNotSee = (name: string): string =>
  `Left as it is: ${name} may not see the child. Name them under “Restricted children” first`;
const NOT_HANDED_OVER = 'not handed over: they may not see the child';

/** First what somebody has to see to, last what changes nothing. */
const rank = ({ isKept, isTheirs }: { readonly isKept: boolean; readonly isTheirs: boolean }): number =>
  isTheirs ? 2 : isKept ? 0 : 1;

/**
 * What handing the cases over would come to, before anything is recorded.
 * @param keptFrom the children whom the new officer may not see
 */
export function handOverPreviewPage(
  { cases, formId, directory }: HandingOver,
  to: HandOverTo,
  holderOf: (now: string | undefined) => Holder,
  keptFrom: ReadonlySet<PersonId>,
): PageView {
  const name = directory.nameOf(to.officer);
  const rows = cases.map((one) => {
    const target = holderOf(one.team ?? undefined);
    const isKept = keptFrom.has(one.person);
    const isTheirs = !isKept && one.officer === target.officer && (one.team ?? undefined) === target.team;
    const goes = isTheirs ? 'Has it already' : `Goes to ${holderInWords(target, directory)}`;
    return { ...caseView(one, directory), isTheirs, isKept, result: isKept ? mayNotSee(name) : goes };
  });
  const going = cases.filter((_, place) => rows[place]?.isTheirs === false && !rows[place].isKept);
  const theirs = rows.filter(({ isTheirs }) => isTheirs).length;
  const kept = rows.length - going.length - theirs;
  const from = [...Map.groupBy(going, ({ officer }) => officer)]
    .map(([officer, some]) => ({ name: officer === null ? 'nobody' : directory.nameOf(officer), count: some.length }))
    .sort((one, other) => other.count - one.count);
  return {
    title: 'Check before you hand over',
    caption: `To ${name}`,
    action: ACTION,
    note: to.note,
    summary: [
      ...(going.length === 0 ? [] : [`${casesInWords(going.length)} will be handed over`]),
      ...from.map(({ name, count }) => `${casesInWords(count)} from ${name}`),
      ...(kept === 0 ? [] : [`${casesInWords(kept)} ${NOT_HANDED_OVER}`]),
      ...(theirs === 0 ? [] : [`${casesInWords(theirs)} they have already`]),
    ],
    canHandOver: going.length > 0,
    rows: rows.toSorted((one, other) => rank(one) - rank(other)),
    hidden: [
      { name: FORM_ID, value: formId },
      { name: 'officer', value: to.officer },
      { name: 'team', value: to.team },
      ...(to.note === undefined ? [] : [{ name: 'note', value: to.note }]),
      ...cases.map((one) => ({ name: 'case', value: asSeen(one) })),
    ] satisfies readonly Carried[],
  };
}

/** A case with what came of it; a case that nobody can find has no view. */
export interface CaseOutcome {
  readonly id: string;
  readonly faced: FacedCase | undefined;
  readonly result: HandedOver;
}

/** In what order results are shown: first what somebody has to see to. */
const ORDER: readonly HandedOver['outcome'][] = [
  'may-not-see',
  'moved-meanwhile',
  'kept',
  'refused',
  'unknown',
  'done',
  'nothing',
];

function resultInWords(result: HandedOver, officer: string, isUndo: boolean, names: Names): string {
  switch (result.outcome) {
    case 'done':
      return `${isUndo ? 'Given back to' : 'Handed over to'} ${holderInWords(result.holder, names)}`;
    case 'nothing':
      return isUndo ? 'Was not handed over, so it stays as it is' : 'They had it already';
    case 'moved-meanwhile':
      return `Left as it is: somebody gave it to ${holderInWords(result.holder, names)} meanwhile`;
    case 'kept':
      return `Nobody had it before, so it stays with ${holderInWords(result.holder, names)}. Assign it in its case file`;
    case 'may-not-see':
      return mayNotSee(names.nameOf(officer));
    case 'refused':
      return result.reasons.join(' ');
    case 'unknown':
      return 'There is no such case';
  }
}

/**
 * What came of each case.
 * @param undo what has to be sent to take a hand-over back; nothing where it was one that took back
 */
export function handedOverPage(
  outcomes: readonly CaseOutcome[],
  names: Names,
  officer: string,
  undo: readonly Carried[] | undefined,
): PageView {
  const isUndo = undo === undefined;
  const countOf = (outcome: HandedOver['outcome']): number =>
    outcomes.filter(({ result }) => result.outcome === outcome).length;
  const done = countOf('done');
  const did = isUndo ? 'given back' : 'handed over';
  const of =
    done === outcomes.length ? casesInWords(done) : `${numberInWords(done)} of ${casesInWords(outcomes.length)}`;
  const lines: readonly (readonly [HandedOver['outcome'], string])[] = [
    ['may-not-see', NOT_HANDED_OVER],
    ['moved-meanwhile', 'somebody else moved meanwhile: left as they are'],
    ['kept', 'nobody had before: they stay'],
    ['refused', 'could not be recorded'],
    ['unknown', 'no longer there'],
    ['nothing', isUndo ? 'had not been handed over' : 'they had already'],
  ];
  return {
    title: `${isUndo ? 'Given back' : 'Handed over'}: ${of}`,
    caption: isUndo ? 'The hand-over is taken back' : `To ${names.nameOf(officer)}`,
    summary: [
      `${casesInWords(done)} ${done === 1 ? 'is' : 'are'} ${did}`,
      ...lines.flatMap(([outcome, words]) =>
        countOf(outcome) === 0 ? [] : [`${casesInWords(countOf(outcome))} ${words}`],
      ),
    ],
    rows: outcomes
      .toSorted((one, other) => ORDER.indexOf(one.result.outcome) - ORDER.indexOf(other.result.outcome))
      .map(({ id, faced, result }) => ({
        ...(faced === undefined ? { id, child: 'No such case' } : caseView(faced, names)),
        result: resultInWords(result, officer, isUndo, names),
      })),
    action: ACTION,
    undo: done === 0 ? undefined : undo,
    worklist: isUndo ? undefined : { text: `See the cases of ${names.nameOf(officer)}`, href: worklistOf(officer) },
  };
}

const worklistOf = (officer: string): string => `/worklist?${new URLSearchParams({ officer }).toString()}`;
