import { STATUSES } from '../../statute/clock.js';
import { NATURES } from '../../statute/rule.js';
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { day, integer, text, uuid, yesOrNo, type JsonSchema } from './schemas.js';

/** The cursor of the next page. */
export const NEXT: JsonSchema = {
  type: 'string',
  nullable: true,
  description: 'the cursor of the next page; null on the last',
};
export const AS_AT = day('the day that the answer is as at');
export const REVISION = integer('for If-Match: the revision of the last event, from 0');

/** A clock as lists show it. */
export const CLOCK = {
  case: uuid('its case'),
  kind: text('what kind of case that is', CASE_KINDS),
  person: uuid('the child or young person'),
  rule: text('the rule, such as N7'),
  'ref?': text('tells the clocks of one rule apart'),
  name: text('what it is called'),
  force: text('where the rule comes from', ['statutory', 'guidance', 'local']),
  nature: text('what kind of time it is', NATURES),
  dutyHolder: text('who must act, or may'),
  status: text('how it stands on the day that the answer is as at', STATUSES),
  startedOn: day('day 0'),
  dueOn: day('the last day that complies'),
  actByOn: day('the day to act by to be safe on every reading'),
  'metOn?': day('when it was met'),
  'elapsed?': yesOrNo('it was met by running to its end'),
  'endedOn?': day('when it ended without being met'),
  'endedBecause?': text('why'),
  'excusedGround?': text('the ground of the exception that excuses it'),
  'officer?': text('the officer who has the case'),
  'team?': text('the team that has the case'),
};
