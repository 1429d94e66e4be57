import { Holds, MayBeMissing, type Test } from '../../platform/validation.js';
import { MILESTONE_NAMES, milestoneKind, type MilestoneName } from '../../statute/milestones.js';
import { testOf } from '../../platform/attribute-tests.js';
import { dayTest } from '../../platform/day-range.js';

/** A milestone as it is given, before it is checked. */
export abstract class MilestoneDto {
  milestone!: MilestoneName;

  @Holds(needed(dayTest, 'the day on which it happened'))
  on!: string;
}

/** A class of milestones of one name. */
export type MilestoneClass = new () => MilestoneDto;

function needed({ accepted, fault }: Test, about: string): Test {
  return {
    accepted,
    fault: (value, object) => (value === undefined ? `it is missing: ${about}` : fault(value, object)),
  };
}

const classNameOf = (name: MilestoneName): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** One class per milestone of the vocabulary, so that a new milestone needs no second list. */
function classFor(name: MilestoneName): MilestoneClass {
  const { attributes = {} } = milestoneKind(name);
  const made = class extends MilestoneDto {};
  Object.defineProperty(made, 'name', { value: classNameOf(name) });
  Holds({ accepted: name, fault: (value) => (value === name ? undefined : `it is not ${name}`) })(
    made.prototype,
    'milestone',
  );
  for (const [attribute, kind] of Object.entries(attributes)) {
    const test = testOf(kind);
    if (kind.required) {
      Holds(needed(test, kind.about))(made.prototype, attribute);
    } else {
      MayBeMissing()(made.prototype, attribute);
      Holds(test)(made.prototype, attribute);
    }
  }
  return made;
}

/** The classes by milestone name, in the order of the vocabulary. */
export const MILESTONE_CLASSES: ReadonlyMap<string, MilestoneClass> = new Map(
  MILESTONE_NAMES.map((name) => [name, classFor(name)]),
);

/** The properties that a milestone of a name can have, in the order of the vocabulary. */
export function propertiesOf(name: MilestoneName): readonly string[] {
  return ['milestone', 'on', ...Object.keys(milestoneKind(name).attributes ?? {})];
}
