import { ADVICE_MEASURES } from './advice-measures.js';
import { REGULATIONS, type WaitMeasure } from './measure.js';

const WAITING =
  'as at the last day of the period, or the day that the figures are as at where that comes first. The wait is counted in calendar days from the last day in time. The median is the wait of the case in the middle, the longer of the two where they are even in number. An accepted exception does not take a case out: it stays open.';

const common = { kind: 'wait', bases: [], direction: 'down' } as const;

const BACKLOG = 'Kingston upon Hull, SEND strategic plan 2024 to 2027: the backlog';

/** How long the cases wait that are open after their limit. */
export const WAIT_MEASURES: readonly WaitMeasure[] = [
  {
    ...common,
    id: 'late-plans-waiting',
    name: 'Assessments open after their 20 weeks',
    of: 'assessment',
    rules: ['N7'],
    limit: '20 weeks (140 days) from the request',
    countsAs: ['plans-within-20-weeks'],
    definition: `Needs assessments without a plan after 20 weeks that had not ended otherwise, how many they are and how long the longest and the median one waits, ${WAITING}`,
    source: `Regulation 13(2) ${REGULATIONS}. No such figure is published: cases that are never finished are not seen in the published ones`,
  },
  {
    ...common,
    id: 'late-advice-waiting',
    name: 'Advice outstanding after its 6 weeks',
    of: 'assessment',
    rules: ['N2'],
    limit: '6 weeks from the day the adviser received the request',
    countsAs: ADVICE_MEASURES.filter(({ adviser }) => adviser !== undefined).map(({ id }) => id),
    definition: `Requests for advice that were not answered after 6 weeks, in assessments that go on, how many they are and how long the longest and the median one waits, ${WAITING}`,
    source: `Regulation 8(1) ${REGULATIONS}`,
  },
  {
    ...common,
    id: 'late-educational-psychology-advice-waiting',
    name: 'Educational psychology advice outstanding after its 6 weeks',
    of: 'assessment',
    rules: ['N2'],
    limit: '6 weeks from the day the educational psychologist received the request',
    countsAs: ['educational-psychology-advice-within-6-weeks'],
    definition: `Requests for the advice of an educational psychologist that were not answered after 6 weeks, in assessments that go on, how many they are and how long the longest and the median one waits, ${WAITING}`,
    source: `Regulation 8(1) ${REGULATIONS}; ${BACKLOG} of educational psychology advice`,
  },
  {
    ...common,
    id: 'late-reviews-waiting',
    name: 'Annual reviews open after their 12 months',
    of: 'plan',
    rules: ['R1', 'R2', 'L3'],
    limit:
      '12 months starting with the day the plan was made or last reviewed; after a move also 3 months from the transfer',
    countsAs: ['reviews-within-12-months'],
    definition: `Maintained plans whose review was not completed when it fell due, how many they are and how long the longest and the median one waits, ${WAITING}`,
    source: `Section 44(1) of the Children and Families Act 2014; regulation 15(5) ${REGULATIONS}`,
  },
];
