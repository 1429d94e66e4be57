import type { Directory } from '../../platform/access/directory.js';
import { typedDate, type TypedDate } from '../../platform/web/date-input.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import { momentInWords, momentQuery, type ReadMoment } from '../../platform/web/moment.js';
import { FORM_ID, newFormId } from '../../platform/web/page-writes.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { definitionOf } from '../application/measured-by.js';
import { BECAUSE_WORDS, STATUS_WORDS, valueInWords } from '../application/outcome-words.js';
import type { MeasureStanding } from '../application/outcomes.js';
import { USUALLY_HELD_FOR } from '../domain/status.js';
import { STATUSES } from '../domain/statuses.js';
import { measureChart } from './measure-chart.js';
import { historyOf } from './measure-history.js';
import { findingOf } from './plan-finding.js';
import { REVISION } from './plan-forms.js';
import {
  countingInWords,
  dayInWords,
  NOT_STATED,
  periodKindInWords,
  statedValueInWords,
  tagOf,
  targetInWords,
} from './plan-words.js';

/** What was sent by one of the forms of the page and refused. */
export interface Refused {
  readonly which: 'status' | 'value';
  readonly form: Form;
  readonly errors: FormErrors;
}

/** What the page of a measure is made of. */
export interface MeasureParts {
  readonly standing: MeasureStanding;
  readonly moment: ReadMoment;
  readonly today: CalendarDate;
  /** Whether small numbers are shown. */
  readonly seesAll: boolean;
  readonly mayManage: boolean;
  readonly directory: Pick<Directory, 'nameOf'>;
  readonly refused?: Refused;
}

/** A row of what the plan says. */
interface Row {
  readonly key: string;
  readonly value: string;
}

const row = (key: string, value: string | undefined): readonly Row[] => (value === undefined ? [] : [{ key, value }]);

const DIRECTION_WORDS = { up: 'More is better', down: 'Less is better' } as const;

/** A value with how the document states it. */
const withStated = (text: string, stated: string | undefined): string =>
  stated === undefined ? text : `${text}: ${stated}`;

/** How a measure is measured. */
function measuredInWords({ measure: { measuredBy } }: MeasureStanding): string {
  switch (measuredBy.by) {
    case 'judgement':
      return 'Judged by people: it has no number';
    case 'hand':
      return 'Recorded by hand: the tracker cannot know it';
    case 'tracker':
      return [
        `Counted by the tracker, by ${periodKindInWords(measuredBy)}.`,
        countingInWords(measuredBy),
        definitionOf(measuredBy),
      ]
        .filter(Boolean)
        .join(' ');
  }
}

/** What the plan says of a measure. */
function statedRows(standing: MeasureStanding): readonly Row[] {
  const { measure, unit } = standing;
  const { baseline, target, milestones, reported, statedStatus, margin, heldFor } = measure;
  const values = (list: typeof milestones): string | undefined =>
    list.length === 0 ? undefined : list.map((one) => withStated(statedValueInWords(one, unit), one.stated)).join('; ');
  const isJudged = unit === undefined;
  return [
    ...(isJudged ? [] : row('Baseline', withStated(statedValueInWords(baseline, unit), baseline?.stated))),
    ...row('Milestones', values(milestones)),
    ...row('Reported in the plan', values(reported)),
    ...(isJudged ? [] : row('Target', withStated(targetInWords(target, unit), target?.stated))),
    ...(isJudged ? [] : row('Direction', DIRECTION_WORDS[measure.direction])),
    ...row('Begins', measure.start === undefined ? undefined : dayInWords(measure.start)),
    ...row('Due', dayInWords(measure.due)),
    ...row('Owner', measure.owner ?? NOT_STATED),
    ...row('Status in the plan', statedStatus === undefined ? undefined : STATUS_WORDS[statedStatus]),
    ...(margin === undefined || isJudged ? [] : row('Margin of some concerns', valueInWords(margin, unit))),
    ...(target === undefined
      ? []
      : row('Sustained after', `${String(heldFor ?? USUALLY_HELD_FOR)} values that meet the target`)),
    ...row('Measured by', measuredInWords(standing)),
    ...row('What the plan says', measure.says),
    ...row('Where', measure.where),
  ];
}

