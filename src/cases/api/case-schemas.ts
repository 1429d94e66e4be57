import {
  anything,
  day,
  instant,
  integer,
  listOf,
  namedSchema,
  objectOf,
  text,
  uuid,
  yesOrNo,
} from '../../platform/http/schemas.js';
import { WRITTEN } from '../../platform/http/written-schema.js';
import { AS_AT, CLOCK, NEXT, REVISION } from '../../platform/http/answer-parts.js';
import { CASE_KINDS } from '../../streams/application/any-case.js';

export const WRITTEN_MILESTONE = namedSchema(
  'WrittenMilestone',
  objectOf({ ...WRITTEN, 'entry?': integer('the number of the milestone in its case, from 1') }),
);
export const WRITTEN_NOTE = namedSchema('WrittenNote', objectOf({ ...WRITTEN, note: uuid('the note') }));

const CASE = {
  id: uuid('the case'),
  kind: text('what kind of case it is', CASE_KINDS),
  person: uuid('the child or young person'),
  stage: text('where it stands, such as draft-plan-sent'),
  open: yesOrNo('whether the council has still something to do'),
  openedOn: day('the day of the milestone that opened it'),
  openedAs: text('the kind of assessment or of review; made or transferred-in for a plan'),
  'origin?': uuid('for a plan the assessment that led to it, for a review the plan under review'),
  'officer?': text('the officer who has it'),
  'team?': text('the team that has it'),
  revision: REVISION,
  createdAt: instant('when its first event was recorded'),
  recordedAt: instant('when its last event was recorded'),
  'next?': objectOf(
    {
      rule: text('the rule, such as N7'),
      dueOn: day('the last day that complies'),
      actByOn: day('the day to act by to be safe on every reading'),
    },
    'the clock that the council has to meet next',
  ),
};
export const CASE_ITEM = namedSchema('Case', objectOf(CASE));
export const CASE_PAGE = namedSchema('CasePage', objectOf({ asAt: AS_AT, items: listOf(CASE_ITEM), next: NEXT }));

const FILE_CLOCK = objectOf({
  ...CLOCK,
  'basis?': text('the provisions; with explain=yes'),
  'marks?': listOf(
    objectOf({ name: text('what it is'), on: day('the date'), why: text('why') }),
    'other dates that belong to it; with explain=yes',
  ),
  'explanation?': listOf({ type: 'string' }, 'how it was worked out; with explain=yes'),
});
const ADVICE = objectOf({
  ref: text('pairs the request with the advice'),
  adviser: text('who gives it'),
  askedOn: day('when it was asked for'),
  'reachedOn?': day('when the request reached them'),
  'dueOn?': day('the last day that complies'),
  'receivedOn?': day('when it first came'),
  'returnedOn?': day('when it was last returned for its quality'),
  open: yesOrNo('whether it is outstanding'),
});
export const CASE_FILE_ANSWER = namedSchema(
  'CaseFile',
  objectOf({
    asAt: AS_AT,
    ...CASE,
    clocks: listOf(FILE_CLOCK),
    'duties?': listOf(anything('a duty without a date'), 'duties without a date; with explain=yes'),
    'exceptions?': listOf(anything('what became of it'), 'what became of exceptions; with explain=yes'),
    advice: listOf(ADVICE),
    milestones: listOf(anything('a milestone, as the calculator takes it'), 'what the law is told'),
    related: listOf(CASE_ITEM, 'the other cases of the same child or young person'),
  }),
);

const FORMER = objectOf({
  attributes: anything('what it said'),
  revision: integer('of the event that corrected it'),
  recordedAt: instant('when it was corrected'),
  actor: text('who corrected it'),
});
export const MILESTONE = namedSchema(
  'Milestone',
  objectOf({
    entry: integer('its number in its case, from 1'),
    milestone: text('its name, such as draft-plan-sent'),
    attributes: anything('what it says, with its day as `on`; free texts in plain words'),
    before: listOf(FORMER, 'what it was before each of its corrections, oldest first'),
    'gone?': text('why it no longer counts', ['retracted', 'withdrawn']),
  }),
);
export const MILESTONES_ANSWER = namedSchema('Milestones', objectOf({ items: listOf(MILESTONE) }));
export const HISTORY_ANSWER = namedSchema(
  'History',
  objectOf({
    id: uuid('the case'),
    person: uuid('the child or young person'),
    revision: REVISION,
    events: listOf(
      objectOf({
        type: text('the event, such as DraftPlanSent'),
        revision: integer('its place in the case, from 0'),
        recordedAt: instant('when it was recorded'),
        actor: text('who recorded it'),
        'entry?': integer('the number of the milestone that it is about'),
        'milestone?': text('the name of that milestone'),
        'on?': day('the day that it tells of'),
        attributes: anything('what else it says'),
        'from?': anything('for a correction: what was wrong'),
        'to?': anything('for a correction: what it is since'),
      }),
      'oldest first',
    ),
    milestones: listOf(MILESTONE),
  }),
);
export const AUDIT_PAGE = namedSchema(
  'AuditTrail',
  objectOf({
    items: listOf(
      objectOf({
        revision: integer('its place in the record, from 0'),
        type: text('the event, such as DraftPlanSent'),
        'on?': day('the day that it tells of'),
        recordedAt: instant('when it was recorded'),
        actor: text('who recorded it'),
        position: text('where it stands among all events'),
      }),
      'oldest first',
    ),
    next: NEXT,
  }),
);
