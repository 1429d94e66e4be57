import type { Directory } from '../../platform/access/directory.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import type { PersonId } from '../../streams/domain/event.js';
import { RESTRICTION_REASONS, type Restriction, type RestrictionReason } from '../application/child-restrictions.js';
import { instantInWords } from './instant-in-words.js';

const REASONS: Readonly<Record<RestrictionReason, string>> = {
  'staff-family': 'Somebody who works here is related to them, or knows them',
  safety: 'The safety of the child or the family',
  proceedings: 'Proceedings in which the council is a party',
  'public-interest': 'Somebody in the public eye',
  other: 'Another reason, which is on file elsewhere',
};

const LIFTED = 'Lifted';

const reasonInWords = (reason: string): string =>
  (REASONS as Readonly<Record<string, string | undefined>>)[reason] ?? LIFTED;

/** What was typed into a form, and what is wrong with it. */
export interface Typed {
  readonly form: Form;
  readonly errors: FormErrors;
}

const wrong = ({ errors }: Typed): Pick<PageView, 'isRefused' | 'errors'> => ({ isRefused: !errors.isEmpty, errors });

/** The fields that both forms have. */
function fields(chosen: readonly string[], reason: string, directory: Directory): object {
  return {
    officers: directory.officers().map(({ id, name, teams }) => ({
      value: id,
      text: name,
      hint: { text: [id, ...teams.map((team) => directory.teamNameOf(team))].join(', ') },
      checked: chosen.includes(id),
    })),
    reasons: RESTRICTION_REASONS.map((value) => ({ value, text: REASONS[value], checked: value === reason })),
  };
}

function row({ person, officers, reason, by, at }: Restriction, directory: Directory): object {
  return {
    person,
    officers: officers.map((officer) => directory.nameOf(officer)).join(', '),
    reason: reasonInWords(reason),
    by: directory.nameOf(by),
    at: instantInWords(at),
  };
}

/** The children whom only named officers may see, and the form that adds one. */
export function restrictionsPage(restrictions: readonly Restriction[], directory: Directory, typed: Typed): PageView {
  const { form } = typed;
  return {
    title: 'Restricted children',
    ...wrong(typed),
    rows: restrictions.map((one) => row(one, directory)),
    child: form.text('child'),
    ...fields(form.all('officers'), form.text('reason'), directory),
  };
}

/**
 * One child who is or was restricted, and the form that changes it.
 * @param history everything that was decided, the latest first
 */
export function restrictionPage(
  person: PersonId,
  history: readonly Restriction[],
  directory: Directory,
  typed?: Typed,
): PageView {
  const [now] = history;
  const isRestricted = now !== undefined && now.officers.length > 0;
  return {
    title: isRestricted ? 'A restricted child' : 'A child who is not restricted',
    ...(typed === undefined ? {} : wrong(typed)),
    person,
    isRestricted,
    history: history.map((one) => row(one, directory)),
    ...fields(
      typed?.form.all('officers') ?? now?.officers ?? [],
      typed?.form.text('reason') ?? now?.reason ?? '',
      directory,
    ),
  };
}