/** How a measure stands: proposed, confirmed. */
function statusOf(standing: MeasureStanding, directory: Pick<Directory, 'nameOf'>): object {
  const { proposal, confirmed, unit = 'count', recorded } = standing;
  const by = recorded.findLast(({ type }) => type === 'StatusConfirmed')?.metadata.actor;
  return {
    proposed: proposal.status === undefined ? undefined : tagOf(proposal.status),
    because: BECAUSE_WORDS[proposal.because],
    confirmed:
      confirmed === undefined
        ? undefined
        : {
            tag: tagOf(confirmed.status),
            on: longDate(confirmed.on),
            by: by === undefined ? '' : directory.nameOf(by),
            comment: confirmed.comment,
            value: confirmed.value === undefined ? undefined : valueInWords(confirmed.value, unit),
          },
    differs: confirmed !== undefined && proposal.status !== undefined && confirmed.status !== proposal.status,
  };
}

const typedOf = (form: Form, name: string): TypedDate => ({
  day: form.text(`${name}-day`),
  month: form.text(`${name}-month`),
  year: form.text(`${name}-year`),
});

/** The forms of the page, with what was typed where it was refused. */
function formsOf({ standing, today, refused, mayManage, moment }: MeasureParts): object | undefined {
  const isNow = momentInWords(moment.asked) === undefined;
  if (!mayManage || !isNow) return undefined;
  const { measure, proposal, revision } = standing;
  const sent = (which: Refused['which']): Refused | undefined => (refused?.which === which ? refused : undefined);
  const [status, value] = [sent('status'), sent('value')];
  const chosen = status?.form.text('status') ?? proposal.status ?? '';
  const hidden = (): object[] => [
    { name: FORM_ID, value: newFormId() },
    { name: REVISION, value: String(revision) },
  ];
  return {
    status: {
      action: `/plan/${measure.id}/status`,
      hidden: hidden(),
      items: STATUSES.toReversed().map((one) => ({
        value: one,
        text: one === proposal.status ? `${STATUS_WORDS[one]} (as proposed)` : STATUS_WORDS[one],
        checked: one === chosen,
      })),
      comment: status?.form.text('comment') ?? '',
      on: status === undefined ? typedDate(today) : typedOf(status.form, 'on'),
    },
    value:
      measure.measuredBy.by !== 'hand'
        ? undefined
        : {
            action: `/plan/${measure.id}/values`,
            hidden: hidden(),
            unit: measure.measuredBy.unit,
            value: value?.form.text('value') ?? '',
            on: value === undefined ? { day: '', month: '', year: '' } : typedOf(value.form, 'valueOn'),
            source: value?.form.text('source') ?? '',
          },
  };
}

/** The values that a person recorded, each with where it can be corrected. */
function handValues({ standing, mayManage, seesAll }: MeasureParts): readonly object[] {
  const { measure, unit, readings } = standing;
  if (measure.measuredBy.by !== 'hand' || unit === undefined) return [];
  return readings.toReversed().map(({ value, on, source, entry, isSmall }) => ({
    value: isSmall === true && !seesAll ? 'hidden' : valueInWords(value, unit),
    on: longDate(on),
    source,
    href: mayManage ? `/plan/${measure.id}/values/${String(entry)}` : undefined,
  }));
}

/** What the page of a measure shows. */
export function measurePage(parts: MeasureParts): PageView {
  const { standing, moment, refused, seesAll, directory } = parts;
  const { measure, outcome, priority, plan, unit, asAt, recorded } = standing;
  const errors = refused?.errors ?? moment.errors;
  return {
    title: measure.name,
    priority: priority.name,
    outcome: outcome.name,
    planTitle: plan.title,
    planHref: `/plan${momentQuery(moment.asked)}`,
    here: `/plan/${measure.id}`,
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    finding: findingOf(standing, seesAll),
    status: statusOf(standing, directory),
    chart: measureChart(standing, seesAll),
    stated: statedRows(standing),
    history: seesAll || unit !== 'count' ? historyOf(recorded, unit ?? 'count', directory) : [],
    values: handValues(parts),
    forms: formsOf(parts),
    typed: moment.typed,
    errors,
    isMomentRefused: !moment.errors.isEmpty,
    isRefused: !errors.isEmpty,
  };
}
