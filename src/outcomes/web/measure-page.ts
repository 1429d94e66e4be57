import type { Directory } from '../../platform/access/directory.js';
import { typedDate, type TypedDate } from '../../platform/web/date-input.js';
import type { Form, FormErrors } from '../../platform/web/form.js';
import { momentInWords, type ReadMoment } from '../../platform/web/moment.js';
import { FORM_ID, newFormId } from '../../platform/web/page-writes.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { definitionOf } from '../application/measured-by.js';
import { BECAUSE_WORDS, STATUS_WORDS, valueInWords } from '../application/outcome-words.js';
import type { MeasureStanding } from '../application/outcomes.js';
import { isSmallByHand } from '../application/readings.js';
import { heldForOf } from '../domain/status.js';
import { STATUSES } from '../domain/statuses.js';
import type { MeasureChart } from './measure-chart.js';
import { historyOf, type InWords } from './measure-history.js';
import { findingOf } from './plan-finding.js';
import { planPath } from './plan-path.js';
import { REVISION } from './plan-forms.js';
import {
  countingInWords,
  dayInWords,
  NOT_STATED,
  periodKindInWords,
  shownValue,
  statedValueInWords,
  tagOf,
  targetInWords,
} from './plan-words.js';

/** How values of a measure are told that were written down once: small numbers are hidden, unless all are asked for. */
function valueTeller({ measure: { measuredBy }, unit = 'count' }: MeasureStanding, isPlain: boolean): InWords {
  const isKept = (value: number): boolean =>
    // Of what the tracker counts nobody knows any more what else was published then.
    measuredBy.by === 'tracker' || (measuredBy.by === 'hand' && isSmallByHand(measuredBy, value));
  return (value) => (isKept(value) && !isPlain ? undefined : valueInWords(value, unit));
}

/** What was sent by one of the forms of the page and refused. */
export interface Refused {
  readonly which: 'status' | 'value';
  readonly form: Form;
  readonly errors: FormErrors;
}

/** What the page of a measure is made of. */
export interface MeasureParts {
  readonly standing: MeasureStanding;
  /** Nothing where there is no number to draw. */
  readonly chart: MeasureChart | undefined;
  readonly moment: ReadMoment;
  readonly today: CalendarDate;
  /** Whether every number is shown, also those that may point to a child. */
  readonly isPlain: boolean;
  /** Whether whoever looks may ask for that. */
  readonly mayBePlain: boolean;
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
  const { baseline, target, milestones, reported, statedStatus, margin } = measure;
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
      : row('Sustained after', `${String(heldForOf(measure))} values that meet the target`)),
    ...row('Measured by', measuredInWords(standing)),
    ...row('What the plan says', measure.says),
    ...row('Where', measure.where),
  ];
}

/** How a measure stands: proposed, confirmed. */
function statusOf({ standing, directory, isPlain }: MeasureParts): object {
  const { proposal, confirmed, recorded } = standing;
  const inWords = valueTeller(standing, isPlain);
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
            value: confirmed.value === undefined ? undefined : inWords(confirmed.value),
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
function handValues({ standing, mayManage, isPlain }: MeasureParts): readonly object[] {
  const { measure, unit, readings } = standing;
  if (measure.measuredBy.by !== 'hand' || unit === undefined) return [];
  return readings.toReversed().map((reading) => ({
    value: shownValue(reading, unit, isPlain),
    on: longDate(reading.on),
    source: reading.source,
    href: mayManage ? `/plan/${measure.id}/values/${String(reading.entry)}` : undefined,
  }));
}

/** What the page of a measure shows. */
export function measurePage(parts: MeasureParts): PageView {
  const { standing, moment, refused, isPlain, directory } = parts;
  const { measure, outcome, priority, plan, asAt, recorded } = standing;
  const path = `/plan/${measure.id}`;
  const errors = refused?.errors ?? moment.errors;
  return {
    title: measure.name,
    priority: priority.name,
    outcome: outcome.name,
    planTitle: plan.title,
    planHref: planPath({ moment: moment.asked, isPlain }),
    here: path,
    now: planPath({ isPlain }, path),
    isPlain,
    mayBePlain: parts.mayBePlain,
    plainHref: planPath({ moment: moment.asked, isPlain: true }, path),
    protectedHref: planPath({ moment: moment.asked }, path),
    asAt: longDate(asAt),
    moment: momentInWords(moment.asked),
    finding: findingOf(standing, isPlain),
    status: statusOf(parts),
    chart: parts.chart,
    stated: statedRows(standing),
    history: historyOf(recorded, valueTeller(standing, isPlain), directory),
    values: handValues(parts),
    forms: formsOf(parts),
    typed: moment.typed,
    errors,
    isMomentRefused: !moment.errors.isEmpty,
    isRefused: !errors.isEmpty,
  };
}
