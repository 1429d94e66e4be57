import { caseInWords, stageInWords } from '../../cases/application/words.js';
import { childInWords } from '../../people/application/child-name.js';
import type { Directory } from '../../platform/access/directory.js';
import { FormErrors, type Form } from '../../platform/web/form.js';
import { FORM_ID } from '../../platform/web/page-writes.js';
import type { PageView } from '../../platform/web/pages.js';
import type { FacedCase } from '../application/faced-cases.js';
import type { HandedOver } from '../application/hand-overs.js';
import { NO_TEAM, OWN_TEAM, SAME_TEAM, type Holder } from '../domain/hand-over.js';
import { MOST_HANDED_OVER, type HandOverTo } from './hand-over-form.js';

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

const inWords = (count: number): string => count.toLocaleString('en-GB');
/** A number of cases: "1 case". */
export const casesInWords = (count: number): string => `${inWords(count)} case${count === 1 ? '' : 's'}`;

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
    most: inWords(MOST_HANDED_OVER),
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

/** What handing the cases over would come to, before anything is recorded. */
export function handOverPreviewPage(
  { cases, formId, directory }: HandingOver,
  to: HandOverTo,
  holderOf: (now: string | undefined) => Holder,
): PageView {
  const rows = cases.map((one) => {
    const target = holderOf(one.team ?? undefined);
    const isTheirs = one.officer === target.officer && (one.team ?? undefined) === target.team;
    return {
      ...caseView(one, directory),
      isTheirs,
      result: isTheirs ? 'Has it already' : `Goes to ${holderInWords(target, directory)}`,
    };
  });
  const going = cases.filter((_, place) => rows[place]?.isTheirs === false);
  const from = [...Map.groupBy(going, ({ officer }) => officer)]
    .map(([officer, some]) => ({ name: officer === null ? 'nobody' : directory.nameOf(officer), count: some.length }))
    .sort((one, other) => other.count - one.count);
  return {
    title: 'Check before you hand over',
    caption: `To ${directory.nameOf(to.officer)}`,
    action: ACTION,
    note: to.note,
    summary: [
      ...(going.length === 0 ? [] : [`${casesInWords(going.length)} will be handed over`]),
      ...from.map(({ name, count }) => `${casesInWords(count)} from ${name}`),
      ...(going.length === rows.length ? [] : [`${casesInWords(rows.length - going.length)} they have already`]),
    ],
    canHandOver: going.length > 0,
    rows: rows.toSorted((one, other) => Number(one.isTheirs) - Number(other.isTheirs)),
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
const ORDER: readonly HandedOver['outcome'][] = ['moved-meanwhile', 'kept', 'refused', 'unknown', 'done', 'nothing'];

function resultInWords(result: HandedOver, isUndo: boolean, names: Names): string {
  switch (result.outcome) {
    case 'done':
      return `${isUndo ? 'Given back to' : 'Handed over to'} ${holderInWords(result.holder, names)}`;
    case 'nothing':
      return isUndo ? 'Was not handed over, so it stays as it is' : 'They had it already';
    case 'moved-meanwhile':
      return `Left as it is: somebody gave it to ${holderInWords(result.holder, names)} meanwhile`;
    case 'kept':
      return `Nobody had it before, so it stays with ${holderInWords(result.holder, names)}. Assign it in its case file`;
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
  const of = done === outcomes.length ? casesInWords(done) : `${inWords(done)} of ${casesInWords(outcomes.length)}`;
  const lines: readonly (readonly [HandedOver['outcome'], string])[] = [
    ['moved-meanwhile', 'somebody else moved meanwhile: left as they are'],
    ['kept', 'nobody had before: they stay'],
    ['refused', 'could not be recorded'],
    ['unknown', 'are not there any more'],
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
        result: resultInWords(result, isUndo, names),
      })),
    action: ACTION,
    undo: done === 0 ? undefined : undo,
    worklist: isUndo ? undefined : { text: `See the cases of ${names.nameOf(officer)}`, href: worklistOf(officer) },
  };
}

const worklistOf = (officer: string): string => `/worklist?${new URLSearchParams({ officer }).toString()}`;
