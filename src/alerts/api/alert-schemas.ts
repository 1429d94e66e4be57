import { AS_AT, NEXT, REVISION } from '../../platform/http/answer-parts.js';
import {
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
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { ALERT_LEVELS, ESCALATIONS, RESOLUTIONS } from '../domain/alert.events.js';

/** An alert as it is answered. */
const ALERT = namedSchema(
  'Alert',
  objectOf({
    id: uuid('the alert'),
    case: uuid('the case'),
    kind: text('what kind of case that is', CASE_KINDS),
    person: uuid('the child or young person'),
    rule: text('the rule, such as N7'),
    'ref?': text('tells the clocks of one rule apart'),
    name: text('what its clock is called'),
    'adviser?': text('whose advice it is about'),
    level: text('how far it has come', ALERT_LEVELS),
    raisedOn: day('the day that it belongs to: the first within the lead time, or the first after the due date'),
    dueOn: day('the last day that complies'),
    overdueDays: integer('days since the due date on the day that the answer is as at; 0 up to it'),
    'summary?': uuid('what was found at once with others, by an import or when alerts began'),
    'acknowledgedOn?': day('when it was last acknowledged'),
    'acknowledgedBy?': text('the id of who acknowledged it'),
    'reason?': text("an id in the council's list of reasons"),
    'recoveryOn?': day('the day by which what is due will be done'),
    hasNote: yesOrNo('the last acknowledgement has a note'),
    'escalatedOn?': day('the day from which it is escalated'),
    'escalatedBecause?': text('why', ESCALATIONS),
    'resolvedOn?': day('the day from which it is resolved'),
    'resolvedBecause?': text('why', RESOLUTIONS),
    'officer?': text('the officer who has the case'),
    'team?': text('the team that has the case'),
    revision: REVISION,
    createdAt: instant('when its first event was recorded'),
    recordedAt: instant('when its last event was recorded'),
  }),
);

export const ALERT_PAGE = namedSchema('AlertPage', objectOf({ asAt: AS_AT, items: listOf(ALERT), next: NEXT }));

export const ALERT_EXAMPLE = {
  id: '5b0c1a52-7d3e-5e6f-9a41-0c2d8e4f6a11',
  case: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000a1',
  kind: 'assessment',
  person: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001',
  rule: 'N7',
  name: 'final plan',
  level: 'missed',
  raisedOn: '2025-01-21',
  dueOn: '2025-01-20',
  overdueDays: 9,
  acknowledgedOn: '2025-01-23',
  acknowledgedBy: 'officer-012',
  reason: 'educational-psychology-capacity',
  recoveryOn: '2025-02-14',
  hasNote: true,
  officer: 'officer-017',
  team: 'north',
  revision: 1,
  createdAt: '2025-01-21T06:00:00.000Z',
  recordedAt: '2025-01-23T10:12:00.000Z',
};

export const ACKNOWLEDGEMENT = namedSchema(
  'AlertAcknowledgement',
  objectOf({
    reason: text("an id in the council's list of reasons"),
    'recoveryOn?': day('the day by which what is due will be done, from today'),
    'note?': text('what is done about it; kept encrypted for the child'),
  }),
);

export const ACKNOWLEDGEMENT_EXAMPLE = {
  reason: 'educational-psychology-capacity',
  recoveryOn: '2025-02-14',
  note: 'The report is booked for 7 February.',
};
