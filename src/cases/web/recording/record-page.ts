import type { Form, FormErrors } from '../../../platform/web/form.js';
import { FORM_ID } from '../../../platform/web/page-writes.js';
import type { PageView } from '../../../platform/web/pages.js';
import type { CalendarDate } from '../../../statute/calendar.js';
import type { Refusal } from '../../../streams/domain/decider.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';
import { milestoneInWords } from '../../application/words.js';
import type { ChangeView } from './changes.js';
import { clocksOfMilestone, type RuleLink } from './clocks-of-milestone.js';
import { fieldSpecsOf } from './field-specs.js';
import { fieldViews, rawInputs, summaryRows } from './field-views.js';
import { guidanceOn } from './guidance/all-guidance.js';
import type { CaseAtHand } from './recording-context.js';

/** A field that is sent without being shown. */
export interface HiddenField {
  readonly name: string;
  readonly value: string;
}

/** A milestone that is about to be recorded on a case. */
export interface Recording {
  readonly at: CaseAtHand;
  readonly entry: CatalogueEntry;
  readonly form: Form;
  /** Under which the form is carried out once. */
  readonly formId: string;
  /** The revision that what was typed is based on. */
  readonly revision: number;
  /** The codes of the warnings that were confirmed. */
  readonly confirm: readonly string[];
}

/** What is recorded by others since the form was opened, and whether it stands in the way. */
export interface Meanwhile {
  readonly changes: readonly ChangeView[];
  readonly fits: boolean;
}

interface Told {
  readonly text: string;
  readonly rules: readonly RuleLink[];
}

/** What a milestone does to the clocks, one sentence for each list of rules. */
export function clockGuidance(entry: CatalogueEntry, today: CalendarDate): readonly Told[] {
  const { starts, meets, ends } = clocksOfMilestone(entry, today);
  return [
    { text: 'It can start these clocks:', rules: starts },
    { text: 'It can meet these clocks:', rules: meets },
    { text: 'It can end these clocks, with nothing more to be done:', rules: ends },
  ].filter(({ rules }) => rules.length > 0);
}

/** What the form carries beside what is typed. */
export function hiddenOf({
  formId,
  revision,
  confirm,
}: Pick<Recording, 'formId' | 'revision' | 'confirm'>): readonly HiddenField[] {
  return [
    { name: FORM_ID, value: formId },
    { name: 'expectedRevision', value: String(revision) },
    ...confirm.map((value) => ({ name: 'confirm', value })),
  ];
}

/** The form that records a milestone. */
export function recordPage(recording: Recording, errors: FormErrors, meanwhile?: Meanwhile): PageView {
  const { at, entry, form } = recording;
  const { asks, counts, means } = guidanceOn(entry.type);
  return {
    title: milestoneInWords(entry.type),
    isRefused: !errors.isEmpty,
    errors,
    heading: at.heading,
    action: `${at.heading.href}/record/${entry.milestone}`,
    means,
    clocks: clockGuidance(entry, at.today),
    hidden: hiddenOf(recording),
    fields: fieldViews(fieldSpecsOf(entry), form, errors, at.today, {
      type: entry.type,
      choices: at.choices,
      asks,
      counts,
    }),
    meanwhile: meanwhile ?? null,
  };
}

/** The question whether to record a milestone in spite of warnings. */
export function confirmPage(
  recording: Recording,
  fields: Readonly<Record<string, unknown>>,
  warnings: readonly Refusal[],
): PageView {
  const { at, entry, form, confirm } = recording;
  const specs = fieldSpecsOf(entry);
  const codes = [...new Set([...confirm, ...warnings.map(({ code }) => code)])];
  return {
    title: warnings.length === 1 ? 'Check this before you record it' : 'Check these before you record it',
    heading: at.heading,
    action: `${at.heading.href}/record/${entry.milestone}`,
    milestone: milestoneInWords(entry.type),
    warnings: warnings.map(({ message }) => message),
    rows: summaryRows(specs, fields, at.choices),
    hidden: [...hiddenOf({ ...recording, confirm: codes }), ...rawInputs(specs, form)],
  };
}
