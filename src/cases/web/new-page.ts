import { OPEN_ALREADY } from '../../caseload/application/open-requests.js';
import type { CaseItem } from '../../caseload/application/list-cases.js';
import type { Identity } from '../../people/application/identity.js';
import type { TypedDate } from '../../platform/web/date-input.js';
import type { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate } from '../../statute/calendar.js';
import type { Refusal } from '../../streams/domain/decider.js';
import { caseInWords, stageInWords } from '../application/words.js';
import type { AssignmentChoices } from './new-assignment.js';
import { CHILD_LISTS } from './child-lists.js';
import type { Likeness, Match } from './new-matches.js';
import { plansOf, type ChildOnRecord, type Opening, type Subject } from './new-opening.js';

/** The value of the choice "another child" among those who may be the child. */
export const ANOTHER = 'another';

const LIKENESSES: Readonly<Record<Likeness, string>> = {
  upn: 'Same UPN',
  reference: 'Same reference',
  'name-and-birth': 'Same name and date of birth',
  'surname-and-birth': 'Same surname and date of birth',
  'forename-and-birth': 'Same first name and date of birth',
};

/** A child as pages name them. */
export interface ChildShown {
  readonly id: string;
  readonly name: string;
  readonly born: string;
  /** What else tells them from others. */
  readonly numbers: readonly string[];
}

/** A case in a list. */
export interface CaseShown {
  readonly href: string;
  readonly text: string;
  readonly detail: string;
}

/** A child as pages name them. */
export function childShown(id: string, { forename, surname, dateOfBirth, upn, reference }: Identity): ChildShown {
  return {
    id,
    name: `${forename} ${surname}`,
    born: longDate(dateOfBirth),
    numbers: [
      ...(upn === undefined ? [] : [`UPN ${upn}`]),
      ...(reference === undefined ? [] : [`Reference ${reference}`]),
    ],
  };
}

/** A case as a line in a list. */
export function caseShown({ id, kind, openedAs, openedOn, stage }: CaseItem): CaseShown {
  return {
    href: `/cases/${id}`,
    text: caseInWords(kind, openedAs),
    detail: `${longDate(openedOn)}: ${stageInWords(kind, stage)}`,
  };
}

/** What the page of a form for a new case shows. */
export interface NewCaseForm {
  readonly formId: string;
  /** The text of every field as it was typed, or as it is offered. */
  readonly typed: Readonly<Record<string, string>>;
  readonly dates: Readonly<Record<string, TypedDate>>;
  readonly errors: FormErrors;
  readonly choices: AssignmentChoices;
  readonly subject: Subject;
  /** Those on record who may be the child that was typed. */
  readonly matches?: readonly Match[];
  /** The ids of those whom an earlier page showed, where the officer said that it is none of them. */
  readonly shown?: readonly string[];
  /** What has to be confirmed. */
  readonly warnings?: readonly Refusal[];
  /** The codes that were confirmed on an earlier page. */
  readonly confirmed?: readonly string[];
  /** The case that the same form opened before. */
  readonly sentBefore?: string;
}

const matchShown = ({ id, details, alike, cases }: Match): object => ({
  ...childShown(id, details),
  alike: alike.map((one) => LIKENESSES[one]).join('. '),
  cases: cases.map(caseShown),
});

const subjectShown = (child: ChildOnRecord | undefined): object | null =>
  child === undefined ? null : { ...childShown(child.id, child.details), cases: child.cases.map(caseShown) };

/** What the page of a form for a new case shows. */
export function newCasePage(opening: Opening, form: NewCaseForm): PageView {
  const { formId, typed, dates, errors, choices, subject, sentBefore } = form;
  const { matches = [], shown = [], warnings = [], confirmed = [] } = form;
  const { child, plan } = subject;
  const { path, title, button, offers } = opening;
  const hasPlan = child !== undefined && plansOf(child).length > 0;
  return {
    title,
    action: path,
    button,
    offers,
    known: CHILD_LISTS,
    isRefused: !errors.isEmpty,
    errors,
    choices,
    formId,
    typed,
    dates,
    child: subjectShown(child),
    plan: plan?.id ?? null,
    reassess: hasPlan ? `/new/reassessment?person=${child.id}` : null,
    matches: matches.map(matchShown),
    another: ANOTHER,
    shown: matches.length > 0 ? matches.map(({ id }) => id) : typed.child === ANOTHER ? shown : [],
    warnings: warnings.map(({ code, message }) => ({ code, message })),
    confirmed: confirmed.filter((code) => !warnings.some((one) => one.code === code)),
    asksWhy: confirmed.includes(OPEN_ALREADY) || warnings.some(({ code }) => code === OPEN_ALREADY),
    sentBefore: sentBefore ?? null,
  };
}
