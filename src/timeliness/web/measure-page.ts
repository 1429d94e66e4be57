import type { Beside } from '../../benchmarks/application/beside.js';
import { momentInWords } from '../../platform/web/moment.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate } from '../../statute/calendar.js';
import type { Disclosed } from '../../platform/access/disclosed.js';
import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import type { DescribedCut } from '../domain/cuts.js';
import { BASES, countedUnder, measureOf, type Measure } from '../domain/measures.js';
import { mayBeCut } from '../domain/protected-cuts.js';
import { PERIOD_KINDS } from '../domain/periods.js';
import { EXCEPTIONS, exceptionsInWords } from './board-rows.js';
import { BASES_IN_WORDS, DIRECTIONS_IN_WORDS, KINDS_IN_WORDS, periodInWords } from './figure-words.js';
import { benchmarkView } from './measure-benchmarks.js';
import { cutChart, trendOf } from './measure-charts.js';
import { measurePath, type Chosen, type MeasureQuery } from './measure-query.js';
import { columnsOf, cutCell, periodRows, totalRow } from './measure-table.js';

/** What the page of a measure is made of. */
export interface MeasureParts {
  readonly query: MeasureQuery;
  readonly answer: ProtectedAnswer;
  /** What is published of the years that are shown. */
  readonly published: readonly Beside[];
  /** The last published year beside the council's figures of that year, where the measure has a counterpart. */
  readonly compared?:
    { readonly answer: ProtectedAnswer; readonly besides: readonly [Beside, ...Beside[]] } | undefined;
  readonly cuts: readonly DescribedCut[];
  readonly disclosed: Disclosed;
  readonly mayBePlain: boolean;
}

interface Fact {
  readonly term: string;
  readonly text: string;
  readonly href?: string;
}

/** The definition of a measure, part by part. */
export function definitionOf(measure: Measure): readonly Fact[] {
  const facts: Fact[] = [{ term: 'What is counted', text: measure.definition }];
  if ('numerator' in measure) facts.push({ term: 'Numerator', text: measure.numerator });
  if ('denominator' in measure) {
    const { denominator } = measure;
    for (const basis of BASES) {
      const text = basis in denominator ? (denominator as Partial<Record<string, string>>)[basis] : undefined;
      if (text !== undefined) facts.push({ term: `Denominator, ${basis} basis`, text });
    }
  }
  if ('limit' in measure) facts.push({ term: 'Limit', text: measure.limit });
  facts.push({ term: 'Direction', text: DIRECTIONS_IN_WORDS[measure.direction] });
  if (measure.differs !== undefined) facts.push({ term: 'Beside the published figure', text: measure.differs });
  facts.push({ term: 'Source', text: measure.source });
  return facts;
}

const item = (value: string, text: string, chosen: string | undefined): object => ({
  value,
  text,
  selected: value === chosen,
});

/** What can be chosen, as the components take it. */
function choicesOf({ query, answer: { measure, by }, cuts }: MeasureParts): readonly object[] {
  const { basis, exceptions, request } = query;
  const isShare = measure.kind === 'share';
  return [
    {
      name: 'by',
      label: 'Periods',
      items: PERIOD_KINDS.map((kind) => item(kind, KINDS_IN_WORDS[kind], by)),
    },
    ...(measure.bases.length > 1
      ? [
          {
            name: 'basis',
            label: 'A case counts',
            items: measure.bases.map((one) => item(one, BASES_IN_WORDS[one], basis)),
          },
        ]
      : []),
    ...(isShare
      ? [
          {
            name: 'exceptions',
            label: 'Exceptions',
            items: EXCEPTIONS.map((one) => item(one, exceptionsInWords(one), exceptions)),
          },
        ]
      : []),
    {
      name: 'cut',
      label: 'Told apart by',
      items: [item('', 'Nothing', request.cut ?? ''), ...cuts.map(({ id, name }) => item(id, name, request.cut))],
    },
  ];
}

/** The measures whose cases a measure counts. */
const otherMeasures = (measure: Measure): readonly object[] =>
  countedUnder(measure).flatMap((id) => {
    const other = measureOf(id);
    return other === undefined ? [] : [{ name: other.name, href: `/timeliness/${id}` }];
  });

/** The same choice by calendar years. */
const inYears = ({ basis, exceptions, cut }: Chosen): Chosen => ({
  by: 'calendar-year',
  ...(cut === undefined ? {} : { cut }),
  ...(basis === undefined ? {} : { basis }),
  ...(exceptions === undefined ? {} : { exceptions }),
});

/** The table by need, area, ...: a line for each value, a column for each period. */
function cutView(parts: MeasureParts): object | undefined {
  const { query, answer, cuts, disclosed } = parts;
  const cut = cuts.find(({ id }) => id === answer.cut);
  if (cut === undefined || answer.cuts === undefined) return undefined;
  const { measure, by, periods } = answer;
  return {
    name: cut.name,
    definition: cut.definition,
    yearsHref: measurePath(measure, { chosen: inYears(query.chosen), asked: query.moment.asked }),
    source: cut.source,
    isNotCut: disclosed !== 'plain' && !mayBeCut(measure),
    othersCounted: otherMeasures(measure),
    isForYearsAlone: disclosed !== 'plain' && by !== 'calendar-year' && measure.kind !== 'wait',
    columns: periods.map((period) => periodInWords(by, period)),
    rows: answer.cuts.map(({ name, periods: own }) => ({
      name,
      cells: own.map((period) => cutCell(measure, period, query)),
    })),
    drawn: cutChart(answer, query, cut.name),
  };
}

/** What the page of a measure shows. */
export function measurePage(parts: MeasureParts): PageView {
  const { query, answer, published, compared, disclosed, mayBePlain } = parts;
  const { measure, by, asAt } = answer;
  const { chosen, moment, errors } = query;
  const place = { chosen, asked: moment.asked };
  const plain = disclosed === 'plain' ? { plain: '1' } : {};
  const columns = columnsOf(measure, query);
  return {
    title: measure.name,
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    now: measurePath(measure, { chosen, asked: {} }, plain),
    errors,
    isRefused: !errors.isEmpty,
    typed: moment.typed,
    from: chosen.from ?? '',
    to: chosen.to ?? '',
    action: `/timeliness/${measure.id}`,
    choices: choicesOf(parts),
    definition: definitionOf(measure),
    rules: 'rules' in measure ? measure.rules : [],
    shownAs: [
      KINDS_IN_WORDS[by].toLowerCase(),
      ...(measure.bases.length > 1 ? [BASES_IN_WORDS[query.basis].toLowerCase()] : []),
      ...(measure.kind === 'share' ? [exceptionsInWords(query.exceptions).toLowerCase()] : []),
    ].join(', '),
    columns,
    rows: periodRows(answer, query),
    total: totalRow(answer, query),
    trend: trendOf(answer, query, published),
    cut: cutView(parts),
    benchmarks: compared === undefined ? undefined : benchmarkView(compared.answer, compared.besides),
    isPlain: disclosed === 'plain',
    mayBePlain,
    plainHref: measurePath(measure, place, { plain: '1' }),
    protectedHref: measurePath(measure, place),
    exports: ['csv', 'xlsx'].map((type) => ({
      text: type === 'csv' ? 'CSV' : 'Excel',
      href: measurePath(measure, place, plain, `/export.${type}`),
    })),
    backHref: `/timeliness${disclosed === 'plain' ? '?plain=1' : ''}`,
  };
}
