import type { PageView } from '../../platform/web/pages.js';
import { momentInWords, momentQuery, type ReadMoment } from '../../platform/web/moment.js';
import { longDate } from '../../statute/calendar.js';
import { STATUS_WORDS, valueInWords } from '../application/outcome-words.js';
import type { PlanStanding, Standing } from '../application/outcomes.js';
import type { SendPlan } from '../domain/send-plan.js';
import { statedInWords } from '../domain/stated-day.js';
import { STATUSES, type Status } from '../domain/statuses.js';
import { PROPOSAL_RULES } from './plan-rules.js';
import {
  dayInWords,
  HIDDEN,
  NOT_STATED,
  readingInWords,
  statedValueInWords,
  statusShown,
  tagOf,
  targetInWords,
} from './plan-words.js';

/** Which measures are shown. */
export interface PlanFilter {
  /** A status, or `none` for those that have none. */
  readonly status?: Status | 'none';
  /** The id of a priority. */
  readonly priority?: string;
}

/** What the page of a plan is made of. */
export interface PlanParts {
  readonly standing: PlanStanding;
  readonly filter: PlanFilter;
  readonly moment: ReadMoment;
  /** Whether small numbers are shown. */
  readonly seesAll: boolean;
}

const NONE_WORDS = 'No status';

/** Reads which measures are asked for; what is not known is left out. */
export function readPlanFilter(query: { text(name: string): string }, plan: SendPlan): PlanFilter {
  const status = ['none' as const, ...STATUSES].find((one) => one === query.text('status'));
  const priority = plan.priorities.find(({ id }) => id === query.text('priority'));
  return {
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority: priority.id }),
  };
}

/** The address of the plan with a filter and a moment. */
export function planPath(filter: PlanFilter, moment: ReadMoment['asked'], path = '/plan'): string {
  const query = new URLSearchParams(momentQuery(moment));
  for (const [name, value] of Object.entries(filter) as readonly [string, string][]) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The status that a measure is filtered by. */
const shownStatus = (standing: Standing): Status | 'none' => statusShown(standing).status ?? 'none';

/** Whether a measure is asked for. */
export const isWanted =
  ({ status, priority }: PlanFilter) =>
  (standing: Standing): boolean =>
    (status === undefined || shownStatus(standing) === status) &&
    (priority === undefined || standing.priority.id === priority);

/** The last value, and what it is of. */
function nowOf(
  { measure, unit, readings }: Standing,
  seesAll: boolean,
): { readonly value: string; readonly of?: string } {
  const last = readings.at(-1);
  if (unit === undefined) return { value: 'Judged' };
  if (last === undefined) return { value: 'None yet' };
  return {
    value: last.isSmall === true && !seesAll ? HIDDEN : valueInWords(last.value, unit),
    of: readingInWords(measure, last),
  };
}

/** Where the status of a measure comes from, in words. */
function originOf(standing: Standing): string {
  const { proposal, confirmed } = standing;
  switch (statusShown(standing).origin) {
    case 'confirmed': {
      const on = confirmed === undefined ? '' : ` ${longDate(confirmed.on)}`;
      if (proposal.status === undefined || proposal.status === confirmed?.status) return `Confirmed${on}`;
      return `Confirmed${on}; proposed: ${STATUS_WORDS[proposal.status]}`;
    }
    case 'proposed':
      return 'Proposed, not confirmed';
    case 'stated':
      return 'As the plan stated';
    case 'none':
      return '';
  }
}

function rowOf(standing: Standing, { moment, seesAll }: PlanParts): object {
  const { measure, unit, expected } = standing;
  const { status } = statusShown(standing);
  return {
    name: measure.name,
    href: planPath({}, moment.asked, `/plan/${measure.id}`),
    baseline: statedValueInWords(measure.baseline, unit),
    now: nowOf(standing, seesAll),
    expected: expected === undefined || unit === undefined ? 'None' : valueInWords(expected, unit),
    target: targetInWords(measure.target, unit),
    due: dayInWords(measure.due),
    owner: measure.owner ?? NOT_STATED,
    status: status === undefined ? { text: NONE_WORDS } : tagOf(status),
    origin: originOf(standing),
  };
}

/** The priorities with the measures that are asked for; those without any are left out. */
function prioritiesOf(parts: PlanParts): readonly object[] {
  const wanted = parts.standing.standings.filter(isWanted(parts.filter));
  return parts.standing.plan.priorities.flatMap(({ id, name, outcomes }) => {
    const shown = outcomes.flatMap((outcome) => {
      const rows = wanted.filter((one) => one.outcome === outcome).map((one) => rowOf(one, parts));
      return rows.length === 0 ? [] : [{ name: outcome.name, rows }];
    });
    return shown.length === 0 ? [] : [{ id, name, outcomes: shown }];
  });
}

/** How many measures have each status, each a link to them alone. */
function countsOf({ standing, filter, moment }: PlanParts): readonly object[] {
  const { status: _, ...rest } = filter;
  const counted = Map.groupBy(standing.standings.filter(isWanted(rest)), shownStatus);
  return [...STATUSES.toReversed(), 'none' as const].flatMap((status) => {
    const count = counted.get(status)?.length ?? 0;
    if (count === 0 && status === 'none') return [];
    const isCurrent = filter.status === status;
    return [
      {
        text: status === 'none' ? NONE_WORDS : STATUS_WORDS[status],
        count: String(count),
        isCurrent,
        href: planPath(isCurrent ? rest : { ...rest, status }, moment.asked),
      },
    ];
  });
}

function choicesOf({ standing: { plan }, filter }: PlanParts): readonly object[] {
  return [
    { value: '', text: 'All priorities' },
    ...plan.priorities.map(({ id, name }) => ({ value: id, text: name, selected: id === filter.priority })),
  ];
}

function statusChoices({ filter }: PlanParts): readonly object[] {
  return [
    { value: '', text: 'Every status' },
    ...STATUSES.map((status) => ({ value: status, text: STATUS_WORDS[status], selected: status === filter.status })),
    { value: 'none', text: NONE_WORDS, selected: filter.status === 'none' },
  ];
}

/** The years that a plan is for. */
function spanOf({ from, to }: SendPlan): string {
  return to === undefined ? `From ${statedInWords(from)}` : `${statedInWords(from)} to ${statedInWords(to)}`;
}

/** What the page of a plan shows. */
export function planPage(parts: PlanParts): PageView {
  const { standing, filter, moment } = parts;
  const { plan, asAt, standings } = standing;
  const shown = standings.filter(isWanted(filter)).length;
  return {
    title: plan.title,
    councilName: plan.council,
    span: spanOf(plan),
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    now: planPath(filter, {}),
    sources: plan.sources.map(({ title, published }) => ({
      title,
      published: published === undefined ? 'day of publication not stated' : statedInWords(published),
    })),
    note: plan.note,
    counts: countsOf(parts),
    priorities: prioritiesOf(parts),
    priorityItems: choicesOf(parts),
    statusItems: statusChoices(parts),
    isFiltered: Object.keys(filter).length > 0,
    clearHref: planPath({}, moment.asked),
    summary: `${String(shown)} of ${String(standings.length)} measures`,
    kept: moment.asked,
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    rules: PROPOSAL_RULES,
    exports: [
      { text: 'CSV', href: planPath(filter, moment.asked, '/plan/export.csv') },
      { text: 'Excel', href: planPath(filter, moment.asked, '/plan/export.xlsx') },
    ],
  };
}
