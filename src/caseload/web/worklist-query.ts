import { adviserInWords, CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { stagesOf } from '../../cases/application/words.js';
import { readDay } from '../../platform/day-range.js';
import { may, type Viewer } from '../../platform/access/viewer.js';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import { choice, type Problem } from '../../platform/problem.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { FormErrors, type Form } from '../../platform/web/form.js';
import type { AskedMoment } from '../../platform/web/moment.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { OPEN_STATUSES } from '../application/clock-status.js';
import { WORK_ORDERS } from '../application/list-work.js';
import type { WorkFilter } from '../application/work-filter.js';
import { WORK_GROUPS, type WorkGroup } from '../application/work-groups.js';
import type { WorkSort } from '../application/worklists.js';
import { pageIn } from '../../platform/web/pagination.js';

/** What can be chosen in the filter, by the name of its field. */
export const FILTER_FIELDS = [
  'officer',
  'team',
  'kind',
  'stage',
  'rule',
  'status',
  'setting',
  'adviser',
  'awaitedFrom',
  'awaitedTo',
  'group',
  'dueFrom',
  'dueTo',
  'asAt',
  'knownOn',
  'sort',
] as const;

/** A field of the filter. */
export type FilterField = (typeof FILTER_FIELDS)[number];

/** What was chosen; what was left as it is, is not in it. */
export type Chosen = Readonly<Partial<Record<FilterField, string>>>;

/** What of a worklist is asked for. */
export interface WorklistQuery {
  readonly chosen: Chosen;
  readonly filter: WorkFilter;
  readonly sort: WorkSort;
  readonly page: number;
  /** The day of which it is shown, and the one on which it was known; now where nothing is said. */
  readonly moment: AskedMoment;
  /** What is wrong with what was typed; the list is then as if nothing had been. */
  readonly errors: FormErrors;
  /** The setting as it was typed. */
  readonly typedSetting: string;
}

/** Of the field `officer`: everybody's cases, and those that nobody has; of the field `team`, those of no team. */
export const EVERYBODY = 'all';
export const NOBODY = 'none';

export const SORTS = ['due', 'name', 'stage', 'officer', 'opened'] as const satisfies readonly WorkSort[];

/** The advisers whose advice a filter can name. */
export const ADVISERS = Object.keys(CHOICES_IN_WORDS.adviser).map((adviser) => ({
  adviser,
  words: adviserInWords(adviser),
}));

/** Every stage of every kind of case, as `assessment/draft-plan-sent`. */
export const STAGES = CASE_KINDS.flatMap((kind) =>
  stagesOf(kind).map(({ stage, words }) => ({ value: `${kind}/${stage}`, kind, stage, words })),
);

const A_CODE = {
  accepts: /^[\p{L}\p{N}][\p{L}\p{N}._@:-]{0,99}$/u,
  accepted: 'an id of letters, numbers and . _ @ : -',
};
const A_SETTING = { accepts: /^[\p{L}\p{N}-]{1,20}$/u, accepted: 'a URN or UKPRN, such as 100001' };
const A_DAY = {
  accepts: { test: (text: string): boolean => typeof readDay(text) === 'string' },
  accepted: 'a day written YYYY-MM-DD',
};
const A_RULE = { accepts: /^[A-Za-z][\w-]{0,19}$/, accepted: 'the id of a rule, such as N7' };
const NO_SETTING = 'Enter the URN or UKPRN of the school or college, such as 100001';
const among = (values: readonly string[]) => ({
  accepts: { test: (text: string) => values.includes(text) },
  accepted: choice(values),
});

const ACCEPTED: Readonly<
  Record<FilterField, { readonly accepts: { test(text: string): boolean }; readonly accepted: string }>
> = {
  officer: A_CODE,
  team: A_CODE,
  kind: among(CASE_KINDS),
  stage: among(STAGES.map(({ value }) => value)),
  rule: A_RULE,
  status: among(OPEN_STATUSES),
  setting: A_SETTING,
  adviser: among(ADVISERS.map(({ adviser }) => adviser)),
  awaitedFrom: A_DAY,
  awaitedTo: A_DAY,
  group: among(WORK_GROUPS),
  dueFrom: A_DAY,
  dueTo: A_DAY,
  asAt: A_DAY,
  knownOn: A_DAY,
  sort: among(SORTS),
};

/** Those who only look after the work of others begin with everybody's, all others with their own. */
export const beginsWithAll = (viewer: Viewer): boolean => may(viewer, 'manage') && !viewer.roles.includes('caseworker');

function officerOf(chosen: Chosen, viewer: Viewer): WorkFilter['officer'] {
  const { officer } = chosen;
  if (officer === EVERYBODY) return undefined;
  if (officer === NOBODY) return null;
  if (officer !== undefined) return officer;
  return chosen.team !== undefined || beginsWithAll(viewer) ? undefined : viewer.id;
}

function stageOf({ stage }: Chosen): WorkFilter['stage'] {
  const known = STAGES.find(({ value }) => value === stage);
  return known && { kind: known.kind, stage: known.stage };
}

function momentIn({ asAt, knownOn }: Chosen): AskedMoment {
  return {
    ...(asAt === undefined ? {} : { asAt: asAt as CalendarDate }),
    ...(knownOn === undefined ? {} : { knownOn: knownOn as CalendarDate }),
  };
}

/**
 * Reads which cases are asked for.
 * @param form what the query of the address holds
 * @throws Refusal (400) with everything that is wrong with what can only be chosen
 */
export function readWorklistQuery(form: Form, viewer: Viewer): WorklistQuery {
  const problems: Problem[] = [];
  const errors = new FormErrors();
  const chosen: Partial<Record<FilterField, string>> = {};
  for (const field of FILTER_FIELDS) {
    const text = form.text(field);
    if (text === '') continue;
    const { accepts, accepted } = ACCEPTED[field];
    if (accepts.test(text)) chosen[field] = text;
    else if (field === 'setting') errors.add(field, NO_SETTING);
    else problems.push({ place: field, reason: 'it is not acceptable', accepted });
  }
  const page = pageIn(form, problems);
  if (problems.length > 0) throw invalidRequest(problems);
  return {
    chosen,
    filter: {
      officer: officerOf(chosen, viewer),
      team: chosen.team === NOBODY ? null : chosen.team,
      kind: chosen.kind as CaseKindName | undefined,
      stage: stageOf(chosen),
      rule: chosen.rule,
      status: chosen.status as WorkFilter['status'],
      setting: chosen.setting,
      adviser: chosen.adviser,
      awaitedFrom: chosen.awaitedFrom as CalendarDate | undefined,
      awaitedTo: chosen.awaitedTo as CalendarDate | undefined,
      group: chosen.group as WorkGroup | undefined,
      dueFrom: chosen.dueFrom as CalendarDate | undefined,
      dueTo: chosen.dueTo as CalendarDate | undefined,
    },
    sort: (chosen.sort as WorkSort | undefined) ?? WORK_ORDERS[0],
    page,
    moment: momentIn(chosen),
    errors,
    typedSetting: form.text('setting'),
  };
}

/** The address of a worklist: what was chosen, with changes; `undefined` leaves a field as it would be by itself. */
export function worklistPath(
  chosen: Chosen,
  changes: Readonly<Partial<Record<FilterField | 'page', string | undefined>>> = {},
  path = '/worklist',
): string {
  const query = new URLSearchParams();
  for (const field of [...FILTER_FIELDS, 'page'] as const) {
    const value = field in changes ? changes[field] : field === 'page' ? undefined : chosen[field];
    if (value !== undefined) query.set(field, value);
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
