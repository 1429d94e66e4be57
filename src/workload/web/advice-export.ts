import { adviserInWords } from '../../cases/application/attribute-words.js';
import type { ExportedTable } from '../../platform/web/table-export.js';
import type { AdviceReport } from '../application/advice-reports.js';
import { agencyOf, figuresOf, WAITING_BANDS } from '../domain/advice.js';
import { AGENCY_NAMES, BAND_NAMES } from './advice-page.js';

const NUMBER = 14;

/** The figures of advice as a table. */
export function adviceTable({ period, to, asAt, advisers }: AdviceReport): ExportedTable {
  return {
    name: 'Advice',
    columns: [
      { heading: 'Adviser', width: 26 },
      { heading: 'Agency', width: 16 },
      { heading: 'From', width: NUMBER },
      { heading: 'To', width: NUMBER },
      { heading: 'Asked', width: NUMBER },
      { heading: 'Received', width: NUMBER },
      { heading: 'On time', width: NUMBER },
      { heading: 'Late', width: NUMBER },
      { heading: 'Without a limit', width: 16 },
      { heading: 'Percent on time', width: 16 },
      { heading: 'Median days', width: NUMBER },
      { heading: '90th percentile days', width: 20 },
      { heading: 'Returned for quality', width: 20 },
      { heading: `Cases that wait on ${asAt}`, width: 26 },
      ...WAITING_BANDS.map(({ id }) => ({ heading: `Waiting: ${BAND_NAMES[id].toLowerCase()}`, width: 22 })),
    ],
    rows: advisers.map((counts) => {
      const figures = figuresOf([counts]);
      const { shareOnTime } = figures;
      return [
        adviserInWords(counts.adviser),
        AGENCY_NAMES[agencyOf(counts.adviser)],
        period.from,
        to,
        figures.asked,
        figures.received,
        figures.onTime,
        figures.late,
        figures.withoutLimit,
        shareOnTime === undefined ? undefined : Math.round(shareOnTime * 1000) / 10,
        figures.median,
        figures.ninetieth,
        figures.returned,
        figures.waiting,
        ...figures.bands,
      ];
    }),
  };
}
