import { adviserInWords } from '../../cases/application/attribute-words.js';
import type { Directory } from '../../platform/access/directory.js';
import { momentInWords } from '../../platform/web/moment.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { shifted, type Period, type PeriodKind } from '../../timeliness/application/periods.js';
import type { AdviceReport } from '../application/advice-reports.js';
import {
  AGENCIES,
  agencyOf,
  askedSpans,
  figuresOf,
  WAITING_BANDS,
  type AdviceCounts,
  type AdviceFigures,
  type Agency,
  type AskedSpan,
  type WaitingBand,
} from '../domain/advice.js';
import { ADVICE_PERIODS, type AdviceQuery } from './advice-query.js';
import { managerSections } from './manager-sections.js';
import { teamOptions } from './team-options.js';
import { queried } from './workload-query.js';
import { worklistLink } from './worklist-link.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What the page of advice is made of. */
export interface AdviceParts {
  readonly query: AdviceQuery;
  readonly report: AdviceReport;
  readonly directory: Directory;
}

const KINDS: Readonly<Record<PeriodKind, string>> = {
  'rolling-12-months': '12 months',
  month: 'Month',
  quarter: 'Quarter',
  'calendar-year': 'Calendar year',
  'financial-year': 'Financial year',
  'academic-year': 'Academic year',
};

export const AGENCY_NAMES: Readonly<Record<Agency, string>> = {
  education: 'Education',
  health: 'Health',
  'social-care': 'Social care',
  family: 'Family',
  other: 'Others',
};

export const BAND_NAMES: Readonly<Record<WaitingBand, string>> = {
  '0-2': 'Up to 2 weeks',
  '2-4': '2 to 4 weeks',
  '4-6': '4 to 6 weeks',
  '6-12': '6 to 12 weeks',
  'over-12': 'Over 12 weeks',
};

const orNone = (days: number | undefined): string => (days === undefined ? 'None' : numberInWords(days));

/** A share with its counts: "80% (4 of 5)". */
function shareInWords({ shareOnTime, onTime, late, withoutLimit }: AdviceFigures): string {
  if (shareOnTime === undefined) return withoutLimit > 0 ? 'No limit' : 'None';
  return `${(shareOnTime * 100).toFixed(1)}% (${numberInWords(onTime)} of ${numberInWords(onTime + late)})`;
}

interface ShownNumber {
  readonly count: string;
  readonly href?: string;
}

function figureCells(figures: AdviceFigures) {
  return {
    asked: numberInWords(figures.asked),
    received: numberInWords(figures.received),
    onTime: shareInWords(figures),
    late: numberInWords(figures.late),
    median: orNone(figures.median),
    ninetieth: orNone(figures.ninetieth),
    returned: numberInWords(figures.returned),
  };
}

function waitingCells({ adviser, waiting, bands }: AdviceCounts, spans: readonly AskedSpan[], query: AdviceQuery) {
  const { team, moment } = query;
  const cell = (count: number, span: Partial<AskedSpan> = {}): ShownNumber => {
    const { from, to } = span;
    const link = worklistLink({ team, moment: moment.asked, advice: { adviser, from, to } });
    return { count: numberInWords(count), ...(count === 0 ? {} : { href: link }) };
  };
  return {
    name: adviserInWords(adviser),
    all: cell(waiting),
    bands: spans.map((span, at) => cell(bands[at] ?? 0, span)),
  };
}

/** Figures of an agency stand by themselves only where it has several advisers. */
function agencyRows({ advisers }: AdviceReport): readonly object[] {
  const byAgency = Map.groupBy(advisers, ({ adviser }) => agencyOf(adviser));
  return AGENCIES.flatMap(({ agency }) => {
    const some = byAgency.get(agency) ?? [];
    const isWorth = some.some(({ asked, waiting, days, returned }) => asked + waiting + days.size + returned > 0);
    return isWorth || agency !== 'other' ? [{ name: AGENCY_NAMES[agency], ...figureCells(figuresOf(some)) }] : [];
  });
}

/** The period, from its first day to the last that counts. */
export function periodInWords({ from }: Period, to: CalendarDate): string {
  return `${longDate(from)} to ${longDate(to)}`;
}

/** What was chosen, as the addresses of the page carry it. */
export function chosenIn({
  team,
  kind,
  period,
  moment: { asked },
}: AdviceQuery): Record<string, string | null | undefined> {
  const usual = ADVICE_PERIODS[0];
  return {
    team,
    kind: kind === usual ? undefined : kind,
    period: period?.label,
    asAt: asked.asAt,
    knownOn: asked.knownOn,
  };
}

/** The period before, and the one after where that has begun. */
function neighbours({ asAt, period }: AdviceReport, query: AdviceQuery): object {
  const link = (one: Period): string => queried('/advice', { ...chosenIn(query), period: one.label });
  const next = shifted(period, 1);
  return { before: link(shifted(period, -1)), after: next.from > asAt ? '' : nextLink(next, asAt, link) };
}

/** Rolling 12 months that end with a month to come are no period yet. */
const nextLink = (next: Period, asAt: CalendarDate, link: (one: Period) => string): string =>
  next.kind === 'rolling-12-months' && next.to.slice(0, 7) > asAt.slice(0, 7) ? '' : link(next);

/** What the page of advice shows. */
export function advicePage(parts: AdviceParts): PageView {
  const { query, report, directory } = parts;
  const { asAt, period, to, advisers } = report;
  const { moment } = query;
  const chosen = chosenIn(query);
  const spans = askedSpans(asAt);
  const all = figuresOf(advisers);
  const isEmpty = all.asked + all.received + all.returned + all.waiting === 0;
  return {
    title: 'Advice',
    managerSections: managerSections('/advice'),
    asAt: longDate(asAt),
    period: periodInWords(period, to),
    moment: momentInWords(moment.asked),
    nowHref: queried('/advice', { ...chosen, asAt: undefined, knownOn: undefined }),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    teamChoice: teamOptions(directory, query.team),
    kinds: ADVICE_PERIODS.map((kind) => ({ value: kind, text: KINDS[kind], selected: kind === query.kind })),
    neighbours: neighbours(report, query),
    carried: (['team', 'kind', 'period'] as const).flatMap((name) => {
      const value = chosen[name];
      return value === undefined ? [] : [{ name, value: value ?? 'none' }];
    }),
    carriedMoment: (['asAt', 'knownOn'] as const).flatMap((name) => {
      const value = moment.asked[name];
      return value === undefined ? [] : [{ name, value }];
    }),
    isEmpty,
    advisers: advisers.map((counts) => ({ name: adviserInWords(counts.adviser), ...figureCells(figuresOf([counts])) })),
    agencies: agencyRows(report),
    bands: WAITING_BANDS.map(({ id }) => BAND_NAMES[id]),
    waiting: advisers.map((counts) => waitingCells(counts, spans, query)),
    exports: [
      { text: 'CSV', href: queried('/advice/export.csv', chosen) },
      { text: 'Excel', href: queried('/advice/export.xlsx', chosen) },
    ],
  };
}
