import type { Form } from '../../platform/web/form.js';
import { CHOICES_IN_WORDS } from '../application/attribute-words.js';
import { readAssignment } from './new-assignment.js';
import { readChoice, readConfirmed, readDay } from './new-fields.js';
import { offered, type Asked, type Opening, type Reading } from './new-opening.js';

function read(form: Form, { today, choices, subject, errors }: Reading): Asked {
  const phases = Object.keys(CHOICES_IN_WORDS.phase);
  const phase = readChoice(form, 'phase', phases, errors, 'Choose from which phase to which');
  const on = readDay(
    form,
    { name: 'transfer', called: 'The day of the transfer', missing: 'Enter the day of the transfer' },
    today,
    errors,
  );
  const confirmed = readConfirmed(form, errors);
  const isReviewed = form.text('review') === 'yes';
  const assignment = isReviewed ? readAssignment(form, choices, errors) : {};
  return {
    kind: 'plan',
    milestone: 'phase-transfer-due',
    fields: { on, phase },
    ...confirmed,
    ...(subject.plan === undefined ? {} : { on: subject.plan.id }),
    ...(isReviewed
      ? {
          next: {
            kind: 'review',
            milestone: 'review-opened',
            fields: { plan: subject.plan?.id, kind: 'phase-transfer', on: today },
            confirm: [],
            ...assignment,
          },
        }
      : {}),
  };
}

/** A transfer to another phase of education (regulation 18), and the review for it. */
export const NEW_PHASE_TRANSFER: Opening = {
  path: '/new/phase-transfer',
  title: 'Transfer to another phase of education',
  button: 'Record transfer',
  done: 'The transfer is recorded on the plan.',
  template: 'cases/web/views/new-phase-transfer.njk',
  needs: 'plan',
  dates: ['transfer'],
  fieldOf: { on: 'transfer', phase: 'phase' },
  otherwise: 'transfer',
  offers: { phases: offered(CHOICES_IN_WORDS.phase) },
  read,
};
