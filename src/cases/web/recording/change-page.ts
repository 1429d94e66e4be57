import { typedDate } from '../../../platform/web/date-input.js';
import { Form, type FormErrors } from '../../../platform/web/form.js';
import type { PageView } from '../../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../../statute/calendar.js';
import type { Refusal } from '../../../streams/domain/decider.js';
import type { Changes } from '../../../streams/domain/event.js';
import { attributeInWords, valueInWords } from '../../application/attribute-words.js';
import type { ClockEffects } from '../../application/clock-effects.js';
import { milestoneInWords } from '../../application/words.js';
import { referenceInWords } from './case-choices.js';
import { effectsView } from './effect-words.js';
import { WHY, type ChangeName, type EntryAtHand, type ReadChange } from './entry-change.js';
import { fieldSpecsOf, type FieldSpec } from './field-specs.js';
import { fieldViews, rawInputs, type FieldView } from './field-views.js';
import { guidanceOn } from './guidance/all-guidance.js';
import { hiddenOf, type HiddenField, type Meanwhile } from './record-page.js';

/** A change of a milestone that is about to be made. */
export interface Changing {
  readonly change: ChangeName;
  readonly hand: EntryAtHand;
  readonly form: Form;
  readonly formId: string;
  readonly revision: number;
  readonly confirm: readonly string[];
}

interface Words {
  readonly title: (milestone: string) => string;
  readonly intro: string;
  readonly why: string;
  readonly whyHint: string;
  readonly check: string;
  readonly button: string;
}

const KEPT = 'Kept encrypted, and shown in the history of the case.';

/** What is said of each change. */
const WORDS: Readonly<Record<ChangeName, Words>> = {
  correct: {
    title: (milestone) => `Correct: ${milestone}`,
    intro:
      'Nothing is overwritten: the history shows what was wrong, what it was corrected to, by whom and why. You see what it does to the clocks before anything is recorded.',
    why: 'Why is it corrected?',
    whyHint: `For example, the letter bears another date. ${KEPT}`,
    check: 'Check the correction',
    button: 'Correct it',
  },
  retract: {
    title: (milestone) => `Retract: ${milestone}`,
    intro:
      'Retract what should never have been recorded, such as something that belongs on another case. If it happened on another day, correct it instead. The history keeps showing it, struck through.',
    why: 'Why is it retracted?',
    whyHint: `For example, it was recorded on the wrong case. ${KEPT}`,
    check: 'Check the retraction',
    button: 'Retract it',
  },
  withdraw: {
    title: () => 'Withdraw an exception',
    intro:
      'Withdraw an exception that was rightly recorded and that the council no longer relies on. From that day its clocks count as overdue again if they are not met. If it should never have been recorded, retract it.',
    why: 'Why is it withdrawn?',
    whyHint: `For example, the school opened again sooner. ${KEPT}`,
    check: 'Check the withdrawal',
    button: 'Withdraw it',
  },
};

/** The attributes of a milestone as they are typed into a form, and what else is. */
export function typedAttributes(
  specs: readonly FieldSpec[],
  attributes: Changes,
  more: Readonly<Record<string, string>> = {},
): Form {
  const fields = new URLSearchParams(more);
  for (const { name, kind } of specs) {
    const value = attributes[name];
    if (value === undefined || value === null) continue;
    if (kind === 'day') {
      for (const [part, typed] of Object.entries(typedDate(value as CalendarDate)))
        fields.set(`${name}-${part}`, typed as string);
    } else if (kind === 'yes-no') fields.set(name, value === true ? 'yes' : 'no');
    else for (const one of [value as string | number | readonly string[]].flat()) fields.append(name, String(one));
  }
  return new Form(fields);
}

const WITHDRAWN_ON: FieldSpec = { name: 'on', kind: 'day', isRequired: true, values: [], accepted: '' };

/** The fields that a change asks for, beside why. */
export function changeSpecs({ change, hand }: Pick<Changing, 'change' | 'hand'>): readonly FieldSpec[] {
  if (change === 'correct') return fieldSpecsOf(hand.catalogued);
  return change === 'withdraw' ? [WITHDRAWN_ON] : [];
}

function fieldsOf({ change, hand, form }: Changing, errors: FormErrors): readonly FieldView[] {
  const { asks, counts } = guidanceOn(hand.entry.type);
  const { choices, today } = hand.at;
  const day =
    change === 'withdraw'
      ? { asks: 'From which day does the council no longer rely on it?', counts: 'The day of the withdrawal.' }
      : { asks, counts };
  const error = errors.fields[WHY];
  return [
    ...fieldViews(changeSpecs({ change, hand }), form, errors, today, { type: hand.entry.type, choices, ...day }),
    {
      control: 'textarea',
      name: WHY,
      label: WORDS[change].why,
      hint: WORDS[change].whyHint,
      value: form.text(WHY),
      ...(error === undefined ? {} : { error }),
    },
  ];
}

const said = (name: string, value: unknown): string => {
  if (value === null || value === undefined) return 'Not stated';
  const words = valueInWords(name, value);
  return name === 'ref' ? referenceInWords(words) : words;
};

/** What is on record of a milestone, in words. */
export function onRecord({
  catalogued,
  attributes,
}: EntryAtHand): readonly { readonly key: string; readonly value: string }[] {
  return fieldSpecsOf(catalogued)
    .filter(({ name }) => attributes[name] !== undefined)
    .map(({ name }) => ({ key: attributeInWords(name), value: said(name, attributes[name]) }));
}

const actionOf = ({ change, hand }: Changing): string =>
  `${hand.at.heading.href}/entries/${String(hand.entry.number)}/${change}`;

/** The form that changes a milestone on record. */
export function changePage(changing: Changing, errors: FormErrors, meanwhile?: Meanwhile): PageView {
  const { change, hand } = changing;
  const { title, intro } = WORDS[change];
  return {
    title: title(milestoneInWords(hand.entry.type)),
    isRefused: !errors.isEmpty,
    errors,
    heading: hand.at.heading,
    action: actionOf(changing),
    intro,
    rows: change === 'correct' ? [] : onRecord(hand),
    fields: fieldsOf(changing, errors),
    hidden: hiddenOf(changing),
    meanwhile: meanwhile ?? null,
  };
}

/** What a change does to the clocks, before it is made. */
export function checkPage(
  changing: Changing,
  { to }: ReadChange,
  warnings: readonly Refusal[],
  effects: ClockEffects,
): PageView {
  const { change, hand, form, confirm } = changing;
  const { check, button } = WORDS[change];
  const codes = [...new Set([...confirm, ...warnings.map(({ code }) => code)])];
  const specs = changeSpecs(changing);
  const hidden: readonly HiddenField[] = [
    ...hiddenOf({ ...changing, confirm: codes }),
    ...rawInputs(specs, form),
    { name: WHY, value: form.text(WHY) },
  ];
  return {
    title: check,
    heading: hand.at.heading,
    action: actionOf(changing),
    milestone: `${milestoneInWords(hand.entry.type)}, ${longDate(hand.entry.data.on)}`,
    changes: Object.entries(to).map(([name, value]) => ({
      name: attributeInWords(name),
      from: said(name, hand.attributes[name]),
      to: said(name, value),
    })),
    warnings: warnings.map(({ message }) => message),
    effects: effectsView(effects, hand.at.today),
    hidden,
    button: warnings.length === 0 ? button : `${button} anyway`,
  };
}
