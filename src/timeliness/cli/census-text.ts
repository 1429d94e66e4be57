import { wrap } from '../../platform/cli/terminal.js';
import { longDate } from '../../statute/calendar.js';
import type { AnnualReviewCensus } from '../application/annual-review-census.js';
import { number, numbersTable, percent, type TextOptions } from './timeliness-text.js';

type Row = readonly [what: string, count: string];

const row = (what: string, count: number): Row => [what, number(count)];

/** The annual reviews of a census day. */
export function censusText(census: AnnualReviewCensus, { paint, width }: TextOptions): string {
  const { plans, expected, notExpected, meetings, decisions, outcomes, year } = census;
  const decided = decisions.within4Weeks + decisions.later;
  const rows: readonly Row[] = [
    row('Plans maintained', plans),
    row('  review not expected', notExpected),
    row('  review expected', expected),
    row('Last meeting of those expected', meetings.held),
    row(`  in ${String(year + 1)}`, meetings.inCensusYear),
    row(`  in ${String(year)}`, meetings.inYear),
    row(`  before ${String(year)}`, meetings.before),
    row('No meeting', meetings.notHeld),
    row('Decision after that meeting', decided),
    row('  within 4 weeks', decisions.within4Weeks),
    row('  later', decisions.later),
    ['  within 4 weeks, %', percent(decisions.percentWithin4Weeks)],
    row('No decision, 4 weeks over', decisions.outstanding),
    row('No decision, within 4 weeks', decisions.notDue),
    row('Outcome: maintain', outcomes.maintain),
    row('Outcome: amend', outcomes.amend),
    row('Outcome: cease', outcomes.cease),
  ];
  return [
    paint('bold', `Annual reviews on the census day, ${longDate(census.census)}`),
    '',
    numbersTable(['', 'Number'], rows),
    '',
    wrap(
      'A review is expected of a plan whose first review was due by the census day: made at least 12 months before, and with this council for 3 months where another had made it. A plan counts with its last meeting by then, whatever kind of review it was of.',
      width,
    ),
    wrap('Source: section 44(1) of the Children and Families Act 2014; SEN2 return.', width),
  ].join('\n');
}
