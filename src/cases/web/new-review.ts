import type { Form } from '../../platform/web/form.js';
import type { CaseItem } from '../../caseload/application/list-cases.js';
import { CHOICES_IN_WORDS } from '../application/attribute-words.js';
import { readAssignment } from './new-assignment.js';
import { dayTyped, readChoice, readConfirmed, readDay } from './new-fields.js';
import { offered, warning, type Asked, type Opening, type Reading, type Subject } from './new-opening.js';

const { annual, early, 'phase-transfer': transfer } = CHOICES_IN_WORDS.kind;
const KINDS = { annual, early, 'phase-transfer': transfer };

function read(form: Form, { today, choices, subject, errors }: Reading): Asked {
  const kind = readChoice(form, 'kind', Object.keys(KINDS), errors, 'Choose which review it is');
  const on = readDay(
    form,
    { name: 'opened', called: 'The day on which the work began', missing: 'Enter the day on which the work began' },
    today,
    errors,
  );
  return {
    kind: 'review',
    milestone: 'review-opened',
    fields: { plan: subject.plan?.id, kind, on },
    ...readAssignment(form, choices, errors),
    ...readConfirmed(form, errors),
  };
}

/** The open reviews of a plan of one kind. */
const openReviews = ({ child, plan }: Subject, openedAs: unknown): readonly CaseItem[] =>
  (child?.cases ?? []).filter(
    (one) => one.kind === 'review' && one.open && one.origin === plan?.id && one.openedAs === openedAs,
  );

/** A review of a plan. */
export const NEW_REVIEW: Opening = {
  path: '/new/review',
  title: 'New review of a plan',
  button: 'Open review',
  done: 'The review is open.',
  template: 'cases/web/views/new-review.njk',
  needs: 'plan',
  dates: ['opened'],
  fieldOf: { on: 'opened', kind: 'kind' },
  otherwise: 'opened',
  offers: { kinds: offered(KINDS) },
  usual: (today) => dayTyped('opened', today),
  read,
  warnings: ({ fields }, subject) =>
    openReviews(subject, fields.kind).length === 0
      ? []
      : [
          warning(
            'review-open-already',
            'A review of this kind is open already. Record what happens on that one; open another only where there really are two.',
          ),
        ],
};
