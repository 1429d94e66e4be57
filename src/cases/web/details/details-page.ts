import { ChangePersonDetails } from '../../../people/application/change-person-details.js';
import type { Identity } from '../../../people/application/identity.js';
import type { TypedDate } from '../../../platform/web/date-input.js';
import { Form, FormErrors } from '../../../platform/web/form.js';
import { FORM_ID, newFormId } from '../../../platform/web/page-writes.js';
import type { PageView } from '../../../platform/web/pages.js';
import type { CalendarDate } from '../../../statute/calendar.js';
import { CHILD_LISTS } from '../child-lists.js';
import type { Described } from '../new-child.js';
import { dayTyped, typedDates } from '../new-fields.js';

/** Who someone is on record. */
export interface KnownDetails {
  readonly details: Identity;
  readonly revision: number;
}

/** The field that says which revision the form shows. */
const REVISION = 'revision';

/** What the form shows. */
interface Details {
  readonly formId: string;
  readonly revision: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly dates: Readonly<Record<string, TypedDate>>;
  readonly errors: FormErrors;
}

/** The form with what is on record. */
export function blankDetails({ details, revision }: KnownDetails, today: CalendarDate): Details {
  const { forename, surname, dateOfBirth, sex, primaryNeed, postcode, upn, reference } = details;
  const known = { forename, surname, sex, primaryNeed, postcode, upn, reference };
  const typed: Record<string, string> = dayTyped('birth', dateOfBirth);
  for (const [field, value] of Object.entries(known)) if (value !== undefined) typed[field] = value;
  const dates = typedDates(Form.of(typed), ['birth'], today);
  return { formId: newFormId(), revision: String(revision), typed, dates, errors: new FormErrors() };
}

/** The form as it was sent, with what is wrong with it. */
export function sentDetails(form: Form, errors: FormErrors, today: CalendarDate): Details {
  return {
    formId: form.text(FORM_ID),
    revision: form.text(REVISION),
    typed: form.typed,
    dates: typedDates(form, ['birth'], today),
    errors,
  };
}

/** What a form asks to be changed: what it does not ask for stays as it is on record. */
export function changed(id: string, known: KnownDetails, form: Form, described: Described): ChangePersonDetails {
  const { ethnicity, uln, upnUnknown, preferredName, language, interpreterNeeded } = known.details;
  // Why there is no UPN is known only as long as there is none.
  const noUpn = described.upn === undefined && uln === undefined ? { upnUnknown } : {};
  const kept = { ethnicity, uln, preferredName, language, interpreterNeeded, ...noUpn };
  const fields = Object.fromEntries(
    Object.entries({ ...kept, ...described }).filter(([, value]) => value !== undefined),
  );
  const revision = form.text(REVISION);
  const expectedRevision = /^\d{1,9}$/.test(revision) ? Number(revision) : known.revision;
  return Object.assign(new ChangePersonDetails(), fields, { person: id, expectedRevision });
}

/** What the page of the form shows. */
export function detailsPage(id: string, details: Details): PageView {
  return {
    title: 'Change details',
    id,
    known: CHILD_LISTS,
    isRefused: !details.errors.isEmpty,
    ...details,
  };
}
