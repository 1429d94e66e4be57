import type { Form } from '../../platform/web/form.js';
import { CHOICES_IN_WORDS } from '../application/attribute-words.js';
import { readAssignment } from './new-assignment.js';
import { readChoice, readConfirmed, readDay } from './new-fields.js';
import { offered, plansOf, warning, type Asked, type Opening, type Reading } from './new-opening.js';

/** Who asked for an assessment (SEN2 item 2.2). */
export const SOURCES = Object.keys(CHOICES_IN_WORDS.source);

function read(form: Form, { today, choices, errors }: Reading): Asked {
  const on = readDay(
    form,
    { name: 'received', called: 'The day of receipt', missing: 'Enter the day on which the council received it' },
    today,
    errors,
  );
  const source = readChoice(form, 'source', SOURCES, errors, 'Choose who made the request');
  const becameResponsibleOn = readDay(
    form,
    { name: 'responsible', called: 'The day on which the council became responsible' },
    today,
    errors,
  );
  const inYouthAccommodation = form.text('accommodation') === 'yes' ? true : undefined;
  return {
    kind: 'assessment',
    milestone: 'assessment-requested',
    fields: { kind: 'initial', on, source, becameResponsibleOn, inYouthAccommodation },
    ...readAssignment(form, choices, errors),
    ...readConfirmed(form, errors),
  };
}

/** A request for a needs assessment, in one page; the child is registered with it where they are not on record. */
export const NEW_REQUEST: Opening = {
  path: '/new/request',
  title: 'New request for a needs assessment',
  button: 'Register request',
  done: 'The request is registered.',
  template: 'cases/web/views/new-request.njk',
  dates: ['birth', 'received', 'responsible'],
  fieldOf: { on: 'received', becameResponsibleOn: 'responsible', source: 'source' },
  otherwise: 'received',
  offers: { sources: offered(CHOICES_IN_WORDS.source) },
  read,
  warnings: (_, { child }) =>
    plansOf(child).length === 0
      ? []
      : [
          warning(
            'plan-already',
            'This child or young person has a plan already. If their needs are to be assessed anew, ask for a reassessment instead.',
          ),
        ],
};
