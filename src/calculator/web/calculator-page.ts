import { lowered } from '../../statute/sentence.js';
import { FORCES_IN_WORDS, STATUSES_IN_WORDS } from '../../cases/application/words.js';
import { readDate } from '../../platform/web/date-input.js';
import type { Form } from '../../platform/web/form.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, weekdayDate, type CalendarDate } from '../../statute/calendar.js';
import type { Status } from '../../statute/clock.js';
import type { ClockAnswer, ClocksAnswer } from '../application/calculate-clocks.js';
import { CALCULATORS, type Block, type CalculatorForm } from './calculator-forms.js';
import { fieldOf, type Answers } from './read-answers.js';

const TAG: Readonly<Record<Status, string>> = {
  'not-started': 'govuk-tag--grey',
  running: 'govuk-tag--blue',
  'due-soon': 'govuk-tag--yellow',
  overdue: 'govuk-tag--red',
  excused: 'govuk-tag--purple',
  met: 'govuk-tag--green',
  'met-late': 'govuk-tag--orange',
  ended: 'govuk-tag--grey',
};

function questionsOf(block: Block, form: Form, errors: Answers['errors'], today: CalendarDate): readonly object[] {
  return (block.questions ?? []).map((question) => {
    const name = fieldOf(block, question);
    const error = errors.fields[name];
    if (question.kind === 'day') {
      return { ...question, name, typed: readDate(form, name, today).typed, error };
    }
    const chosen = form.text(name);
    return {
      ...question,
      name,
      error,
      // The first has the id of the whole, so that an error summary leads to it.
      items: question.options.map(({ value, text }, index) => ({
        value,
        text,
        checked: value === chosen,
        ...(index === 0 ? { id: name } : {}),
      })),
    };
  });
}

function clockRow({ rule, name, dueOn, actByOn, status, explanation, force, marks = [], ref }: ClockAnswer): object {
  return {
    rule,
    name,
    id: `${rule}${ref === undefined ? '' : `-${ref.replace(/\W+/g, '-')}`}`,
    due: weekdayDate(dueOn),
    actBy: actByOn === dueOn ? null : longDate(actByOn),
    status: { text: STATUSES_IN_WORDS[status], classes: TAG[status] },
    force: FORCES_IN_WORDS[force],
    explanation,
    marks: marks.map((mark) => ({ name: mark.name, on: longDate(mark.on), why: mark.why })),
  };
}

/** What came of the dates: when everything is due, and why. */
function resultOf({ asAt, clocks, duties, exceptions }: ClocksAnswer): object {
  const shown = clocks.filter(({ nature }) => nature === 'duty');
  const others = clocks.filter(({ nature }) => nature !== 'duty');
  return {
    asAt: longDate(asAt),
    groups: [
      { title: 'What must be done, and by when', clocks: shown.map(clockRow) },
      { title: 'Time that the family or the council may use, or must leave to run', clocks: others.map(clockRow) },
    ].filter((group) => group.clocks.length > 0),
    duties: duties.map(({ rule, name, explanation }) => ({ rule, name, explanation })),
    exceptions: exceptions.map(({ clock, accepted, reason }) => ({ clock, accepted, reason })),
  };
}

/** The choice between the calculators. */
export function calculatorsPage(): PageView {
  return {
    title: 'Deadline calculator',
    calculators: CALCULATORS.map(({ id, title, lead }) => ({ href: `/calculator/${id}`, title, lead })),
  };
}

/** A calculator, with what was typed and what came of it. */
export function calculatorPage(
  calculator: CalculatorForm,
  form: Form,
  answers: Answers,
  today: CalendarDate,
  answer?: ClocksAnswer,
): PageView {
  const { errors } = answers;
  return {
    title: `Deadline calculator: ${lowered(calculator.title)}`,
    lead: calculator.lead,
    action: `/calculator/${calculator.id}`,
    isRefused: !errors.isEmpty,
    errors,
    blocks: calculator.blocks.map((block) => ({
      name: block.name,
      legend: block.legend,
      hint: block.hint,
      optional: block.required !== true,
      typed: readDate(form, block.name, today).typed,
      error: errors.fields[block.name],
      questions: questionsOf(block, form, errors, today),
    })),
    result: answer === undefined ? null : resultOf(answer),
  };
}
