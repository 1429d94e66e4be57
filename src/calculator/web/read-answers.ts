import { readDate, type ReadDate } from '../../platform/web/date-input.js';
import { FormErrors, type Form } from '../../platform/web/form.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Block, CalculatorForm, Question } from './calculator-forms.js';

/** A milestone as a caller of the calculator gives it. */
export type GivenMilestone = Readonly<Record<string, string | boolean>> & {
  readonly milestone: string;
  readonly on: CalendarDate;
};

/** What was typed into a calculator. */
export interface Answers {
  /** Whether anything was typed at all. */
  readonly isGiven: boolean;
  readonly errors: FormErrors;
  /** The milestones, each with the part of the form that it came from. */
  readonly milestones: readonly { readonly block: Block; readonly given: GivenMilestone }[];
}

/** The name of the field of a question. */
export const fieldOf = (block: Block, question: Question): string =>
  `${block.name}-${question.attribute === '' ? 'what' : question.attribute}`;

const chosenIn = (form: Form, block: Block, question: Question): string | undefined => {
  if (question.kind !== 'choice') return undefined;
  const chosen = form.optional(fieldOf(block, question));
  return question.options.find(({ value }) => value === chosen)?.value;
};

/** Whether anything was said in a part of the form. */
function isTouched(form: Form, block: Block, date: ReadDate): boolean {
  return (
    !('isBlank' in date) ||
    (block.questions ?? []).some((question) =>
      question.kind === 'choice'
        ? form.optional(fieldOf(block, question)) !== undefined
        : ['day', 'month', 'year'].some((part) => form.optional(`${fieldOf(block, question)}-${part}`) !== undefined),
    )
  );
}

function attributesOf(form: Form, block: Block, today: CalendarDate, errors: FormErrors): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const question of block.questions ?? []) {
    const field = fieldOf(block, question);
    if (question.kind === 'choice') {
      const chosen = chosenIn(form, block, question);
      if (chosen === undefined) errors.add(field, question.missing);
      else if (question.attribute !== '') attributes[question.attribute] = chosen;
      continue;
    }
    const date = readDate(form, field, today);
    if ('fault' in date) errors.add(field, `${question.label} ${date.fault}`);
    if ('day' in date) attributes[question.attribute] = date.day;
  }
  return attributes;
}

function milestoneOf(form: Form, block: Block, today: CalendarDate, errors: FormErrors): GivenMilestone | undefined {
  const date = readDate(form, block.name, today);
  if (!isTouched(form, block, date)) {
    if (block.required === true) errors.add(block.name, `Enter a date for "${block.legend}"`);
    return undefined;
  }
  if ('fault' in date) errors.add(block.name, `${block.legend} ${date.fault}`);
  if ('isBlank' in date) errors.add(block.name, `Enter a date for "${block.legend}"`);
  const attributes = attributesOf(form, block, today, errors);
  if (!('day' in date)) return undefined;
  if (date.day > today && block.canBePlanned !== true) {
    errors.add(block.name, `${block.legend} must be today or in the past`);
    return undefined;
  }
  const chosen = (block.questions ?? []).map((question) => chosenIn(form, block, question)).find(Boolean) ?? '';
  const milestone = typeof block.milestone === 'string' ? block.milestone : block.milestone(date.day, today, chosen);
  return {
    milestone,
    on: date.day,
    ...block.attributes,
    ...(milestone === 'exception' ? { from: date.day } : {}),
    ...attributes,
  };
}

/** Reads what was typed into a calculator. */
export function readAnswers(calculator: CalculatorForm, form: Form, today: CalendarDate): Answers {
  const errors = new FormErrors();
  const isGiven = Object.keys(form.typed).length > 0;
  const milestones = isGiven
    ? calculator.blocks.flatMap((block) => {
        const given = milestoneOf(form, block, today, errors);
        return given === undefined ? [] : [{ block, given }];
      })
    : [];
  return { isGiven, errors, milestones };
}
