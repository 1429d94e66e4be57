import { statusShown } from '../application/status-shown.js';
import type { RowExport } from '../../platform/web/row-export.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { STATUS_WORDS } from '../application/outcome-words.js';
import { HIDDEN } from '../../timeliness/application/protected-timeliness.js';
import type { Standing } from '../application/outcomes.js';
import type { ShownReading } from '../application/readings.js';
import { dayInWords, isKept, NOT_STATED, readingInWords } from './plan-words.js';

/** What a plan is given away as. */
export interface ExportedPlan {
  readonly asAt: CalendarDate;
  readonly standings: readonly Standing[];
  /** Whether small numbers are given. */
  readonly seesAll: boolean;
}

const UNITS = { percent: '%', count: 'number', days: 'days', weeks: 'weeks' } as const;

const shownOf = (standing: Standing): string => {
  const { status } = statusShown(standing);
  return status === undefined ? '' : STATUS_WORDS[status];
};

/** A value, unless it is kept from whoever has not asked for every number. */
const keptOr = (reading: ShownReading | undefined, seesAll: boolean): number | string | undefined =>
  reading !== undefined && isKept(reading, seesAll) ? HIDDEN : reading?.value;

/** The measures of a plan as a table that is given away as a file. */
export function planTable({ asAt, standings, seesAll }: ExportedPlan): RowExport<Standing> {
  const last = ({ readings }: Standing): Standing['readings'][number] | undefined => readings.at(-1);
  return {
    name: `send-plan-as-at-${asAt}${seesAll ? '-all-numbers' : ''}`,
    sheet: 'SEND plan',
    columns: [
      { heading: 'Priority', width: 30, of: ({ priority }) => priority.name },
      { heading: 'Outcome', width: 34, of: ({ outcome }) => outcome.name },
      { heading: 'Measure', width: 44, of: ({ measure }) => measure.name },
      { heading: 'Unit', width: 8, of: ({ unit }) => (unit === undefined ? 'judged' : UNITS[unit]) },
      { heading: 'Baseline', width: 12, of: ({ measure }) => measure.baseline?.value },
      { heading: 'Baseline of', width: 14, of: ({ measure }) => measure.baseline && dayInWords(measure.baseline.on) },
      {
        heading: 'Now',
        width: 12,
        of: (one) => keptOr(last(one), seesAll),
      },
      {
        heading: 'Now of',
        width: 26,
        of: (one) => {
          const reading = last(one);
          return reading && readingInWords(one.measure, reading);
        },
      },
      { heading: 'Trajectory', width: 14, of: ({ expected }) => expected },
      {
        heading: 'Target',
        width: 12,
        of: ({ measure }) => measure.target?.value ?? (measure.measuredBy.by === 'judgement' ? '' : NOT_STATED),
      },
      { heading: 'Due', width: 16, of: ({ measure }) => dayInWords(measure.due) },
      { heading: 'Owner', width: 30, of: ({ measure }) => measure.owner ?? NOT_STATED },
      { heading: 'Status', width: 28, of: shownOf },
      { heading: 'Proposed', width: 28, of: ({ proposal: { status } }) => status && STATUS_WORDS[status] },
      { heading: 'Confirmed', width: 28, of: ({ confirmed }) => confirmed && STATUS_WORDS[confirmed.status] },
      { heading: 'Confirmed on', width: 14, of: ({ confirmed }) => confirmed?.on },
      { heading: 'Comment', width: 60, of: ({ confirmed }) => confirmed?.comment },
      { heading: 'What the plan says', width: 80, of: ({ measure }) => measure.says },
      { heading: 'Where', width: 34, of: ({ measure }) => measure.where },
    ],
    rows: batches(standings),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- all of them are at hand; others that are given away are not.
async function* batches(standings: readonly Standing[]): AsyncGenerator<readonly Standing[], void> {
  yield standings;
}
