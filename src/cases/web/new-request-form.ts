import { OPEN_ALREADY } from '../../caseload/application/open-requests.js';
import { isUuid } from '../../platform/http/parameters.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import { CHOICES_IN_WORDS } from '../application/attribute-words.js';
import { readAssignment, type AssignmentChoices } from './new-assignment.js';
import type { NewCase } from './new-cases.js';
import { readDescribed, type Described } from './new-child.js';
import { readChoice, readDay } from './new-fields.js';

/** The value of the choice "another child" among those who may be the child. */
export const ANOTHER = 'another';

/** Who asked for the assessment (SEN2 item 2.2). */
export const SOURCES = Object.keys(CHOICES_IN_WORDS.source) as readonly (keyof typeof CHOICES_IN_WORDS.source)[];

/** The dates of the form. */
export const REQUEST_DATES = ['birth', 'received', 'responsible'] as const;

/** The fields of the form that the record speaks of by other names. */
export const REQUEST_FIELD_OF: Readonly<Record<string, string>> = {
  on: 'received',
  becameResponsibleOn: 'responsible',
  source: 'source',
  person: 'forename',
};

/** Whose request it is: a child on record, or one who was typed and may be on record. */
export type Whose =
  | { readonly person: PersonId }
  | {
      readonly described: Described;
      /** The children whom the officer was shown, where they said that it is none of them. */
      readonly isNoneOf?: readonly string[];
    };

/** A request for a needs assessment as a form tells it. */
export interface RequestForm {
  readonly whose: Whose;
  readonly rest: Omit<NewCase, 'who'>;
}

function readWhose(form: Form, today: CalendarDate, errors: FormErrors): Whose | undefined {
  const chosen = form.text('child');
  if (isUuid(chosen)) return { person: chosen as PersonId };
  const described = readDescribed(form, today, errors);
  if (described === undefined) return undefined;
  return { described, ...(chosen === ANOTHER ? { isNoneOf: form.all('shown') } : {}) };
}

/** What a form is read by. */
export interface Reading {
  readonly today: CalendarDate;
  readonly choices: AssignmentChoices;
  /** Takes what is wrong. */
  readonly errors: FormErrors;
}

/** Reads the form; nothing where anything is wrong, and all that is wrong is added to the errors. */
export function readRequestForm(form: Form, { today, choices, errors }: Reading): RequestForm | undefined {
  const whose = readWhose(form, today, errors);
  const on = readDay(
    form,
    { name: 'received', called: 'The day of receipt', missing: 'Enter the day on which the council received it' },
    today,
    errors,
  );
  const source = readChoice(form, 'source', SOURCES, errors, 'Choose who made the request');
  const becameResponsibleOn = readDay(
    form,
    { name: 'responsible', called: 'The day on which the council became responsible' },
    today,
    errors,
  );
  const assignment = readAssignment(form, choices, errors);
  const confirm = form.all('confirm');
  const because = form.optional('because');
  if (confirm.includes(OPEN_ALREADY) && because === undefined) {
    errors.add('because', 'Say why there are two open requests');
  }
  if (!errors.isEmpty || whose === undefined) return undefined;
  const inYouthAccommodation = form.text('accommodation') === 'yes' ? true : undefined;
  return {
    whose,
    rest: {
      kind: 'assessment',
      milestone: 'assessment-requested',
      fields: { kind: 'initial', on, source, becameResponsibleOn, inYouthAccommodation },
      confirm,
      because: confirm.includes(OPEN_ALREADY) ? because : undefined,
      ...assignment,
    },
  };
}
