import type { TransferCount, TransferStanding } from '../domain/transfer-risk.js';

/** What is counted of the phase transfers: as a column is headed, and as the list of it is. */
export const TRANSFER_COUNT_NAMES: Readonly<Record<TransferCount, { readonly column: string; readonly list: string }>> =
  {
    children: { column: 'Children', list: 'All children, the worst first' },
    'meeting-held': { column: 'Meeting held', list: 'Children with a review meeting held' },
    'no-meeting': { column: 'No meeting', list: 'Children with no review meeting on record' },
    decided: { column: 'Decided', list: 'Children of whom the review is decided' },
    'notice-sent': { column: 'Notice sent', list: 'Children of whom the amendment notice is sent' },
    done: { column: 'Done in time', list: 'Children whose plan was final in time' },
    'done-late': { column: 'Done late', list: 'Children whose plan was final too late' },
    'on-course': { column: 'On course', list: 'Children whose plan is on course' },
    'at-risk': { column: 'At risk', list: 'Children at risk' },
    late: { column: 'Late', list: 'Children whose plan is late' },
  };

/** How a transfer stands, as a tag. */
export const STANDING_TAGS: Readonly<Record<TransferStanding, { readonly text: string; readonly classes: string }>> = {
  late: { text: 'Late', classes: 'govuk-tag--red' },
  'at-risk': { text: 'At risk', classes: 'govuk-tag--orange' },
  'on-course': { text: 'On course', classes: 'govuk-tag--blue' },
  'done-late': { text: 'Done late', classes: 'govuk-tag--yellow' },
  done: { text: 'Done in time', classes: 'govuk-tag--green' },
};
