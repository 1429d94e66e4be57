import type { Directory } from '../../platform/access/directory.js';
import { typedDate, type TypedDate } from '../../platform/web/date-input.js';
import type { FormErrors } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import { addDays, longDate, type CalendarDate } from '../../statute/calendar.js';
import { SCOPES, USUAL_DAYS, type Scope } from '../application/token.js';
import type { MadeToken, TokenItem } from '../application/tokens.js';
import { instantInWords } from './instant-in-words.js';

const SCOPES_IN_WORDS: Readonly<Record<Scope, { readonly text: string; readonly hint: string }>> = {
  figures: { text: 'Figures', hint: 'Counts and shares; nothing about any one child' },
  cases: { text: 'Cases', hint: 'Children, their cases and dates; not those who are restricted' },
  record: { text: 'Record', hint: 'Register children and record on their cases; includes reading them' },
  manage: { text: 'Manage', hint: 'Erase children for good; includes reading cases' },
};

/** What was typed into the form of a new token. */
export interface TypedToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly lastDay: TypedDate;
}

/** The form as it is first shown: a year ahead. */
export const freshToken = (today: CalendarDate): TypedToken => ({
  name: '',
  scopes: [],
  lastDay: typedDate(addDays(today, USUAL_DAYS)),
});

function standing({ isActive, revokedAt, lastDay }: TokenItem): string {
  if (revokedAt !== undefined) return `Revoked on ${instantInWords(revokedAt)}`;
  return isActive ? `Works until the end of ${longDate(lastDay)}` : `Ran out on ${longDate(lastDay)}`;
}

function row(token: TokenItem, directory: Directory): object {
  const { id, name, scopes, madeBy, madeAt, lastUsedAt, isActive } = token;
  return {
    id,
    name,
    scopes: scopes.map((scope) => SCOPES_IN_WORDS[scope].text).join(', '),
    made: `${instantInWords(madeAt)} by ${directory.nameOf(madeBy)}`,
    used: lastUsedAt === undefined ? 'Never' : instantInWords(lastUsedAt),
    standing: standing(token),
    isActive,
  };
}

/** The tokens with which programs ask the API, and the form that makes one. */
export function tokensPage(
  tokens: readonly TokenItem[],
  { name, scopes, lastDay }: TypedToken,
  errors: FormErrors,
  formId: string,
  directory: Directory,
): PageView {
  return {
    title: 'API tokens',
    isRefused: !errors.isEmpty,
    errors,
    rows: tokens.map((one) => row(one, directory)),
    name,
    lastDay,
    scopes: SCOPES.map((value) => ({
      value,
      text: SCOPES_IN_WORDS[value].text,
      hint: { text: SCOPES_IN_WORDS[value].hint },
      checked: scopes.includes(value),
    })),
    formId,
  };
}

/** A token that was just made, shown this once. */
export function madeTokenPage({ id, token, scopes }: MadeToken, name: string): PageView {
  return {
    title: 'The token is made',
    id,
    name,
    token,
    scopes: scopes.map((scope) => SCOPES_IN_WORDS[scope].text).join(', '),
  };
}
