import type { Form } from '../../platform/web/form.js';
import { CHOICES_IN_WORDS } from '../application/attribute-words.js';
import { readAssignment } from './new-assignment.js';
import { readChoice, readConfirmed, readDay } from './new-fields.js';
import { offered, plansOf, warning, type Asked, type Opening, type Reading } from './new-opening.js';
import { SOURCES } from './new-request.js';

const KINDS = {
  reassessment: 'It was asked for',
  'reassessment-by-council': 'The council decides on it by itself',
} as const;

function read(form: Form, { today, choices, errors }: Reading): Asked {
  const kind = readChoice(form, 'kind', Object.keys(KINDS), errors, 'Choose why there is a reassessment');
  const source = readChoice(form, 'source', SOURCES, errors);
  if (kind === 'reassessment' && source === undefined) errors.add('source', 'Choose who asked for it');
  const on = readDay(
    form,
    { name: 'received', called: 'The day of the reassessment', missing: 'Enter the day' },
    today,
    errors,
  );
  const lastAssessedOn = readDay(
    form,
    { name: 'assessed', called: 'The day on which the last assessment was finished' },
    today,
    errors,
  );
  return {
    kind: 'assessment',
    milestone: 'assessment-requested',
    fields: { kind, on, source: kind === 'reassessment' ? source : undefined, lastAssessedOn },
    ...readAssignment(form, choices, errors),
    ...readConfirmed(form, errors),
  };
}

/** A reassessment of a child who has a plan (section 44). */
export const NEW_REASSESSMENT: Opening = {
  path: '/new/reassessment',
  title: 'New reassessment',
  button: 'Register reassessment',
  done: 'The reassessment is registered.',
  template: 'cases/web/views/new-reassessment.njk',
  needs: 'child',
  dates: ['received', 'assessed'],
  fieldOf: { on: 'received', lastAssessedOn: 'assessed', source: 'source' },
  otherwise: 'received',
  offers: { kinds: offered(KINDS), sources: offered(CHOICES_IN_WORDS.source) },
  read,
  warnings: (_, { child }) =>
    plansOf(child).length > 0
      ? []
      : [
          warning(
            'no-plan',
            'No plan of this child or young person is on record as maintained. Only a child with a plan is reassessed.',
          ),
        ],
};
