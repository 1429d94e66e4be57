import { REVISION } from './answer-parts.js';
import { namedSchema, objectOf, text, uuid, yesOrNo } from './schemas.js';

/** What a request recorded. */
export const WRITTEN = {
  id: uuid('the case or the person'),
  outcome: text('unchanged where everything asked for was on record already', ['recorded', 'unchanged']),
  revision: REVISION,
  position: text('where the event stands among all events'),
  shown: yesOrNo('whether lists and files show it already'),
};
export const WRITTEN_ANSWER = namedSchema('Written', objectOf(WRITTEN));
