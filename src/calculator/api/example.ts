import { day } from '../../statute/calendar.js';
import { rulebook } from '../../statute/rulebook.js';
import { calculateClocks } from '../application/calculate-clocks.js';
import { viewRule } from '../application/rule-views.js';
import { readFacts } from '../application/read-facts.js';

/** The request of the worked example: a request received on 2 September 2024, looked at on 10 January 2025. */
export const EXAMPLE_REQUEST = {
  asAt: '2025-01-10',
  milestones: [{ milestone: 'request-received', on: '2024-09-02' }],
};

/** Its answer, worked out, so that the documentation cannot differ from the program. */
export const EXAMPLE_ANSWER = calculateClocks(readFacts(EXAMPLE_REQUEST), {
  now: new Date(`${day(EXAMPLE_REQUEST.asAt)}T12:00:00Z`),
  rulebook,
});

/** One rule and the rules of a day, worked out likewise; the day has many more rules. */
export const EXAMPLE_RULES = {
  on: day(EXAMPLE_REQUEST.asAt),
  rules: rulebook
    .inForceOn(day(EXAMPLE_REQUEST.asAt))
    .filter(({ id }) => id === 'N7')
    .map(viewRule),
};
