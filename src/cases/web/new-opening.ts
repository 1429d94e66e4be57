import type { CaseItem } from '../../caseload/application/list-cases.js';
import type { Identity } from '../../people/application/identity.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Refusal } from '../../streams/domain/decider.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { AssignmentChoices } from './new-assignment.js';
import type { NewCase } from './new-cases.js';

/** A child on record, with their cases, those that are open first. */
export interface ChildOnRecord {
  readonly id: PersonId;
  readonly details: Identity;
  readonly cases: readonly CaseItem[];
}

/** What a form for a new case is about, as far as it is on record. */
export interface Subject {
  readonly child?: ChildOnRecord;
  readonly plan?: CaseItem;
}

/** What a form is read by. */
export interface Reading {
  readonly today: CalendarDate;
  readonly choices: AssignmentChoices;
  readonly subject: Subject;
  /** Takes what is wrong. */
  readonly errors: FormErrors;
}

/** What a form asks for, beside whose case it is. */
export interface Asked extends Omit<NewCase, 'who'> {
  /** The case that it is recorded on, where it opens none. */
  readonly on?: string;
  /** What is opened after it; it is about the same child. */
  readonly next?: Omit<NewCase, 'who'>;
}

/** A form by which a case is opened. */
export interface Opening {
  readonly path: string;
  readonly title: string;
  readonly button: string;
  /** What the next page says when it is done. */
  readonly done: string;
  /** The template of its page. */
  readonly template: string;
  /** What it needs to be on record: nothing where the child can be registered with it. */
  readonly needs?: 'child' | 'plan';
  /** The names of its dates. */
  readonly dates: readonly string[];
  /** The fields that the record speaks of by other names. */
  readonly fieldOf: Readonly<Record<string, string>>;
  /** The field at which everything else stands that the record has to say. */
  readonly otherwise: string;
  /** What its template offers to choose from. */
  readonly offers: Readonly<Record<string, readonly { readonly value: string; readonly text: string }[]>>;
  /** What is typed in it before anybody types. */
  readonly usual?: (today: CalendarDate) => Readonly<Record<string, string>>;
  /** Reads what is asked for; what is wrong is added to the errors, and nothing may come of it then. */
  readonly read: (form: Form, reading: Reading) => Asked | undefined;
  /** What stands against it on other records, and has to be confirmed. */
  readonly warnings?: (asked: Asked, subject: Subject) => readonly Refusal[];
}

/** A warning about what stands on another record. */
export const warning = (code: string, message: string): Refusal => ({
  code,
  message,
  field: 'case',
  confirmable: true,
});

/** The plans of a child that the council maintains. */
export const plansOf = (child: ChildOnRecord | undefined): readonly CaseItem[] =>
  (child?.cases ?? []).filter(({ kind, open }) => kind === 'plan' && open);

/** The values of a choice with their words, for a page. */
export const offered = (words: Readonly<Record<string, string>>): readonly { value: string; text: string }[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }));
