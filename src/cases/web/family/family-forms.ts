import { FormErrors } from '../../../platform/web/form.js';
import { newFormId } from '../../../platform/web/page-writes.js';
import type { OwedToFamily } from '../../application/family-updates.js';
import { catalogueEntry } from '../../application/milestone-catalogue.js';
import { fieldSpecsOf } from '../recording/field-specs.js';
import { fieldViews, freshForm } from '../recording/field-views.js';
import { guidanceOn } from '../recording/guidance/all-guidance.js';
import { hiddenOf } from '../recording/record-page.js';
import type { CaseAtHand } from '../recording/recording-context.js';
import type { FamilyForm } from './family-page.js';

const MILESTONES = ['family-informed', 'family-feedback-asked', 'family-feedback-recorded'] as const;

/** The form of a milestone, with the week filled in for which it is owed. */
function formOf(at: CaseAtHand, milestone: FamilyForm['milestone'], owed: readonly OwedToFamily[]): FamilyForm[] {
  const entry = catalogueEntry(at.one.kind, milestone);
  if (entry === undefined) return [];
  const what = milestone === 'family-informed' ? 'update' : 'feedback';
  const due = owed.find((one) => one.what === what);
  const week = due !== undefined && 'week' in due ? { week: String(due.week) } : {};
  const form = freshForm(at.today, week);
  const { asks, counts } = guidanceOn(entry.type);
  const setting = { type: entry.type, choices: at.choices, asks, counts };
  const hidden = hiddenOf({ formId: newFormId(), revision: at.one.revision, confirm: [] });
  const fields = fieldViews(fieldSpecsOf(entry), form, new FormErrors(), at.today, setting);
  return [{ milestone, fields: fields.map((field) => ({ ...field, id: `${milestone}-${field.name}` })), hidden }];
}

/** The forms that record what a family is told, asked, and says. */
export function familyForms(at: CaseAtHand, owed: readonly OwedToFamily[]): readonly FamilyForm[] {
  return MILESTONES.flatMap((milestone) => formOf(at, milestone, owed));
}
