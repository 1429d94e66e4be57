import { ADVISERS, type Adviser } from './advisers.js';
import { DUE_BASIS, REGULATIONS, type ShareMeasure } from './measure.js';

const common = {
  kind: 'share',
  of: 'assessment',
  rules: ['N2'],
  limit: '6 weeks from the day the adviser received the request',
  bases: ['issued', 'due'],
  numerator: 'advice received within 6 weeks of the request for it',
  direction: 'up',
  source: `Regulation 8(1) ${REGULATIONS}`,
} as const satisfies Partial<ShareMeasure>;

const COUNTED = `Advice for a first needs assessment, on the day the council received it, each request for itself. The 6 weeks run from the day the adviser received the request, where that day is on record, and else from the day it was sent. The first receipt counts, also where the advice was returned for its quality. ${DUE_BASIS}`;

const denominator = (whose: string): ShareMeasure['denominator'] => ({
  issued: `advice${whose} received in the period`,
  due: `requests for advice${whose} whose 6 weeks ended in the period`,
});

/** What each adviser is called, as the name of a measure begins and as its definition goes on. */
const NAMES: Readonly<Record<Adviser, { readonly id: string; readonly name: string; readonly whose: string }>> = {
  'educational-psychologist': {
    id: 'educational-psychology',
    name: 'Educational psychology advice',
    whose: ' of educational psychologists',
  },
  health: { id: 'health', name: 'Health advice', whose: ' of health' },
  'social-care': { id: 'social-care', name: 'Social care advice', whose: ' of social care' },
  'education-setting': {
    id: 'education-setting',
    name: 'Advice of education settings',
    whose: ' of education settings',
  },
  sensory: { id: 'sensory', name: 'Advice of sensory services', whose: ' of sensory services' },
  other: { id: 'other', name: 'Advice of others', whose: ' of others' },
};

const adviceOf = (adviser: Adviser): ShareMeasure => {
  const { id, name, whose } = NAMES[adviser];
  return {
    ...common,
    id: `${id}-advice-within-6-weeks`,
    name: `${name} within 6 weeks`,
    adviser,
    denominator: denominator(whose),
    definition: `${COUNTED} Only advice${whose}.`,
  };
};

const each = ADVISERS.map(adviceOf);

/** What those are measured by who advise on a needs assessment: all of them, and each for itself. */
export const ADVICE_MEASURES: readonly ShareMeasure[] = [
  {
    ...common,
    id: 'advice-within-6-weeks',
    name: 'Advice within 6 weeks',
    countsAs: each.map(({ id }) => id),
    denominator: denominator(''),
    definition: `${COUNTED} The advice of the family has no limit and does not count.`,
  },
  ...each,
];
