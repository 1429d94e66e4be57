import { CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import { isUuid } from '../../platform/http/parameters.js';
import { choice, type Problem } from '../../platform/problem.js';
import type { Form } from '../../platform/web/form.js';
import {
  AGE_BANDS,
  ALERT_STATES,
  type AgeBand,
  type AlertFilter,
  type AlertState,
} from '../application/alert-filter.js';
import { ALERT_LEVELS, type AlertLevel } from '../domain/alert.events.js';
import { pageIn } from '../../platform/web/pagination.js';

/** What can be chosen in the filter, by the name of its field. */
export const FILTER_FIELDS = ['team', 'officer', 'rule', 'adviser', 'level', 'state', 'age', 'summary'] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** What was chosen; what was left as it is, is not in it. */
export type Chosen = Readonly<Partial<Record<FilterField, string>>>;

/** Which alerts are asked for. */
export interface AlertsQuery {
  readonly chosen: Chosen;
  readonly filter: AlertFilter;
  /** From 1. */
  readonly page: number;
}

export const ALERTS_PATH = '/alerts';
/** Of the field `officer`: cases that nobody has. */
export const NOBODY = 'none';
interface Acceptable {
  readonly accepts: (text: string) => boolean;
  readonly accepted: string;
}

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._@:-]{0,99}$/u;
const RULE = /^[A-Za-z][\w-]{0,19}$/;
const A_CODE: Acceptable = {
  accepts: (text) => CODE.test(text),
  accepted: 'an id of letters, numbers and . _ @ : -',
};

const among = (values: readonly string[]): Acceptable => ({
  accepts: (text) => values.includes(text),
  accepted: choice(values),
});

const ACCEPTED: Readonly<Record<FilterField, Acceptable>> = {
  team: A_CODE,
  officer: A_CODE,
  rule: { accepts: (text) => RULE.test(text), accepted: 'the id of a rule, such as N7' },
  adviser: among(Object.keys(CHOICES_IN_WORDS.adviser)),
  level: among(ALERT_LEVELS),
  state: among(ALERT_STATES),
  age: among(AGE_BANDS),
  summary: { accepts: isUuid, accepted: 'the id of what was found at once' },
};

/**
 * Reads which alerts are asked for.
 * @param form what the query of the address holds, or what a form carries of it
 * @param resolvedSince the instant since which alerts that are resolved are shown, ISO 8601 in UTC
 * @throws Refusal (400) with everything that is wrong
 */
export function readAlertsQuery(form: Form, resolvedSince: string): AlertsQuery {
  const problems: Problem[] = [];
  const chosen: Partial<Record<FilterField, string>> = {};
  for (const field of FILTER_FIELDS) {
    const text = form.text(field);
    if (text === '') continue;
    const { accepts, accepted } = ACCEPTED[field];
    if (accepts(text)) chosen[field] = text;
    else problems.push({ place: field, reason: 'it is not acceptable', accepted });
  }
  const page = pageIn(form, problems);
  if (problems.length > 0) throw invalidRequest(problems);
  const { team, officer, rule, adviser, summary } = chosen;
  return {
    chosen,
    filter: {
      team,
      officer: officer === NOBODY ? null : officer,
      rule,
      adviser,
      summary,
      level: chosen.level as AlertLevel | undefined,
      state: chosen.state as AlertState | undefined,
      age: chosen.age as AgeBand | undefined,
      resolvedSince,
    },
    page,
  };
}

/** The address of a list of alerts: what was chosen, with changes; `undefined` takes a field out. */
export function alertsPath(
  chosen: Chosen,
  changes: Readonly<Partial<Record<FilterField | 'page', string | undefined>>> = {},
  path = ALERTS_PATH,
): string {
  const query = new URLSearchParams();
  for (const field of [...FILTER_FIELDS, 'page'] as const) {
    const value = field in changes ? changes[field] : field === 'page' ? undefined : chosen[field];
    if (value !== undefined) query.set(field, value);
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
