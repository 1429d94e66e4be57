import { NONE_WORDS, statusShown } from '../application/status-shown.js';
import type { PageView } from '../../platform/web/pages.js';
import { momentInWords, type ReadMoment } from '../../platform/web/moment.js';
import { longDate } from '../../statute/calendar.js';
import { STATUS_WORDS, valueInWords } from '../application/outcome-words.js';
import type { PlanStanding, Standing } from '../application/outcomes.js';
import type { SendPlan } from '../domain/send-plan.js';
import { statedInWords } from '../domain/stated-day.js';
import { STATUSES, type Status } from '../domain/statuses.js';
import { planPath, type PlanFilter } from './plan-path.js';
import { PROPOSAL_RULES } from './plan-rules.js';
import {
  dayInWords,
  NOT_STATED,
  readingInWords,
  shownValue,
  statedValueInWords,
  tagOf,
  targetInWords,
} from './plan-words.js';

/** What the page of a plan is made of. */
export interface PlanParts {
  readonly standing: PlanStanding;
  readonly filter: PlanFilter;
  readonly moment: ReadMoment;
  /** Whether every number is shown, also those that may point to a child. */
  readonly isPlain: boolean;
  /** Whether whoever looks may ask for that. */
  readonly mayBePlain: boolean;
}

/** Reads which measures are asked for; what is not known is left out. */
export function readPlanFilter(query: { text(name: string): string }, plan: SendPlan): PlanFilter {
  const status = ['none' as const, ...STATUSES].find((one) => one === query.text('status'));
  const priority = plan.priorities.find(({ id }) => id === query.text('priority'));
  return {
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority: priority.id }),
  };
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
    value: shownValue(last, unit, seesAll),
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

function rowOf(standing: Standing, { moment, isPlain }: PlanParts): object {
  const { measure, unit, expected } = standing;
  const { status } = statusShown(standing);
  return {
    name: measure.name,
    href: planPath({ moment: moment.asked, isPlain }, `/plan/${measure.id}`),
    baseline: statedValueInWords(measure.baseline, unit),
    now: nowOf(standing, isPlain),
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
function countsOf({ standing, filter, moment: { asked: moment }, isPlain }: PlanParts): readonly object[] {
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
        href: planPath({ filter: isCurrent ? rest : { ...rest, status }, moment, isPlain }),
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
  const { standing, filter, moment, isPlain } = parts;
  const here = { filter, moment: moment.asked, isPlain };
  const { plan, asAt, standings } = standing;
  const shown = standings.filter(isWanted(filter)).length;
  return {
    title: plan.title,
    councilName: plan.council,
    span: spanOf(plan),
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    now: planPath({ filter, isPlain }),
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
    clearHref: planPath({ moment: moment.asked, isPlain }),
    summary: `${String(shown)} of ${String(standings.length)} measures`,
    kept: { ...moment.asked, ...(isPlain ? { plain: '1' } : {}) },
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    rules: PROPOSAL_RULES,
    isPlain,
    mayBePlain: parts.mayBePlain,
    plainHref: planPath({ ...here, isPlain: true }),
    protectedHref: planPath({ ...here, isPlain: false }),
    exports: [
      { text: 'CSV', href: planPath(here, '/plan/export.csv') },
      { text: 'Excel', href: planPath(here, '/plan/export.xlsx') },
    ],
  };
}
