import { MILESTONE_NAMES, milestoneKind, type Attribute } from '../../statute/milestones.js';
import { testOf } from '../../platform/attribute-tests.js';

/** An attribute of a milestone, as people read it. */
export interface AttributeView {
  readonly name: string;
  readonly kind: Attribute['kind'];
  readonly required: boolean;
  readonly about: string;
  /** What it can be, in words. */
  readonly accepted: string;
}

/** A milestone of the vocabulary, as people read it. */
export interface MilestoneView {
  readonly milestone: string;
  readonly says: string;
  readonly attributes: readonly AttributeView[];
}

/** The vocabulary of milestones, in the order of a case. */
export function viewMilestones(): MilestoneView[] {
  return MILESTONE_NAMES.map((milestone) => {
    const { says, attributes = {} } = milestoneKind(milestone);
    return {
      milestone,
      says,
      attributes: Object.entries(attributes).map(([name, attribute]) => ({
        name,
        kind: attribute.kind,
        required: attribute.required ?? false,
        about: attribute.about,
        accepted: testOf(attribute).accepted,
      })),
    };
  });
}
