import type { Form } from '../../platform/web/form.js';
import { readAssignment } from './new-assignment.js';
import { readConfirmed, readDay } from './new-fields.js';
import { plansOf, warning, type Asked, type Opening, type Reading } from './new-opening.js';

const AUTHORITY = /^[2-9]\d{2}$/;

function read(form: Form, { today, choices, errors }: Reading): Asked {
  const on = readDay(
    form,
    {
      name: 'transferred',
      called: 'The day of the transfer',
      missing: 'Enter the day on which the plan was transferred',
    },
    today,
    errors,
  );
  const fromAuthority = form.optional('authority');
  if (fromAuthority !== undefined && !AUTHORITY.test(fromAuthority)) {
    errors.add('authority', 'The code of the council must be 3 digits, such as 301');
  }
  const madeOn = readDay(form, { name: 'made', called: 'The day on which the plan was first made' }, today, errors);
  const lastReviewedOn = readDay(form, { name: 'reviewed', called: 'The day of the last review' }, today, errors);
  const underFive = form.text('five') === 'yes' ? true : undefined;
  return {
    kind: 'plan',
    milestone: 'plan-transferred-in',
    fields: { on, fromAuthority, madeOn, lastReviewedOn, underFive },
    ...readAssignment(form, choices, errors),
    ...readConfirmed(form, errors),
  };
}

/** A plan that another council transferred (regulation 15); the child is registered with it where they are not on record. */
export const NEW_PLAN: Opening = {
  path: '/new/plan',
  title: 'Plan transferred from another council',
  button: 'Register plan',
  done: 'The plan is registered. Record on it that the family was told what the council will do.',
  template: 'cases/web/views/new-plan.njk',
  dates: ['birth', 'transferred', 'made', 'reviewed'],
  fieldOf: { on: 'transferred', madeOn: 'made', lastReviewedOn: 'reviewed', fromAuthority: 'authority' },
  otherwise: 'transferred',
  offers: {},
  read,
  warnings: (_, { child }) =>
    plansOf(child).length === 0
      ? []
      : [warning('plan-already', 'A plan of this child or young person is on record as maintained already.')],
};
